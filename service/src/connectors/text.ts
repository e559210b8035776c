/**
 * Code points nobody sees: zero-width ones, soft hyphens, marks that reorder text, tags and variation selectors that
 * can carry hidden words, and control characters other than tab and line break.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufff9-\ufffb]/gu;

/**
 * Text as a reader sees it: without invisible characters, with plain spaces, single blank lines and no trailing
 * white space. Doing it twice changes nothing.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** @param names display names by user id; somebody who is not in it stays "@someone" */
export function slackText(mrkdwn: string, names: ReadonlyMap<string, string>): string {
  const unquoted = mrkdwn
    .split('\n')
    // A quoted line is somebody else's words.
    .filter((line) => !/^\s*(?:&gt;|>)/.test(line))
    .join('\n');
  const resolved = unquoted.replace(/<([^<>]{1,3000})>/g, (_, inner: string) => {
    const bar = inner.indexOf('|');
    const target = bar < 0 ? inner : inner.slice(0, bar);
    const label = bar < 0 ? '' : inner.slice(bar + 1);
    if (target.startsWith('@')) return `@${names.get(target.slice(1)) ?? (label || 'someone')}`;
    if (target.startsWith('#')) return `#${label || 'channel'}`;
    if (target.startsWith('!subteam^')) return label || '@group';
    if (target.startsWith('!date^')) return label;
    if (target.startsWith('!')) return `@${target.slice(1)}`;
    if (target.startsWith('mailto:')) return label || target.slice('mailto:'.length);
    // What a link is called was said; where it leads is not ours to show.
    return label || '(link)';
  });
  const unmarked = resolved
    .replace(/`{1,3}/g, '')
    .replace(/(?<![\p{L}\p{N}*_~])([*_~])(?=\S)([^\n*_~]{1,2000}?)(?<=\S)\1(?![\p{L}\p{N}*_~])/gu, '$2');
  // Slack escapes exactly these three; the ampersand comes last, so that "&amp;lt;" stays "&lt;".
  return cleanText(unmarked.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

/** Cuts at a character, never through a surrogate pair. @param limit in UTF-16 units */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
