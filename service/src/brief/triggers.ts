import type { Deal } from '../domain/deal.ts';
import type { Refs } from './citations.ts';
import type { Currencies } from './ports.ts';
import { isKind } from './items.ts';
import type { BriefItem, GateResult, MergedClaim, ReviewTrigger, Route } from './types.ts';

const DAY_MS = 86_400_000;
/** Calls of the last month of the cycle are its final ones. */
const FINAL_DAYS = 30;
const LEGAL =
  /\b(?:security|legal|counsel|lawyers?|redlines?|msa|dpa|gdpr|hipaa|soc ?2|iso ?27001|penetration test|questionnaire|liability|indemnit\w{1,4}|data processing|infosec|compliance)\b/i;

export interface TriggerInput {
  deal: Deal;
  claims: readonly MergedClaim[];
  items: readonly BriefItem[];
  gates: readonly GateResult[];
  refs: Refs;
  /** Deals above this go to a manager; null when no limit is set. */
  arrLimit: number | null;
  arr: number | null;
  /** The limit is in the corporate one; null in an org with one currency. */
  currencies?: Currencies | null;
  /** Whether a gate failed for an earlier brief of the same account. */
  failedBefore: boolean;
}

/** Why somebody has to look before the brief goes out: R132 to R135. None for a standard handoff. */
export function reviewTriggers(input: TriggerInput): ReviewTrigger[] {
  const { deal, items, gates, arr, arrLimit, failedBefore, currencies = null } = input;
  const triggers: ReviewTrigger[] = [];
  if (arr !== null && arrLimit !== null && inCorporate(arr, deal, currencies) > arrLimit)
    triggers.push({
      code: 'high_arr',
      why: `Its value of ${money(arr, deal.currency)} is above the limit of ${money(arrLimit, currencies?.corporate)}.`,
      route: 'Manager',
      refs: []
    });
  const open = items.filter((item) => isKind(item, 'Open Thread', 'Risk', 'Customer Commitment') && isAboutLaw(item));
  if (open.length > 0)
    triggers.push({
      code: 'open_legal',
      why: `${open.length} security or legal matters are still open.`,
      route: 'AE',
      refs: open.map(({ key }) => key)
    });
  const failed = gates.filter(({ passed }) => !passed).map(({ name }) => name);
  if (failed.length > 0)
    triggers.push(
      failedBefore
        ? {
            code: 'gate_again',
            why: `A quality gate failed for this account a second time: ${failed.join(', ')}.`,
            route: 'Manager',
            refs: failed
          }
        : { code: 'gate_failed', why: `Quality gates failed: ${failed.join(', ')}.`, route: 'AE', refs: failed }
    );
  const regrets = finalRegrets(input);
  if (regrets.length > 0)
    triggers.push({
      code: 'regret',
      why: 'The customer spoke of cancelling or of regret in the final conversations.',
      route: 'Manager',
      refs: regrets
    });
  return triggers;
}

/** Who has to look; the AE when nothing asks for more. */
export function routesOf(triggers: readonly ReviewTrigger[]): Route[] {
  const routes: Route[] = ['AE'];
  if (triggers.some(({ route }) => route === 'Manager')) routes.push('Manager');
  return routes;
}

/** At the rate of today; an amount whose currency has none counts as it is. */
function inCorporate(amount: number, { currency }: Deal, currencies: Currencies | null): number {
  return amount / (currencies?.rates[currency ?? ''] ?? 1);
}

function money(amount: number, currency: string | null | undefined): string {
  return currency ? `${currency} ${amount}` : String(amount);
}

function isAboutLaw({ text, citations }: BriefItem): boolean {
  return LEGAL.test(text) || citations.some(({ quote }) => LEGAL.test(quote));
}

function finalRegrets({ deal, claims, refs }: TriggerInput): string[] {
  const since = new Date(Date.parse(deal.window.to) - FINAL_DAYS * DAY_MS).toISOString();
  return claims
    .filter(({ kind, by }) => kind === 'regret' && by !== 'seller')
    .flatMap(({ citations }) => citations.filter((citation) => refs.at(citation) >= since))
    .map(({ evidenceId, segment }) => `${evidenceId}#${segment}`);
}
