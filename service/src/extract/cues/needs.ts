/** What customers and sellers say about problems, goals, doubts and people. Normalised words; see {@link compile}. */

export const NEEDS = {
  success: [
    '(success|a win|winning) (for us|to us|looks like|means|would be|is|will be|criteria|criterion|metric|metrics)',
    '(we|i) (will|would) know (it|this|that|we) (worked|works|succeeded|is working|is a success)',
    '(define|measure|defines|measured) success',
    '(our|the|my|main|primary|number one|key) (goal|goals|objective|objectives|target|targets|kpi|kpis|okr|aim|north star|benchmark|outcome) (is|are|here is|for|would be|will be|this)',
    '(kpi|kpis|okr|okrs)',
    '(we|i) (need|want|have|would like|hope|aim|expect|are looking|are trying|plan) to (cut|reduce|get ~ (down|under|below|to)|hit|increase|improve|grow|shorten|halve|double|bring ~ down|reach|achieve|save|lower|drop|go from|be live|close ~ faster|eliminate|move from|raise)',
    '(must|has to|have to|needs to|need to) be (live|up and running|in production|done|ready) (by|before|in)',
    '# % (adoption|of|reduction|increase|faster|fewer|less|more|improvement|coverage|uptime|accuracy)',
    'from # ~ (to|down to) #',
    '(down|up) to # (%|days|hours|minutes|weeks|percent)',
    '(under|below|less than|within) # (minutes|hours|days|seconds|%|percent)',
    'what (good|great|success) looks like',
    'call (it|this|that|the project|the pilot) a (success|win)',
    'in (a year|six months|twelve months|12 months|6 months) (we|i) want',
    '(payback|roi|return on investment) (in|within|of|by)',
    'happy if'
  ],
  pain: [
    '(struggle|struggles|struggling|struggled) (with|to)',
    '(pain|painful|pains|headache|headaches|nightmare|frustrating|frustrated|frustration|annoying|tedious|cumbersome|clunky|a mess|unreliable)',
    '(biggest|main|real|major|big|our|the|key) (problem|challenge|issue|obstacle|gap|complaint|bottleneck|frustration|concern) (is|are|was|right now|today|has been|we have|with)',
    '(takes|took|taking|spend|spends|spending|lose|loses|losing|waste|wastes|wasting) ~ (#|a|too|half|hours|days|weeks|forever|most|so)',
    '(no|zero|little|lack of|limited|poor) (visibility|insight|transparency|control|reporting|way to|idea where)',
    '(too|so|very|really) (slow|manual|long|many errors|complicated|complex|painful|error prone)',
    '(error prone|time consuming|labor intensive|bottleneck|bottlenecks|backlog)',
    '(falls|fall|falling|slip|slips|slipping|lost) (through|in) the (cracks|shuffle)',
    '(sick|tired) of',
    '(keeps|keep|kept|constantly|always|often) (breaking|failing|crashing|losing|getting|asking|chasing|break|breaks|fails|late)',
    '(can not|never|unable to) (see|track|find|report|tell|get|trust|scale|keep up|rely)',
    '(does not|do not|did not) (scale|talk to each other|work|sync|integrate)',
    '(we|they|people) (have to|need to|must) (chase|retype|re enter|reenter|rekey|double check|redo|fix)',
    '(drowning|overwhelmed|burned out|firefighting|chasing)',
    '(miss|missed|missing|misses) (deadlines|targets|orders|invoices|deals|calls|the|our|sla)',
    '(siloed|silos|scattered|duplicate|duplicates|out of date|outdated|inconsistent)',
    '(cost|costs|costing) us',
    'nobody (knows|can|trusts)'
  ],
  useCase: [
    '(use case|use cases|user story)',
    '(we|they|our _|the _) (want|would like|plan|need|intend|hope|are going|are planning) to use (it|this|you|your|the|handoff|that)',
    '(we|our _|our _ team|the _ team) (will|would) (use|be using) (it|this|that|the|your)',
    '(use|using) (it|this|your product|the product|the tool|the platform|the system|your platform) (for|to|in|across|with)',
    '(want|need|needs|like|allow|allows|let|lets|help|helps|enable) (our|the|my) ~ (to be able to|to see|to approve|to track|to submit|to manage|to find|to get|to do|to run|to work)',
    'so (that|) (our|the|my) ~ can',
    '(we|they) (need|want) (it|this|something|a tool|a system|a way|a platform) (to|that|for|which)',
    '(be able|able) to (approve|track|see|route|manage|automate|sync|search|report|forecast|assign|onboard|collaborate|share|sign|schedule|monitor|export|pull|log)',
    '(automate|automating|digitize|consolidate|centralize|standardize|streamline) (our|the|all)',
    'day to day (we|they|our|the)'
  ],
  workaround: [
    '(workaround|workarounds|work around|stopgap|band aid|duct tape|home grown|homegrown|in house tool|macro|macros|shadow it)',
    '(spreadsheet|spreadsheets|excel|google sheet|google sheets|access database|whiteboard|sticky notes|post it)',
    '(by hand|on paper|pen and paper|copy and paste|copy paste|copy pasting|copying and pasting)',
    '(manually|manual) (export|exporting|copy|copying|enter|entering|entry|upload|uploading|update|updating|send|sending|check|checking|reconcile|process|type|typing|track|tracking|do)',
    '(for now|today|currently|at the moment|right now|these days) (we|they) (just|) (use|do|export|keep|run|email|track|manage|send|copy|handle|rely on)',
    '(we|they) (currently|just|) (export|email|dump|copy|keep|track|manage) (it|them|everything|this|that|the _|all) ~ (in|into|to|from|around|over)',
    '(someone|somebody|one person|an intern) (has to|who|goes through|manually)',
    '(get by|getting by|make do|making do) with'
  ],
  objection: [
    '(too|very|quite|pretty|really|so) (expensive|pricey|steep|high|much money|risky|complex|complicated)',
    '(not|are not|am not|still not) (convinced|sold on|comfortable|happy|sure (it|this|that|we)|ready to|willing|prepared to|a fan|interested|a priority|going to (pay|sign|work|fly|accept))',
    '(my|our|the|one|biggest|main|only|real) (concern|concerns|worry|worries|hesitation|objection|objections|reservation|reservations|fear|issue|pushback|sticking point)',
    '(do not|does not|can not|did not|could not|would not) (see the (value|point|need|benefit)|justify|afford|agree|accept|like|believe|buy|want|think (so|that|it|we|you|this)|make sense|work for us|fit|need (it|this|that|another)|have (the|a) budget|trust)',
    '(deal breaker|dealbreaker|show stopper|showstopper|non starter|nonstarter|no go|hard no|red line)',
    '(over|out of|no|beyond|outside|not in|exceeds) (our|the|) budget',
    '(why (should|would) (we|i)|what if (you|it|the))',
    '(cheaper|better price|lower price|a discount|come down)',
    '(push back|pushing back|pushed back|pushback|skeptical|sceptical|hesitant|reluctant|unconvinced|resistance)',
    '(i|we) (disagree|doubt|object|refuse|would rather|would rather not|am afraid|are afraid)',
    '(we|i) (have been|got) burned',
    '(lock in|vendor lock|lock us in)',
    'that is (not|a problem|too|way too|a lot|a big ask)'
  ],
  /** Ways to disagree: weighed by the model, never enough alone. */
  dissent: [
    '^ (no|not|but|nope|well|except|because)',
    'that is not',
    '(i|we) do not (think|believe|see|agree|want|need|care|like)',
    '(can not|could not|would not|does not|is not|are not|was not)',
    '(actually|except|unless|necessarily|rather|opposite|wrong)',
    'too _',
    '(not|no) (right|really|exactly|quite|necessarily|true|good|enough|acceptable|possible|at all)',
    'no (no|we|it|that|i|they|you|but|because|actually|not)',
    '(but|well|yes but|except) (it|that|i|we|they|you|the|there) (is|are|do|does|did|can|will|would|was) not',
    '(depends on|not yet|not by|not for|not that|not to|not really|i do not think)'
  ],
  risk: [
    '(risk|risks|risky|red flag|red flags|danger|blocker|blockers|showstopper|at risk|single point of failure|jeopardize|jeopardise|derail)',
    '(worried|worry|worries|nervous|concerned|anxious|afraid) (about|that|we|it|the)',
    '(concern|concerns) (about|with|around|is|over)',
    '(short staffed|understaffed|short on (people|resources|time)|no bandwidth|limited bandwidth|little bandwidth|stretched thin|at capacity|resource constraint|resource constraints|hiring freeze|budget freeze|budget cut|budget cuts|layoffs|reorg|reorganization|restructuring|merger|acquisition)',
    '(only have|only one|just one|a single|one) (engineer|developer|admin|person|it person|resource|analyst)',
    '(leaving|left|leaves|going on|out on|moving to another|last day) (the company|the team|maternity|parental|leave|us|company)',
    '(change management|change resistance|resist|resistance|resistant|adoption (has|is|was|will)|low adoption|do not like change|people hate|user adoption)',
    '(code freeze|freeze (in|from|until|over)|blackout (period|window)|holiday season|busy season|year end close|peak season)',
    '(data (quality|is (a mess|dirty|messy|bad|incomplete))|dirty data|messy data|legacy (system|systems|data|code))',
    '(tight|unrealistic|aggressive|ambitious) (timeline|timelines|deadline|deadlines|schedule)',
    '(delay|delays|delayed|slip|slips|slipping|slipped|behind schedule|late again|miss the|may not make)',
    '(not ready|not going to be ready|not be ready|will not be ready)',
    '(dependency|dependencies|dependent|depends|hinges|waiting) (on|upon) (it|the|our|their|legal|security|procurement|another|sap|a)',
    '(failed|tried) (implementation|rollout|project|before|last time|this before|twice)',
    '(security review|legal review|infosec|procurement|compliance|works council|data protection officer|dpo) (is|are|still|has|have|needs|must|will|takes|took|could|may|might|pending)',
    '(outage|downtime|data loss|breach|vulnerability|incident|bug|bugs|error|errors|broken|not working|does not work|stopped working|fails|failing|failed|crash|crashes|crashing)'
  ],
  regret: [
    '(regret|regretting|regretted|regrets)',
    '(cancel|canceling|cancelling|cancelled|canceled|cancellation|terminate|terminating|termination) (the|this|our|it|clause|contract|deal|order|subscription|fee|option|everything|for)',
    '(want|like|have|need|going|decided|thinking (about|of)|consider|considering) (to|) (cancel|cancelling|canceling|back out|pull out|walk away|terminate|opt out|get out)',
    '(back out|backing out|pull out|pulling out|walk away|walking away|get out of (the|this|our))',
    "(second thoughts|cold feet|having doubts|have doubts|serious doubts|buyer's remorse|buyers remorse)",
    '(made|making) (a|the wrong|a big|an expensive) (mistake|decision|choice|call)',
    '(wish|wished) (we|i) (had|have|would|never|did)',
    '(should have|should not have) (gone|stayed|bought|signed|waited|chosen|picked|done)',
    '(rethink|rethinking|reconsider|reconsidering|re evaluate|reevaluating|revisit the decision|pause the (project|rollout|contract)|put (it|this|everything|the project) on hold|on hold)',
    '(refund|money back|exit clause|opt out clause|way out|exit the contract)',
    '(not sure|wondering|questioning|doubt) (if |whether |)(we|this|it) (made|was|is) (the|a) (right|good|mistake)',
    '(disappointed|let down|misled|not what we (were|was|expected|bought|signed|paid))',
    '(last straw|losing (patience|faith|confidence)|lost (faith|confidence|trust))'
  ],
  expansion: [
    '(roll|rolling|rolled|expand|expanding|extend|extending|spread|bring|take|scale) (it|this|that|out|you|them) (out|) (to|into|across|in|globally|company wide)',
    '(other|another|more|additional|all|the rest of the|remaining|neighboring) (teams|team|regions|region|departments|department|business units|business unit|offices|office|countries|country|divisions|division|subsidiaries|subsidiary|sites|plants|brands|entities|locations)',
    '(more|additional|extra|another #|# more|# additional|# extra|# new) (seats|licenses|licences|users|modules|agents|reps|headcount)',
    '(phase|wave|stage) (two|three|2|3)',
    'something (we|i) (want|would like|plan|hope) to (look|add|explore|tackle|do|try)',
    '(next year|later this year|down the road|eventually|in the future|once this works|after that|if this goes well|if it works|longer term|long term) (we|i|they|the|our|it)',
    '(also|be|are|would be|might be) interested in (the|your|adding|a|using|buying)',
    '(double|triple|grow|growing|doubling) (the|our|to|from) (team|headcount|seats|number|size|#)',
    '(global|company wide|enterprise wide|worldwide|group wide|firm wide) (rollout|roll out|deployment|license|agreement|use)',
    '(hiring|opening|acquiring|acquired|adding) (#|a new|new|another|more)',
    '(upsell|cross sell|expansion|add on|add ons|upgrade to|premium tier|enterprise tier)'
  ],
  milestone: [
    '(first|next|within|after|in|initial) (the first |)(30|60|90|thirty|sixty|ninety) days',
    'day (30|60|90|thirty|sixty|ninety)',
    '(30|60|90|thirty|sixty|ninety) (day|days) (plan|mark|in|milestone|check in|review|after|from)',
    '(first|second|third) month',
    'month (one|two|three|1|2|3)',
    '(go live|going live|goes live|be live|go lives|live by|live in|live on|live before|cutover|launch|rollout|roll out|kickoff|kick off|pilot|phase (1|one)|user acceptance|uat|onboarding|first value)',
    '(week|sprint) (one|two|three|four|five|six|1|2|3|4|5|6|8|10|12)',
    '(milestone|milestones|project plan|success plan|implementation plan)'
  ]
} as const;

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
    '(pending|outstanding|still open|open (item|items|question|questions|point|points|issue|issues)|unanswered|unresolved|action (item|items)|next (step|steps)|to do|follow up|follow ups|following up)',
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
    '(champion|internal sponsor|biggest (fan|supporter|advocate)|advocate|driving (this|the|it)|pushed for (this|you|it)|fought for|brought (you|us) in)'
  ],
  buyer: [
    '(economic buyer|budget (holder|owner)|holds the budget|owns the budget|controls the budget|signs (off|the|on)|sign off|signing authority|final (say|decision|approval|signature)|approves (the|all|any)|(has|have|needs|need) to approve|decision (maker|makers)|signatory|my budget|out of my budget)'
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
    '(reach|contact|ping|text|call|email|message|slack) (him|her|me|them) (on|by|via|at|directly|in|only|before|after|through)',
    '(hates|hate|dislikes|never (answers|reads|picks)|does not (read|do|like|answer|check)) (email|emails|calls|phone|meetings|slack|video)',
    '(lives in|always on|responds (on|to|best)|answers (on|within|only)) (slack|email|teams|text|whatsapp|phone|calls|_)'
  ]
} as const;

