/** What stays open between people, and who they are in the deal. Normalised words; see {@link compile}. */

export const OPEN = {
  ask: [
    '(can|could|would|will) (you|someone|somebody|your team) (please|kindly|also|just|) _',
    '(please|kindly) (send|share|let|provide|confirm|review|advise|check|forward|call|email|contact|reply|respond|sign|complete|fill|schedule|set|add|update|make|find|see|note|include|submit|return|fax|bring|give|help|tell|explain|look|get|take|keep|ensure|use|visit|click|join|do|feel|refer|read|remove|delete|keep)',
    '(let|send|give|get|tell|show|call|email|remind|help|forward|copy) (me|us) (know|have|a|the|your|by|if|when|what|how|that|this|an|see)',
    '(do|would|could|did|are|is|have|has|was|were) (you|we|they|it|there|this|that|he|she|any)',
    '(what|when|how|who|where|which|why) (is|are|do|does|did|will|would|can|could|about|about|should|was|has|have)',
    '(we|i) (need|would need|will need|are waiting for|want|require|would like|would appreciate|ask|request) (you|your|a|an|the|to|that|some|it|this|from|someone)',
    '(waiting|wait) (for|on|to hear)',
    '(let us|we should|we need to|we have to|you need to|you should|you may want to|you might want to|need to|i suggest|i propose|i recommend|how about|what about|why do not)',
    '(appreciate|grateful) (it if|if you|your|any|a)',
    '(want|like) to (meet|discuss|talk|have|get|join|set|see|invite|schedule|chat)',
    '(available|free|meet|lunch|dinner|coffee|call|discuss|meeting) (on|at|for|tomorrow|today|this|next|tonight|around|to)'
  ],
  pending: [
    '(pending|outstanding|still open|open (item|items|question|questions|point|points|issue|issues)|unanswered|unresolved|action (item|items)|next (step|steps)|(a|our|my|your|the|on|one) to do|to do (list|item|items)|to dos|follow up|follow ups|following up)',
    '(waiting|wait|still waiting|awaiting|blocked) (for|on|to hear)',
    '(have|has|had) not (heard|received|seen|gotten|got|signed|replied|responded|answered|finished|completed|reviewed|decided|sent)',
    '(get|circle|come) back to (me|us|you|them)',
    '(to be|yet to be|needs to be|still needs to be|still to be) (confirmed|determined|decided|agreed|signed|reviewed|answered|scheduled)',
    '(legal|procurement|security|infosec|compliance|redlines|redline|the (contract|msa|dpa|questionnaire|order form|sow)) (is|are|still|has|have) (pending|outstanding|open|with|not|reviewing|in review|being|yet|to)',
    '(owe|owes|owed) (you|us|them|me)',
    'any (update|updates|news|progress|word)',
    '(any|did you) (chance|get a chance) to',
    '(remind|reminder|overdue|chasing|nudge|bump|bumping)'
  ]
} as const;

export const PEOPLE = {
  champion: [
    '(champion|internal sponsor|biggest (fan|supporter|advocate)|advocate|driving (this|the|it)|drove (this|the|it)|pushed for (this|you|it)|fought for|brought (you|us) in)'
  ],
  buyer: [
    '(economic buyer|budget (holder|owner)|holds the budget|owns the budget|controls the budget|signs (off|the|on)|sign off|signing authority|final (say|decision|approval|signature)|approves (the|all|any)|(has|have|needs|need) to approve|decision (maker|makers)|the one who (decides|signs|approves|pays)|makes the decision|decides in the end|has to sign|calls the shots|signatory|my budget|out of my budget)'
  ],
  technical: [
    '(technical (lead|owner|contact|evaluator|decision)|security (lead|contact|team lead)|it (lead|director|manager|contact)|(head|director|vp) of (it|engineering|security|infrastructure|data)|solution architect|enterprise architect|cto|ciso|lead (engineer|architect|developer)|admin)'
  ],
  sponsor: [
    '(executive sponsor|exec sponsor|sponsor|steering committee|reports to the (board|ceo))',
    '(cio|coo|ceo|cfo|cro|chief _ officer|managing director|president) (is|will|wants|cares|asked|approved|supports|backs|signed)'
  ],
  user: [
    '(end (user|users)|power (user|users)|day to day (user|users|contact)|main (user|contact)|primary (contact|user)|point of contact|project (manager|lead|owner))'
  ],
  blocker: [
    '(blocker|blocking|against (it|this|the|us|you|switching)|opposed|opposes|opposing|not a fan|hates|resisting|resists|torpedo|veto|vetoed|will fight|does not (want|like|support|believe|trust)|is not (convinced|on board|sold|happy|a fan)|voted (no|against))'
  ],
  ally: [
    '(loves|loved|love (it|this|the)|on board|supportive|supports|enthusiastic|excited|a (big |huge |)fan|all in|impressed|is convinced|wants this|backing|backs (this|us|you|it)|in favor|in favour|voted (yes|for)|advocating)'
  ],
  neutral: [
    '(neutral|on the fence|undecided|indifferent|skeptical|sceptical|reluctantly|lukewarm|wait and see|has not decided|not sold yet)'
  ],
  cares: [
    '(cares|care) (about|most about|a lot about|only about|deeply about)',
    '(main|biggest|top|number one|key) (priority|priorities|concern|focus) (is|are|for)',
    '(focused|focuses|obsessed|fixated) (on|with)',
    '(what matters|matters most|most important (thing|to))',
    '(is|will be) (measured|judged|bonused|evaluated) (on|by)',
    '(looking|looks) (at|for) (the |)(roi|numbers|savings|cost)'
  ],
  prefers: [
    '(prefer|prefers|preferred) (async|email|emails|e mail|slack|phone|calls|a call|text|texts|teams|whatsapp|short|video|meetings|in person|to be|to get|to have|to hear|mornings|not to|bullet|written|things|that you)',
    '(best|easiest|fastest|only) (way|reached|to reach) (to reach|by|on|via|is|him|her|me|them)',
    '(reach|contact|ping|text|call|email|message|slack) (him|her|me|them|_) (on|by|via|at|directly|in|only|before|after|through)',
    '(hates|hate|dislikes|never (answers|reads|picks)|does not (read|do|like|answer|check)) (email|emails|calls|phone|meetings|slack|video)',
    '(lives in|always on|responds (on|to|best)|answers (on|within|only)) (slack|email|teams|text|whatsapp|phone|calls|_)'
  ]
} as const;
