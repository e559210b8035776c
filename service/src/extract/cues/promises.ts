/** What people say when they promise, hedge, take back or report. Normalised words; see {@link compile}. */

/** What one promises to do: `@do` in the phrases below. */
export const DOING: ReadonlySet<string> = new Set(
  'send share get check look find ask follow set schedule book prepare draft put write update confirm circle email mail forward introduce connect loop build deliver provide ship deploy migrate train onboard configure integrate support handle cover include waive extend add fix file open escalate review test run bring give show call talk arrange organize organise assign make do take pull dig try work start finish complete sort submit sign upload create produce implement launch import export enable host document clarify reach ping touch report present come pick raise honor honour keep match throw drop turn ensure guarantee dedicate join attend figure tell let read explain walk discuss invite coordinate verify validate nail push release respond reply answer revert speak meet order pay cc copy sync map plan roll stand spin commit approve resolve address investigate go'.split(
    ' '
  )
);
const ADV =
  '(also|definitely|certainly|gladly|happily|just|personally|then|now|still|absolutely|try to|probably|go ahead and|)';

export const PROMISES = {
  /** Says outright that it is a promise. */
  vow: [
    '(i|we) (will|can|do|) (promise|guarantee|commit|pledge)',
    '(i|we) (have|) (promised|guaranteed|committed) (you|to|that|this|it)',
    '(i am|we are) (fully|) (committed|committing) to',
    '(i|we) can commit to',
    'you have (my|our) (word|commitment|promise)',
    '(my|our) (promise|commitment|guarantee) (to you|is)',
    'i give you my word',
    'consider it done',
    'count on (me|us|it)',
    '(i|we) (will|) (make|making) sure',
    '(i|we) owe you',
    '(i am|we are) on it',
    'leave (it|that) (with|to) (me|us)',
    '(i have|i have) got this',
    'it is guaranteed',
    'as promised'
  ],
  /** First person, future, something to do. */
  willDo: [
    `(i|we) (will|shall) ${ADV} @do`,
    `(i am|we are) ${ADV} (going to|about to) ${ADV} @do`,
    '(i am|we are) (sending|sharing|scheduling|preparing|putting|drafting|building|setting|working on|writing)',
    `(i|we) (plan|intend|aim|expect) to @do`,
    `(i|we) would be (very|more than|) (happy|glad|pleased|delighted) to @do`,
    `(i am|we are) (going to|) (have|having|get|getting) _ (to|) @do`,
    `(i|we) will ${ADV} (have|get|ask) _ (to|) @do`,
    '(i|we) (have to|need to|got to|must) (get back|check|write|send|follow up|talk to|ask|look (at|into)|call|email|fix|finish)',
    '(sure|yes|okay|absolutely|certainly|definitely|course|problem) (i|we) (will|can) ¶',
    '(i|we) (will|can) (do that|do so|do it) ¶',
    `(i am|we are) (planning|happy|glad|willing|prepared|aiming|hoping|ready) to ${ADV} @do`,
    'let me (check|look|find|ask|send|get|see if|follow|confirm|pull|dig|set|put|take|talk|work|try|share|go|raise|run|think about)',
    `(i|we) can ${ADV} (send|share|get|have|deliver|do|set|prepare|provide|include|waive|extend|throw|offer|build|add|start|bring|arrange|schedule|put|give|cover|support|help)`,
    '(i|we) (will|shall) (have|get) (it|that|this|the|a|an|you|your|our|them|these|those|him|her|someone|some)',
    '(i|we) (will|shall) be (sending|sharing|delivering|providing|in touch|back|getting|doing|setting|adding|there|live)',
    `(my|our) (team|colleague|engineer|engineers|manager|csm|se|side|people|legal|support) (will|is going to) @do`,
    '(i|we) (will|shall) ~ by'
  ],
  /** The same without saying who. */
  elided: [
    `will ${ADV} (do|send|share|follow|get|check|confirm|update|revert|let|set|forward|call|email|add|fix|take|have|bring|keep|look|be in touch)`,
    '(happy|glad|delighted) to (do|send|share|set|help|get|arrange|provide|walk|join|add|include|make|put|talk|support|run|give|take|show|discuss|jump)',
    '(more than happy) to _',
    'going to (send|share|check|follow|get)'
  ],
  /** The customer is told what will be there. */
  willHave: [
    'you (will|shall|can expect to) (have|get|receive|see|be (live|able|up))',
    'will be (live|ready|done|available|delivered|in place|with you|completed|complete|finished|fixed|included|shipped|released|sent|set up|in production|up and running|free|waived)',
    'will be (in|on) (your|their) (inbox|hands|desk|mailbox|account|environment|tenant|sandbox)',
    'will (go live|ship|launch|roll out|land|arrive|include|support|come with|be part of)',
    '(is|are) included (at no|for free|in the)',
    'at no (extra|additional) (cost|charge)',
    '(expect|plan on) (it|the|to have|to see) ~ (by|in|on|within)',
    '(our|the) (plan|target|commitment) is to (have|deliver|be|go|ship)'
  ],
  /** A first person future that promises nothing. */
  idle: [
    '(i|we) will (see|be honest|admit|say|assume|bet|never forget|miss|let you go|need|have to|be out|be away|probably|know|wait and see|get there|be able)',
    'i will (be (on|out|in|travelling|traveling|off|away|unavailable)|see you|talk to you|speak to you|tell you what|give you that|be frank)',
    'see you (on|in|at|next|tomorrow|there)',
    'talk (to you|) (soon|later|then)',
    '(look|looking) forward',
    'let me (tell you|say|be|know|explain|ask you|guess|finish|stop|start by|put it this way|see)',
    'i will let you go',
    '(i|we) (will|would) like'
  ]
} as const;