export const TECH = {
  term: [
    '(sso|saml|scim|oauth|oidc|ldap|okta|azure ad|active directory|entra|mfa|two factor|2fa|single sign on)',
    '(api|apis|rest|graphql|webhook|webhooks|sdk|endpoint|endpoints|rate limit|rate limits|middleware|mulesoft|etl|sftp|csv|odata)',
    '(integration|integrations|integrate|integrates|integrating|connector|connectors|sync|bidirectional|real time sync)',
    '(sap|netsuite|workday|servicenow|dynamics|oracle|snowflake|databricks|salesforce|hubspot|jira|bigquery|redshift|s3|kafka|tableau|power bi)',
    '(data residency|data center|data centre|datacenter|eu region|eu hosted|hosted in|on prem|on premise|on premises|private cloud|vpc|vpn|firewall|ip (allow list|allowlist|whitelist|whitelisting|range)|single tenant|multi tenant|aws|gcp)',
    '(encryption|encrypted|encrypt|gdpr|hipaa|pci|soc 2|soc2|iso 27001|iso27001|fedramp|pen test|penetration test|audit log|audit logs|audit trail|pii|data processing agreement|dpa|retention|backup|backups|disaster recovery|role based|rbac|permissions)',
    '(sla|slas|uptime|latency|p99|p95|throughput|response time|performance|rows|records per|million (rows|records)|concurrent users|scale to|load test)',
    '(sandbox|staging|test environment|migration|migrate|data import|legacy data|historical data|schema|custom (object|objects|field|fields)|offline|mobile app|browser|ios|android)'
  ],
  need: [
    '(need|needs|needed|must|require|requires|required|requirement|requirements|has to|have to|mandatory|expect|expects|want|wants|only works|only supports|supports|support|does (it|this|that|your)|can (it|you|your)|will (it|you)|should|at least|minimum|is (it|there)|are (you|there)|how (do|does|many|much|long)|what (is|are)|able to|limit|limits|we (use|run|are on|have)|compliant|policy)'
  ]
} as const;

