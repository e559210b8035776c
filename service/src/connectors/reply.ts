import { htmlToText } from './html.ts';
import { cleanText } from './text.ts';

/** Longer lines are prose: no header, no sign-off, no attribution. Keeps every pattern below cheap. */
const LONGEST_MARKER = 400;

/** "On 3 May Jo wrote:" as mail programs of the world put it, before the quoted mail. */
const ATTRIBUTION = [
  /^on\s.{4,300}\swrote\s?:$/i,
  /^le\s.{4,300}\sa écrit\s?:$/i,
  /^am\s.{4,300}\sschrieb(?:\s.{1,200})?\s?:$/i,
  /^el\s.{4,300}\sescribió\s?:$/i,
  /^il\s(?:giorno\s)?.{4,300}\sha scritto\s?:$/i,
  /^em\s.{4,300}\sescreveu\s?:$/i,
  /^op\s.{4,300}\sschreef(?:\s.{1,200})?\s?:$/i
];
const ATTRIBUTION_BEGINS = /^(?:on|le|am|el|il|em|op)\s/i;
/** Everything after it is an earlier or a forwarded mail. */
const SEPARATOR =
  /^[-_*\s]{2,}\s?(?:original message|forwarded (?:message|by .{1,100})|reply message|begin forwarded message|message d'origine|message transféré|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht)\s?[-_*\s:]*$/i;
const BEGIN_FORWARDED = /^begin forwarded message\s?:$/i;
const HEADER_FROM = /^\*?(?:from|de|von|da|van)\s?:\*?\s.{1,300}$/i;
const HEADER_NEXT =
  /^\*?(?:sent|date|to|cc|subject|envoyé|à|objet|gesendet|datum|an|betreff|enviado|fecha|para|asunto|inviato|data|oggetto|verzonden|onderwerp)\s?:/i;
const SIGN_OFF =
  /^(?:(?:best|kind|warm|many)(?:\s(?:regards|wishes|thanks))?|(?:with )?(?:best|kind|warm) (?:regards|wishes)|regards|cheers|thanks(?: again| a lot| so much)?|thank you|many thanks|sincerely|yours(?: sincerely| truly)?|all the best|talk soon|(?:bien )?cordialement|bien à vous|merci|mit freundlichen grüßen|viele grüße|beste grüße|mfg|saludos|un saludo|cordiali saluti|met vriendelijke groet(?:en)?)[\s,.!]*$/i;
const DEVICE =
  /^(?:sent from (?:my|mail for|outlook for|yahoo).{0,60}|get outlook for .{1,40}|envoyé de mon .{1,40}|von meinem .{1,40} gesendet|enviado desde mi .{1,40})$/i;
const POSTSCRIPT = /^p\.?\s?p?\.?s\.?[\s:.,-]/i;
/** At least four words and an end: no name, title or address. */
const SENTENCE = /^(?:\S+\s){3,}\S*[.?!…]$/;
/** How paragraphs begin that a mail server adds, above or below what somebody wrote. */
const BOILERPLATE =
  /^[\s*_[(-]*(?:(?:caution|warning|external(?: e-?mail| sender)?|attention)\b.{0,40}\b(?:e-?mail|message|sender|originated|outside)|this (?:e-?mail|message|communication|transmission)(?: message)?(?:,? (?:and|including|together with) .{1,60}?)?,? (?:is|are|was|may|contains?|has been|and)\b.{0,120}?(?:confidential|intended|privileged|scanned|virus|originated|outside)|confidentiality notice|confidential(?:ity)?\s?:|disclaimer\b|legal notice|the (?:information|contents?) (?:contained )?in this (?:e-?mail|message)|if you (?:are not|have received) .{0,60}(?:intended recipient|in error)|please consider the environment|ce (?:message|courriel|mail) .{0,80}confidenti|diese (?:e-?mail|nachricht) .{0,80}vertraulich|este (?:correo|mensaje) .{0,80}confidencial|to unsubscribe\b|unsubscribe\b|you (?:are receiving|received) this (?:e-?mail|message) because)/i;

/**
 * What the sender of a mail wrote in it: without quoted and forwarded mails, so that nobody's words are taken for
 * somebody else's, and without signature and legal notices.
 *
 * @returns plain text, empty when the sender wrote nothing
 */
export function ownWords(body: string, format: 'html' | 'text'): string {
  const text = format === 'html' ? htmlToText(body) : cleanText(body);
  return withoutBoilerplate(withoutSignature(withoutQuotes(text.split('\n'))))
    .join('\n')
    .trim();
}

/** A mail's text where it has one; senders' programs put the same words in both parts. */
export function mailText(mail: { html: string | null; text: string | null }): string {
  const fromHtml = mail.html === null ? '' : ownWords(mail.html, 'html');
  return fromHtml !== '' || mail.text === null ? fromHtml : ownWords(mail.text, 'text');
}

function withoutQuotes(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('>')) continue;
    if (line.length <= LONGEST_MARKER && line !== '') {
      if (SEPARATOR.test(line) || BEGIN_FORWARDED.test(line) || beginsHeader(lines, index)) break;
      const end = endOfAttribution(lines, index);
      if (end >= 0) {
        // Answers between marked quotes follow; without marks there is no telling where the quote ends.
        if (!nextText(lines, end + 1).startsWith('>')) break;
        index = end;
        continue;
      }
    }
    kept.push(line);
  }
  return kept;
}

/** Index of the last line of an attribution that begins here, which programs wrap at will; -1 when there is none. */
function endOfAttribution(lines: readonly string[], index: number): number {
  if (!ATTRIBUTION_BEGINS.test(lines[index] ?? '')) return -1;
  let joined = '';
  for (let end = index; end < Math.min(index + 4, lines.length); end++) {
    joined = `${joined} ${lines[end] ?? ''}`.trim();
    if (joined.length > LONGEST_MARKER) return -1;
    // A date or an address tells an attribution from a sentence such as "On the call he wrote:".
    if (/\d|@/.test(joined) && ATTRIBUTION.some((pattern) => pattern.test(joined))) return end;
  }
  return -1;
}

/** "From:" and at least two more header lines: the copied head of another mail. */
function beginsHeader(lines: readonly string[], index: number): boolean {
  if (!HEADER_FROM.test(lines[index] ?? '')) return false;
  let found = 0;
  for (let at = index + 1; at < Math.min(index + 7, lines.length); at++)
    if (HEADER_NEXT.test((lines[at] ?? '').slice(0, 60))) found++;
  return found >= 2;
}

function nextText(lines: readonly string[], from: number): string {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line !== '') return line;
  }
  return '';
}

function withoutSignature(lines: readonly string[]): string[] {
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.length > LONGEST_MARKER) continue;
    if (/^--\s?$/.test(line) || DEVICE.test(line)) return [...lines.slice(0, index)];
    if (!SIGN_OFF.test(line) || !isSignature(lines, index + 1)) continue;
    const after = lines.findIndex((later, at) => at > index && POSTSCRIPT.test(later));
    return [...lines.slice(0, index), ...(after < 0 ? [] : lines.slice(after))];
  }
  return [...lines];
}

/** After "Best," come a name, a title, a phone number; a sentence means that the mail goes on. */
function isSignature(lines: readonly string[], from: number): boolean {
  let found = 0;
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    if (POSTSCRIPT.test(line) || BOILERPLATE.test(line.slice(0, LONGEST_MARKER))) break;
    if (++found > 10 || line.length > 90 || SENTENCE.test(line)) return false;
  }
  return true;
}

function withoutBoilerplate(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let dropping = false;
  for (const line of lines) {
    if (line === '') dropping = false;
    else if (BOILERPLATE.test(line.slice(0, LONGEST_MARKER))) dropping = true;
    if (!dropping) kept.push(line);
  }
  return kept;
}