export const LIMITS = {
  hypothetical: [
    'if (i|we|you|they|it|he|she) (were|was|did|had|could|wanted|ever|decided)',
    'if ~ were to',
    'what if',
    'suppose (that|we|i|you|)',
    '(let us|) say (that|) (we|i) (were|wanted|had|did)',
    'hypothetically',
    'in theory (we|i|you)',
    'theoretically',
    'imagine (if|we|that|you)',
    'in an ideal world',
    '(i|we) (would|could|might) (have|)',
    'would be able',
    'for the sake of argument',
    'i wish (we|i)',
    'for example (i|we) will',
    'whether (i|we) (will|should)'
  ],
  negated: [
    '(will|can|do|did|does|could|would|shall|should|am|is|are|have|has|had|was|were) not',
    '(will|can|would) never',
    'never (said|promised|will|agreed|committed)',
    'no (promise|promises|guarantee|guarantees|commitment|commitments|longer going to)',
    'not (a|) (promise|commitment|guarantee|committing|promising|going to|able to|in a position)',
    'unable to',
    'nobody (said|promised|will)',
    'without (any|a|) (promise|promising|commitment|guarantee)',
    'rather than',
    'refuse to'
  ],
  reported: [
    '(he|she|they|it|someone|somebody|people|everyone|nobody|who) (also|just|all|) (said|say|says|told|tell|tells|claimed|claims|claim|promised|promise|promises|mentioned|mentions|thinks|think|thought|wrote|writes|stated|suggested|guaranteed|agreed|committed|swore|insisted)',
    '(he|she|they) (will|are going to|is going to)',
    'according to',
    '(was|were|been) told (that|we|i|)',
    '(vp|svp|cfo|ceo|cto|boss|manager|finance|legal|management|leadership|product|engineering) (said|says|told|thinks|claims|mentioned)',
    '(heard|hear|read|saw) (that|from|they|he|she|it|somewhere)',
    'apparently',
    'reportedly',
    'supposedly',
    'the (vendor|competitor|other vendor|analyst|article|press release|website|contract|document|email|guy|consultant) (said|says|claims|claimed|promised|promises|told)',
    '(their|his|her) (rep|team|sales|vendor|ceo|support|boss) (said|says|told|promised|claims|claimed|will)',
    'and (he|she|they) (was|were) like',
    'your (competitor|predecessor|colleague) (said|says|told|promised)',
    'quote unquote'
  ],
  /** Takes an earlier promise back, or puts something in its place. */
  withdrawn: [
    '(i|we) (will|can|do|are|am) not (be able to|going to|any longer|longer|after all|)',
    '(i|we) can not',
    'no longer (able|going|planning|possible|include|included|offer|need|do|in scope)',
    'not (be|) able to',
    '(have to|had to|need to|must|) (take|taking) (that|it|this) back',
    '(scratch|forget|ignore|disregard) (that|it|what i said|my|the)',
    '(have|need|had) to (move|push|postpone|delay|cancel|drop|withdraw|walk back|pull)',
    '(off the table|out of scope|descoped|dropped from)',
    '(instead of|rather than)',
    'change of (plan|plans)',
    '(i|we) (was|were) wrong',
    'correction',
    'actually (it|we|i|the|that) (will|is|are|am)',
    '(moved|pushed|delayed|postponed|slipped|slips|move|push) (it|that|this|the _|) ~ (to|until|by|back)',
    'will (now|instead) be',
    'is now (going to|due|planned)'
  ]
} as const;

