import { createHash } from 'node:crypto';
import type { Deal } from '../domain/deal.ts';

/**
 * A key that is the same whenever the same thing is found for the same version of a handoff, so that writing it again
 * changes nothing. At most 60 characters.
 *
 * @param parts what makes it this thing: its kind, then its text; white space, case and a final stop do not matter
 */
export function keyOf(deal: Pick<Deal, 'handoffId' | 'version'>, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.map(normalise).join('\n')).digest('hex').slice(0, 24);
  return `${deal.handoffId}:${deal.version}:${digest}`;
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!…]+$/, '');
}
