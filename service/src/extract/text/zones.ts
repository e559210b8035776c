import type { Range } from './sentences.ts';

/** Lines that begin what is not the writer's own message any more: a quoted mail, a signature. */
const QUOTED_FROM = [
  '-----original message',
  '________________________________',
  'begin forwarded message',
  '---------- forwarded message'
];
const CLOSINGS = [
  'best regards',
  'kind regards',
  'warm regards',
  'regards,',
  'best,',
  'cheers,',
  'sincerely',
  'yours sincerely',
  'many thanks,',
  'thanks,',
  'thank you,',
  'all the best'
];

/**
 * The parts of a message that are not its writer's words: lines quoted with `>`, mails quoted below, signatures. What
 * they say counts where it was first said.
 */
export function foreignZones(text: string): Range[] {
  const zones: Range[] = [];
  if (!text.includes('\n')) return zones;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text
      .slice(start, Math.min(end, start + 200))
      .trim()
      .toLowerCase();
    if (line.startsWith('>')) zones.push({ start, end });
    else if (line === '--' || line === '—' || beginsQuoted(line) || (closes(line) && isLast(text, end))) {
      zones.push({ start, end: text.length });
      return zones;
    }
    start = end + 1;
  }
  return zones;
}

function beginsQuoted(line: string): boolean {
  if (QUOTED_FROM.some((each) => line.startsWith(each))) return true;
  if (line.startsWith('on ') && line.endsWith('wrote:')) return true;
  return (line.startsWith('from:') || line.startsWith('von:')) && line.includes('@');
}

function closes(line: string): boolean {
  return line.length < 40 && CLOSINGS.some((each) => line.startsWith(each));
}

/** A closing line ends a message when only short lines follow: name, title, telephone. */
function isLast(text: string, from: number): boolean {
  const rest = text.slice(from, from + 2000).split('\n');
  return rest.slice(0, 6).every((line) => line.trim().length < 70);
}

/** Whether an offset is in one of some zones, which are in order. */
export function inZones(zones: readonly Range[], offset: number): boolean {
  return zones.some(({ start, end }) => offset >= start && offset < end);
}
