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
