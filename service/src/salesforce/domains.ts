import type { Person } from '../domain/deal.ts';

/** Anybody can have an address there: it tells nothing about the company. */
const FREE_MAIL = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com', 'ymail.com'],
  ...['icloud.com', 'me.com', 'mac.com', 'aol.com', 'proton.me', 'protonmail.com', 'gmx.de', 'gmx.net', 'gmx.com'],
  ...['web.de', 't-online.de', 'orange.fr', 'free.fr', 'laposte.net', 'mail.ru', 'yandex.ru', 'qq.com', '163.com']
]);
/** Countries under whose domain people write the month first. */
const MONTH_FIRST = new Set(['us', 'ph']);
/** The same as people type them. */
const MONTH_FIRST_NAMES = new Set([
  ...[
    'united states',
    'united states of america',
    'usa',
    'america',
    'vereinigte staaten',
    'vereinigte staaten von amerika'
  ],
  ...['états unis', 'étatsunis', 'philippines', 'philippinen']
]);
/** Two letters that stand for no country in practice. */
const GENERIC = new Set(['io', 'ai', 'co', 'me', 'tv', 'fm', 'so', 'gg', 'ly', 'app', 'eu']);

/** Domain of a mail address or a website, lower case; null when it has none, or one that anybody can have. */
export function domainOf(address: string | null): string | null {
  if (address === null) return null;
  const host = address.includes('@')
    ? (address.split('@').at(-1) ?? '')
    : (address.replace(/^[a-z]+:\/\//i, '').split(/[/?#:]/)[0] ?? '');
  const domain = host
    .trim()
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  return /^[^\s.]+(?:\.[^\s.]+)+$/.test(domain) && !FREE_MAIL.has(domain) ? domain : null;
}

export function domainsOf(people: readonly Person[], side: Person['side']): string[] {
  return people
    .filter((person) => person.side === side)
    .map(({ email }) => domainOf(email))
    .filter((domain) => domain !== null);
}

/** The customer's domains, from the website and the contacts. Ours are never among them. */
export function customerDomains(
  website: string | null,
  people: readonly Person[],
  sellerDomains: readonly string[]
): string[] {
  const site = domainOf(website);
  const all = new Set([...(site === null ? [] : [site]), ...domainsOf(people, 'customer')]);
  return [...all].filter((domain) => !sellerDomains.includes(domain)).sort();
}

/**
 * Whether 3/4 is 3 April: told by the customer's country, by its address or else the domain, and by the seller's locale
 * where neither names one.
 *
 * @param country a code, or a name as somebody typed it
 */
export function readsDayFirst(country: string | null, customers: readonly string[], locale: string | null): boolean {
  const named =
    country
      ?.toLowerCase()
      .replace(/^the |[^\p{L} ]/gu, '')
      .trim() ?? '';
  if (named !== '') return !MONTH_FIRST.has(named) && !MONTH_FIRST_NAMES.has(named);
  for (const domain of customers) {
    const ending = domain.split('.').at(-1) ?? '';
    if (ending.length === 2 && !GENERIC.has(ending)) return !MONTH_FIRST.has(ending);
  }
  const spoken = /^[a-z]{2,3}_([A-Z]{2})/.exec(locale ?? 'en_US')?.[1]?.toLowerCase() ?? 'us';
  return !MONTH_FIRST.has(spoken);
}