export const INTERNAL = [
  '(discount|discounts|discounting|pricing|price|prices|margin|margins) (approval|approvals|approved|floor|strategy|authority|exception|request|chain|matrix|guidance|committee|is approved|was approved|got approved|desk)',
  '(approved|approve|approves|approval|sign off|signed off|okay|okayed|blessed|green light|go ahead) ~ (discount|% off|the price|pricing|margin|concession|the discount)',
  '(walk away|bottom|floor|lowest|rock bottom) (price|number|is|line)',
  '(our|the) (floor|bottom line|margin|margins|list price|walk away|negotiation strategy|pricing strategy|anchor)',
  '(deal desk|finance|cfo|vp|svp|cro|rvp|manager) (approved|approves|signed off|will approve|has to approve|needs to approve|said (ok|okay|yes)|okayed|is fine with)',
  '(go|can go|come|drop|down|go down) (down |as low as |lower |)(to|as low as) (#|$|€|£)',
  '(do not|never|please do not|we should not) (tell|mention|share|show|let|say|forward|disclose) ~ (customer|client|them|prospect|him|her|this|that|it)',
  '(internal|internally|between us|for internal|internal only|not for the customer|keep this (internal|between))',
  '(give|gave|offer|offered|concede|throw in) (them|him|her|the customer) (a |up to |another |an extra |)(#|%|discount|$)',
  '(up to|max|maximum|extra|another|additional) # % (discount|off)',
  '# % (discount|off) (approved|is|needs|if|to|before|max)',
  '(quota|commission|comp plan|spiff|sandbag|sandbagging|forecast call|commit number|end of quarter push)',
  '(they|customer) (would|will|can) (pay|go up to|stretch to) (more|#|$|up)',
  'willingness to pay'
] as const;

