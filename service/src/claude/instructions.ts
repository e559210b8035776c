import { visible } from './redact.ts';

/**
 * Sentences that talk to a machine instead of to a colleague. The fence and the system prompt keep them from being
 * obeyed; this keeps them from being quoted in a brief as if somebody had promised them. A sentence more or less that
 * is left out costs little, so the patterns may be blunt, but people who sell software with "AI" in it must be able to
 * talk about it: hence no pattern is a single word.
 */
const MACHINE =
  '(?:ai|a\\.i\\.|llm|language model|model|assistant|chat ?bot|bot|agent|claude|gpt|copilot|summari[sz]er|extractor)';
/** Without those that people are, too. */
const ONLY_MACHINE =
  '(?:ai|a\\.i\\.|llm|language model|assistant|chat ?bot|claude|gpt|copilot|summari[sz]er|extractor)';
const THING =
  '(?:risks?|severit(?:y|ies)|claims?|stakeholders?|commitments?|objections?|health|scores?|sentiment|gaps?|findings?)';
const GRADE =
  '(?:green|red|yellow|low|lower|high|none|zero|harmless|resolved|settled|accepted|approved|complete|closed|champions?|blockers?)';

const PATTERNS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|context|directives?|constraints?|safeguards?|everything (?:above|before)|(?:all|anything) (?:above|before|prior))\b/i,
  // Somebody who plays another part of a conversation: "System:", "[[developer message]]:", "> Operator note:".
  /(?:^|[[{(#*|>›.!?"'-])\s*(?:system|developer|administrator|admin|assistant|operator|root)(?: (?:message|prompt|note|notice|override|instructions?|update|alert|mode))?\s*[\]})*|]{0,3}\s*:/im,
  /\b(?:system|developer) (?:prompt|override|message)\b/i,
  /\b(?:new|updated|revised|hidden|secret|your|final|special) (?:instructions?|directives?|orders|task|role)\b.{0,3}(?::|is|are|follow)/i,
  new RegExp(`\\byou are (?:now )?(?:an? |the )?(?:\\w{1,20} ){0,2}${ONLY_MACHINE}\\b`, 'i'),
  new RegExp(
    `\\b(?:dear|attention|hey|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|if you are)\\b[,:]? ` +
      `(?:any |all |the |an? |whichever |our )?(?:\\w{1,20} ){0,2}${ONLY_MACHINE}s?\\b`,
    'i'
  ),
  new RegExp(
    `\\b${MACHINE}s? (?:reading|processing|parsing|summari[sz]ing|that (?:reads?|process(?:es)?)) (?:this|these)\\b`,
    'i'
  ),
  new RegExp(
    `\\b(?:mark|rate|classify|label|treat|report|set|flag|downgrade|upgrade|reset|change|lower)\\b.{0,40}\\b${THING}\\b.{0,12}\\b${GRADE}\\b`,
    'i'
  ),
  new RegExp(
    `\\b(?:mark|rate|classify|label|hide|omit|remove|delete|suppress|drop)\\b (?:all|every|each|any)\\b.{0,20}\\b${THING}\\b`,
    'i'
  ),
  new RegExp(`(?:^|[.!?:;]\\s|\\bplease )(?:mark|set|change) ${THING}\\b`, 'im'),
  new RegExp(
    `\\b(?:add|insert|create|append|invent|record|emit)\\b (?:an? |this |the )?(?:\\w{1,20} )?${THING}(?::| that\\b)`,
    'i'
  ),
  /\b(?:output|return|print|respond|reply|answer|emit)\b.{0,40}\b(?:json|schema|verbatim|empty (?:list|array)|nothing else|(?:your|these|no) claims|system prompt|above text)\b/i,
  /\b(?:do not|don['’]t|never) (?:mention|report|extract|quote|list|flag|surface)\b.{0,20}\b(?:this|these|any|objections?|risks?|claims?)\b/i,
  /\b(?:send|forward|cc|bcc|e-?mail|post|deliver)\b.{0,40}\b(?:brief|summary|hand-?off|hand-?over|report|transcript|notes)\b.{0,20}\bto (?:\S{1,64}@|https?:)/i,
  /[<‹]\s*\/?\s*(?:source|deal|system|instructions?|claims?|user|assistant|human|im_start|im_end)\b|<\|/i,
  /\b(?:prompt injection|jailbreak|base64|DAN mode|developer mode|tool call|function call)\b|"(?:kind|severity|claims)"\s*:/i
];

/** Whether a sentence speaks to a machine. Linear: every repetition in the patterns is bounded. */
export function speaksToMachine(sentence: string): boolean {
  const seen = visible(sentence).normalize('NFKC');
  return PATTERNS.some((pattern) => pattern.test(seen));
}
