import { EMPTY_GERMAN, NONE_GERMAN, PHRASES_GERMAN } from './german/placeholder.ts';
import { normalize, wordCount } from './words.ts';

/** Text that stands where an answer should be. The org refuses the plainest of it at the gate; here all of it counts as missing. */

/** No placeholder is longer; what is, is read as an answer. */
const LONGEST = 6;
/** Characters that so few words never fill: a text that does needs no count. */
const LONG = 40;

const EMPTY = new Set(
  [
    't b d|t b a|t b c|na|n a|nil|null|void|blank|empty|unknown|unclear|undefined|pending|later|soon|asap|wip|todo|to do|to come|to follow',
    'not applicable|does not apply|dont know|no idea|no clue|no comment|no comments|nothing yet|none yet|nothing to add',
    'see above|see below|same|ditto|idem|same as above|same as before|as above|as before|as discussed|as agreed|as usual',
    'the usual|in progress|work in progress|more to come|coming soon|fill in later|will follow|ask later|placeholder',
    'test|testing|test test|dummy|sample|example|some text|text here|insert text here|enter text|your answer here',
    'asdf|asd|asdfasdf|qwerty|abc|xyz|foo|bar|foobar|blah|lorem ipsum|something|anything|whatever|etc|stuff|misc|various',
    // Labels of the questions: repeating one answers nothing.
    'buyer goals|goals|kickoff preference|main contact|pricing exceptions|promised deliverables|deliverables|risk notes',
    'signed scope|scope|start date|success in their words|the problem|problem|visible risks|why they engaged|use case',
    'what do they actually care about|what to know before kickoff|what was promised out loud|success criterion|mitigation',
    ...EMPTY_GERMAN
  ].flatMap((line) => line.split('|'))
);

const NONE = new Set(
  [
    'none|no|nothing|none known|none so far|none identified|no exceptions|no pricing exceptions|no discount|no discounts',
    'no special terms|no risks|no known risks|no risks known|no risks identified|no known issues|no issues|no promises',
    'nothing promised|nothing was promised|nothing beyond the contract|none beyond the contract|no promises were made',
    'nothing promised beyond the contract|nothing was promised beyond the contract|no promises beyond the contract',
    ...NONE_GERMAN
  ].flatMap((line) => line.split('|'))
);

const UNDECIDED =
  '(?:tbd|tba|tbc|to be (?:determined|defined|decided|confirmed|advised|agreed|added|discussed|clarified))';
const YET =
  '(?: (?:yet|so far|for now|now|today|by (?:them|us|customer|the customer)|at (?:this|the) (?:time|point|moment)))*';

/** On normalized text of few words. A digit means that something was said after all. */
const PHRASES = new RegExp(
  `^(?:${[
    `${UNDECIDED}(?: [^\\d]*)?`,
    `(?:\\p{L}+ ){1,2}${UNDECIDED}`,
    // A pointer to where the answer may be.
    '(?:please )?(?:see|refer to|cf|as per|per|as in|in|covered in|documented in|listed in)(?: (?:the|my|our|their|signed|attached|call|meeting|sales|opportunity|order|previous|other)){0,2} (?:notes?|above|below|attached|attachments?|e ?mails?|mail|crm|salesforce|opportunity|record|deck|slides?|slack|chatter|recordings?|gong|contract|sow|proposal|quote|form|docs?|documents?|link|file|sheet|folder|thread|description|field)',
    `(?:its |it is |this is |still )?(?:not|un)(?: |(?=known|clear))(?:known|sure|yet|clear|discussed|defined|provided|available|specified|decided|shared|confirmed|applicable|relevant|captured|documented|talked about|asked)${YET}`,
    `(?:i |we |they )?(?:dont|do not|didnt|did not|havent|have not) (?:know|discuss|discussed|ask|asked|talk|talked|cover|covered|say)(?: (?:it|this|that|about it|about this))?${YET}`,
    `no (?:info|information|details|answer|input)${YET}`,
    '(?:will|to|must|need to) (?:be )?(?:follow(?: up)?|updated?|added?|add|filled|fill|completed?|provided?|shared?|advised?|come)(?: (?:this|it|in|out|here))*(?: (?:later|soon|asap|shortly))?',
    'pending (?:customer|client|response|reply|info|information|input|feedback|confirmation|answer|update)',
    ...PHRASES_GERMAN,
    // One letter or one word again and again.
    '(\\p{L})\\1+',
    '(\\p{L}+)(?: \\2)+'
  ].join('|')})$`,
  'u'
);

/** Whether a text says anything: not blank, not one character, not "TBD", "see notes", "xxx" and the like. */
export function says(text: string | null): text is string {
  if (text === null) return false;
  const enough = text.length > LONG ? 3 : LONGEST + 1;
  if (wordCount(text, enough) === enough) return !text.slice(0, 11).toLowerCase().startsWith('lorem ipsum');
  const words = normalize(text);
  return words.length >= 2 && !EMPTY.has(words) && !PHRASES.test(words);
}

/** Whether a text says that there is nothing to name: an answer where a question allows it. */
export function isNone(text: string | null): boolean {
  return text !== null && wordCount(text, LONGEST + 2) <= LONGEST + 1 && NONE.has(normalize(text));
}
