import type { Handoff, Stakeholder } from '../handoff.ts';
import { says } from '../text/placeholder.ts';
import { absent, answered, type Check, MET, weak } from './check.ts';

/** What is known of people goes stale: R-numbers on recency speak of the last 90 days. */
const RECENT_DAYS = 90;

/** Relationship: a champion and an economic buyer we have spoken with, and whom to call first. */
export function relationshipChecks(handoff: Handoff): Check[] {
  return [
    person(handoff, 'champion', 'Champion', 'Name who speaks for us inside, and when we last spoke.'),
    person(handoff, 'economic-buyer', 'Economic Buyer', 'Name who decides on the money, and when we last spoke.'),
    answered(handoff, 's2c.contact', 'Main contact', 'Name whom the next owner calls first.')
  ];
}

type PersonCode = 'champion' | 'economic-buyer';

function person(handoff: Handoff, code: PersonCode, role: string, add: string): Check {
  const words = role.toLowerCase();
  const people = handoff.stakeholders.filter((stakeholder) => stakeholder.role === role && says(stakeholder.name));
  if (people.length === 0) return absent(`relationship.${code}.missing`, `No ${words} is named.`, add);
  const checks = people.map((stakeholder) => touched(handoff, stakeholder, code));
  // One whom we know well is enough; a second who is new does not take that away.
  return checks.find((check) => check.level === 'met') ?? checks[0] ?? MET;
}

function touched(handoff: Handoff, { name, lastTouch }: Stakeholder, code: PersonCode): Check {
  const add = 'Add when somebody of ours last spoke with them.';
  if (lastTouch === null)
    return weak(`relationship.${code}.untouched`, `There is no last touch with ${name ?? ''}.`, add, name ?? '');
  const days = daysBetween(lastTouch, handoff.asOf);
  if (days > RECENT_DAYS)
    return weak(
      `relationship.${code}.stale`,
      `The last touch with ${name ?? ''} is ${days} days ago.`,
      'Speak with them before the kickoff.',
      name ?? '',
      String(days)
    );
  return MET;
}

/** Whole days from one ISO date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
