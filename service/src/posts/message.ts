/** What a message is about; of each there is one for a version of a handoff, however often it is asked for. */
export const PURPOSES = ['review', 'reminder', 'overdue', 'delivered'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A message as the org asks for it: texts in its users' language, and paths of its own records. */
export interface PostRequest {
  handoffId: string;
  version: number;
  purpose: Purpose;
  /** E-mail address of the one colleague it is for; null for the channel. */
  to: string | null;
  /** Name or id of the channel; null for the one the service is configured with. */
  channel: string | null;
  heading: string;
  lines: readonly { label: string; text: string; path: string | null }[];
  links: readonly { text: string; path: string }[];
}

/** A message in Slack's words: `text` is what notifications show. */
export interface SlackMessage {
  text: string;
  blocks: readonly object[];
}

/**
 * Lays a message out. Every text is escaped and loses its addresses: what links is a path of the org's own records.
 *
 * @param instanceUrl where people open the org's records
 */
export function messageOf({ heading, lines, links }: PostRequest, instanceUrl: string): SlackMessage {
  const linked = (text: string, path: string): string => `<${new URL(path, instanceUrl).href}|${plain(text)}>`;
  const body = lines.map(
    ({ label, text, path }) => `*${path === null ? plain(label) : linked(label, path)}*\n${plain(text)}`
  );
  const sections = [`*${plain(heading)}*`, ...body, links.map(({ text, path }) => linked(text, path)).join(' · ')];
  return { text: plain(heading), blocks: sections.filter((text) => text !== '').map(section) };
}

function section(text: string): object {
  // Verbatim: Slack makes no links, channels or mentions of words that look like them.
  return { type: 'section', text: { type: 'mrkdwn', verbatim: true, text } };
}

/** As docs.slack.dev asks for it (formatting message text): these three signs alone begin something. */
function plain(text: string): string {
  return text
    .replace(/(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\bmailto:)\S+/gi, '…')
    .replace(/[*_~`|]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ')
    .trim();
}