/** Beside these a customer may name what it uses, or looks at, instead. */
export const RIVAL = [
  '(instead of|rather than|compared (to|with)|comparing you (to|with)|versus|vs|incumbent|replace|replacing|replaces|displace|displacing)',
  '(switch|switching|switched|migrate|migrating|moving) (away |)from',
  '(we|they|team|company|colleagues|guys) (currently |already |still |now |today |)(use|uses|are using|run|have|are on|run on|rely on|work with|bought|licensed|pay for)',
  '(looking at|evaluating|talking to|considering|demoed|trialing|trialling|shortlisted|in talks with|spoke to|a (quote|proposal|demo) from)'
] as const;

/** Signs that a sentence is for a machine or for everyone: never a claim. */
export const NOISE = {
  boilerplate: [
    '(this|the) (e mail|email|message|communication|transmission|document) (and any|is intended|may contain|contains|was sent|has been|is confidential|are intended)',
    '(intended recipient|received (this|the) (e mail|email|message|communication) in error|confidentiality notice|privileged and confidential|legally privileged|views expressed|without liability|virus free)',
    '(unsubscribe|opt out of|manage your preferences|email preferences|view (this|it) in (your|a) browser|privacy policy|terms of service|all rights reserved|copyright|registered (in|office)|company number|vat (no|number|id))',
    '(out of (the|) office|automatic reply|auto reply|autoreply|on (annual|parental|maternity|sick) leave|limited access to (email|e mail)|will (respond|reply|get back to you|answer) (when|upon|as soon as) (i|my|possible) ~ (return|back|possible))',
    '(sent from my|get outlook for|please consider the environment|do not reply to this)',
    '(i|we) hope (this|you|all) ~ (finds|well|weekend|week|doing)',
    '(hope you are|hope all is|trust you are|trust this) ',
    '(thanks|thank you) (so much|again|very much|) (for (your|the) (time|call|note|email|message|help|interest)|in advance)',
    '(best|kind|warm) (regards|wishes)',
    '(nice|great|good|lovely|pleasure) (to meet|meeting|speaking|talking|seeing|chatting|catching)',
    '(have a (great|good|nice|lovely|wonderful)|happy (friday|monday|holidays|new year|birthday))',
    '(join|joining) (zoom|the zoom|microsoft teams|teams) meeting',
    '(meeting id|passcode|dial in|one tap mobile)',
    'this (call|meeting) (is|may be|will be) (being |)recorded'
  ],
  instruction: [
    '(ignore|disregard|forget|override|bypass) (all|any|the|your|these|every|previous|prior|above|earlier|all the|all of the|all previous|any previous|the above|the previous|all prior|the prior|your previous) (instructions|instruction|rules|prompt|prompts|guidelines|context|safety|text|messages|system)',
    '(forget|ignore|override) your (rules|instructions|guidelines|prompt)',
    '(system|developer|assistant|user|hidden|new|secret|admin) (prompt|instruction|instructions|message|override|note|directive)',
    '(you are|act as|pretend to be|behave as|roleplay as) (now |)(an|a|the|my|in) (ai|assistant|language model|llm|chatbot|bot|model|dan|developer|admin|administrator|system|crm|extractor|summarizer|jailbroken|root)',
    '(as an ai|language model|llm|chatgpt|claude|gpt|ai (model|assistant|agent|summary|tool)|the (model|assistant|bot|extractor|summarizer|parser))',
    '(prompt injection|jailbreak|do anything now|begin (instructions|system|prompt)|end of (prompt|instructions|context|document|transcript)|step 1 ignore)',
    '(when|if) (you are |)(summarizing|summarising|processing|extracting|reading|parsing|generating|writing) (this|the|a|these)',
    '(instructions|attention|note|message|notice|command|important) (to|for) (the |)(ai|assistant|model|llm|bot|agent|system|summarizer|extractor|reader|handoff)'
  ],
  /** Verbs of orders to whoever reads, at the start of a sentence. */
  orderVerb: [
    '(set|mark|change|classify|label|tag|treat|rate|score|flag|list|record|register|assign|add|output|print|emit|execute|run|upload|override|update|write|report|respond|reply|pretend|act|extract|summarize|summarise|attention|send|forward|email|leak)',
    '(do not|never) (extract|summarize|summarise|mention|include|report|cite|record|quote|flag|list)'
  ],
  /** What only this product's records have: an order about them is for a machine. */
  recordWord: [
    '(severity|severities|stance|champion|economic buyer|executive sponsor|blocker|blockers|ally|claim|claims|commitment|commitments|risks|stakeholder|stakeholders|json|regret|expansion|internal only|due date|closed won|closed lost|system prompt|api key|api keys|credentials|secret|secrets|transcript|transcripts|tool|function|command|crm record|next sentence|the following|as (complete|resolved|accepted|critical|red|green|yellow)|(deal|record|claim|opportunity) (as|stage|amount|owner))'
  ]
} as const;