export const HEDGES = {
  /** Hedges on what the customer relies on: the words sellers use when they promise more than they know. */
  stretch: [
    'should (be|) (just|all|) (be|) (fine|ok|okay|good|possible|doable|able|enough|easy|straightforward|no (problem|issue)|there by|ready|live)',
    'should (not|) be (a|an|any|no|too|much of a|) (problem|issue|blocker|hard|difficult|big deal)',
    'should (work|hold|scale|handle|support|cover|meet|fit|get you|get there)',
    '(i|we) (will|would|) (still|) (need|have|want) to (confirm|check|verify|double check|ask|validate|test|look into|find out|run (it|that) by|clear|get (it|that|this) (approved|confirmed|signed off))',
    '(let me|i will|we will|i need to|i would have to|will|can i) (get|come|circle) back to (you|them|him|her|everyone)',
    '(take|taking) (that|it|this) (offline|back to)',
    '(off the top of my head|do not quote me|do not hold me to|to the best of my knowledge|as far as i know|if i remember)',
    'not (#|a|one|totally|entirely|completely|absolutely|fully|quite|really|) (hundred|) (% |percent |)(sure|certain|positive)',
    '(in theory|theoretically|technically possible|in principle|on paper)',
    '(on|is on|is in) (the|our) roadmap',
    '(best effort|best efforts|best case|ideally|all being well|fingers crossed|hopefully|with a bit of luck)',
    '(works|work|true|possible|doable|ok|okay|fine|live|realistic|achievable) (only|but only) (if|with|when)',
    '(as long as|provided that|provided|assuming|depending on|depends on|contingent on|subject to|only if|only with|so long as|unless)',
    '(a bit of|bit of|it is|quite|is) a stretch',
    '(tight|aggressive|ambitious) (timeline|but|schedule|date|deadline)',
    '(do not|can not) see (any reason |a reason |)why not',
    '(make|making) (it|that|this) work (somehow|)',
    '(i|we) (think|believe|guess|suppose|imagine|would think|reckon) (we|it|that|this|so|you|the)',
    '(pretty|fairly|reasonably|almost|quite) (sure|certain|confident)',
    '(i am|we are) confident',
    '(may|might) (need|require|be able|have to|not be|be|take|slip|work)',
    '(probably|maybe|perhaps|possibly|presumably|potentially|likely)',
    '(with|needs|requires|after) (some|a little|a bit of|) (custom|customization|customisation|tweaking|configuration) ',
    '(roughly|ballpark|give or take|more or less|somewhere around)',
    '(we|i) (should|could|might) be able to',
    '(could|may|might) (be|slip|take|affect|miss)',
    'to be (confirmed|determined|decided)',
    'tbc',
    'tbd'
  ],
  /** Nobody knows yet. */
  unknown: [
    '(do|does|did|really|just|still|actually|) not (really|actually|exactly|yet|even|) (know|remember|recall|understand|realize|realise)',
    '(no|have no|any) (idea|clue)',
    '(i am|we are|not|were|was|am) not (really|so|quite|too|totally|very|) (sure|certain)',
    'not (really|so|quite|too|totally|) sure',
    '(can not|could not) (say|tell|answer|remember|recall|tell you|really (say|answer))',
    '(i|we) (have|) (forget|forgot|forgotten)',
    '(is|are) (still|) (unclear|unknown|undecided|open)',
    'have not (decided|figured|heard|found|confirmed|looked|checked|seen)',
    'not (yet|) (clear|decided|known)',
    'your guess is as good',
    'remains to be seen',
    'who knows'
  ],
  /** In prose: what is possible, supposed or conditional. */
  prose: [
    '(may|might)',
    '(possibly|perhaps|probably|presumably|potentially|allegedly|supposedly|apparently|reportedly|likely|unlikely|arguably|seemingly|maybe)',
    '(possible|probable|unclear|uncertain|unsure|not clear|no proof|no evidence|not known|not certain|unknown)',
    '(seem|seems|seemed|appear to|appears to|appeared to|appears that)',
    '(suggest|suggests|suggested|suggesting|indicate that|indicates that|implies|imply)',
    '(is|are|was|were|been|be|being) (often|widely|generally|sometimes|commonly|also|usually|) (considered|regarded|believed|thought|seen|viewed|perceived|alleged|suspected|assumed|expected|rumored|rumoured|said to|speculated|estimated|deemed|claimed)',
    '(believe|believes|believed|think|thinks|suspect|suspects|suspected|assume|assumes|assumed|assuming|speculate|speculated|hypothesized|feared|fears|felt that|doubt|doubts)',
    '(consider|considers|considered)',
    '(if|whether)',
    '(could|would) (be|have been|have|also|seem|suggest)',
    '(investigate|investigated|evaluate|examined|tested whether|study whether)',
    '(hypothesis|speculation|assumption|theory that|idea that|possibility|rumors|rumours|claims that)',
    '(would|could)'
  ]
} as const;
