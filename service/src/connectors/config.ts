/** Which sources of evidence the service reads besides Salesforce; null for one that is not configured. */
export interface SourcesConfig {
  /** `channel` is where handoffs are posted; null for nowhere, unless the org names one. */
  readonly slack: { readonly token: string; readonly url: string; readonly channel: string | null } | null;
  readonly gong: { readonly accessKey: string; readonly accessSecret: string; readonly url: string } | null;
  readonly zendesk: { readonly url: string; readonly email: string; readonly token: string } | null;
  readonly evidenceFile: string | null;
}

/** A channel's name (lower case, no spaces) or id. */
export const CHANNEL = /^#?[\p{Ll}\p{Lo}\p{N}_-]{1,80}$|^[CG][A-Z0-9]{5,20}$/u;
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/** @param problems receives what is missing or wrong, with what it should look like; values of secrets are not in it */
export function readSources(env: Readonly<Record<string, string | undefined>>, problems: string[]): SourcesConfig {
  const value = (name: string): string => (env[name] ?? '').trim();
  /** Ends in a slash, so that paths are added to it. */
  const url = (name: string, fallback: string): string => {
    const text = value(name);
    if (text === '') return fallback;
    const parsed = URL.canParse(text) ? new URL(text) : null;
    const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname));
    if (!parsed || !isSafe || parsed.username !== '' || parsed.search !== '') {
      problems.push(`${name} must be an https address without credentials, such as ${fallback}`);
      return fallback;
    }
    return parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`;
  };
  /** All of them, or null when none is set; some of them is a mistake. */
  const together = (source: string, names: readonly string[]): string[] | null => {
    const values = names.map(value);
    const missing = names.filter((_, index) => values[index] === '');
    if (missing.length === names.length) return null;
    if (missing.length > 0) problems.push(`${source} needs ${missing.join(' and ')} as well`);
    names.forEach((name, index) => {
      if (/[^\u0021-\u00ff]/.test(values[index] ?? ''))
        problems.push(`${name} holds a space, a line break or another character that no credential has`);
    });
    return values;
  };

  const [slackToken = ''] = together('Slack', ['SLACK_TOKEN']) ?? [];
  if (slackToken !== '' && !slackToken.startsWith('xox'))
    problems.push('SLACK_TOKEN must be a bot token, which begins with xoxb-');
  const slackChannel = value('SLACK_CHANNEL');
  if (slackChannel !== '' && !CHANNEL.test(slackChannel))
    problems.push('SLACK_CHANNEL must be the name or id of a channel, such as #cs-handoffs');
  if (slackChannel !== '' && slackToken === '') problems.push('SLACK_CHANNEL needs SLACK_TOKEN as well');
  const gong = together('Gong', ['GONG_ACCESS_KEY', 'GONG_ACCESS_SECRET']);
  const zendesk = together('Zendesk', ['ZENDESK_EMAIL', 'ZENDESK_TOKEN']);
  const subdomain = value('ZENDESK_SUBDOMAIN');
  if (subdomain !== '' && !/^[a-z0-9][a-z0-9-]{0,62}$/i.test(subdomain))
    problems.push('ZENDESK_SUBDOMAIN must be what stands before .zendesk.com, such as acme');
  const hasAddress = subdomain !== '' || value('ZENDESK_URL') !== '';
  if (zendesk && !hasAddress) problems.push('Zendesk needs ZENDESK_SUBDOMAIN or ZENDESK_URL as well');
  if (!zendesk && hasAddress) problems.push('Zendesk needs ZENDESK_EMAIL and ZENDESK_TOKEN as well');
  const file = value('EVIDENCE_FILE');
  return Object.freeze({
    slack:
      slackToken === ''
        ? null
        : { token: slackToken, url: url('SLACK_URL', 'https://slack.com/api/'), channel: slackChannel || null },
    gong: gong && {
      accessKey: gong[0] ?? '',
      accessSecret: gong[1] ?? '',
      url: url('GONG_URL', 'https://api.gong.io/')
    },
    zendesk: zendesk && {
      url: url('ZENDESK_URL', `https://${subdomain || 'example'}.zendesk.com/`),
      email: zendesk[0] ?? '',
      token: zendesk[1] ?? ''
    },
    evidenceFile: file === '' ? null : file
  });
}
