import { EVIDENCE_KINDS } from '../domain/evidence.ts';
import type { Consent } from './extractor.ts';
import { type Price, price } from './prices.ts';
import { EFFORTS, type Effort } from './prompt.ts';

export interface ModelConfig {
  readonly apiKey: string;
  /** Null for Anthropic's own address. */
  readonly baseUrl: string | null;
  readonly model: string;
  readonly effort: Effort | null;
  /** US dollars a calendar month. */
  readonly monthlyBudget: number;
  readonly consent: Consent;
  /** File of the ledger. */
  readonly ledgerPath: string;
  readonly prices: Readonly<Record<string, Price>>;
}

const CONSENT_KINDS = [...EVIDENCE_KINDS, 'crm'] as const;
const MOST_BUDGET = 1_000_000;

/**
 * What the environment says about the model.
 *
 * @param problems gets a line for each variable that is wrong; values of secrets are never in it
 * @returns null without a key
 */
export function readModelConfig(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[]
): ModelConfig | null {
  const text = (name: string): string => (env[name] ?? '').trim();
  const apiKey = text('ANTHROPIC_API_KEY');
  if (apiKey === '') return null;
  return Object.freeze({
    apiKey,
    baseUrl: readBaseUrl(text('ANTHROPIC_BASE_URL'), problems),
    model: text('HANDOFF_MODEL') || 'claude-sonnet-5-5',
    effort: readEffort(text('HANDOFF_EFFORT'), problems),
    monthlyBudget: readBudget(text('HANDOFF_MONTHLY_BUDGET_USD'), problems),
    consent: readConsent(text('HANDOFF_MODEL_CONSENT'), problems),
    ledgerPath: text('HANDOFF_MODEL_LEDGER') || 'data/model-spending.sqlite',
    prices: readPrices(text('HANDOFF_MODEL_PRICES'), problems)
  });
}

function readBaseUrl(text: string, problems: string[]): string | null {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const hasCredentials = url !== null && (url.username !== '' || url.password !== '');
  const isLocal = url?.protocol === 'http:' && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (!hasCredentials && (url?.protocol === 'https:' || isLocal)) return text.replace(/\/+$/, '');
  problems.push(
    'ANTHROPIC_BASE_URL must be an address with https (or http on this machine) and without credentials, e.g. https://api.anthropic.com'
  );
  return null;
}

function readEffort(text: string, problems: string[]): Effort | null {
  if (text === '') return null;
  const effort = EFFORTS.find((candidate) => candidate === text);
  if (!effort) problems.push(`HANDOFF_EFFORT must be one of ${EFFORTS.join(', ')}, or empty`);
  return effort ?? null;
}

function readBudget(text: string, problems: string[]): number {
  if (text === '') return 50;
  const value = Number(text);
  if (value >= 0 && value <= MOST_BUDGET) return value;
  problems.push(`HANDOFF_MONTHLY_BUDGET_USD must be a number of dollars from 0 to ${MOST_BUDGET}`);
  return 0;
}

/** Nobody's words are sent because a variable was forgotten: with a key, consent has to be said. */
function readConsent(text: string, problems: string[]): Consent {
  const named = text
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (named.length === 0)
    problems.push(
      `HANDOFF_MODEL_CONSENT must name the kinds of sources that may be sent to the model (${CONSENT_KINDS.join(', ')}), or none`
    );
  if (named.length === 1 && named[0] === 'none') return {};
  for (const [index, entry] of named.entries())
    if (!CONSENT_KINDS.some((kind) => kind === entry))
      problems.push(
        `HANDOFF_MODEL_CONSENT must name only kinds of sources; entry ${index + 1} is none of ${CONSENT_KINDS.join(', ')}`
      );
  return Object.fromEntries(CONSENT_KINDS.map((kind) => [kind, named.includes(kind)]));
}

function readPrices(text: string, problems: string[]): Record<string, Price> {
  const prices: Record<string, Price> = {};
  for (const [index, entry] of text.split(',').entries()) {
    if (entry.trim() === '') continue;
    const [, prefix, input, output] =
      /^\s*([\w.:-]+)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(entry) ?? [];
    if (prefix) prices[prefix] = price(Number(input), Number(output));
    else
      problems.push(
        `HANDOFF_MODEL_PRICES must hold prices; entry ${index + 1} is none; write e.g. claude-sonnet-5-5=2/10`
      );
  }
  return prices;
}
