import type { Handoff, Item } from '../handoff.ts';
import { says } from '../text/placeholder.ts';
import { excerpt } from '../text/words.ts';
import { answered, type Check, type Finding, MET } from './check.ts';

/** Actions: when it starts, how they want to start, and every open thread with an owner and a date. */
export function actionChecks(handoff: Handoff): Check[] {
  return [
    answered(handoff, 's2c.start', 'Start date', 'Give the day they expect us to start.'),
    answered(handoff, 's2c.kickoff', 'Kickoff preference', 'Say how they want to start.'),
    threads(handoff)
  ];
}

function threads(handoff: Handoff): Check {
  const open = handoff.items.filter((item) => item.kind === 'Open Thread' && says(item.text) && !item.resolved);
  const reasons = open.flatMap(missingParts);
  return reasons.length === 0 ? MET : { level: 'weak', reasons };
}

function missingParts(item: Item): Finding[] {
  const reasons: Finding[] = [];
  const quote = excerpt(item.text ?? '');
  const add = (code: 'unowned' | 'undated', lack: string, add: string): void =>
    void reasons.push({
      code: `actions.thread.${code}`,
      text: `The open thread "${quote}" ${lack}`,
      add,
      about: [quote]
    });
  if (!says(item.owner)) add('unowned', 'has no owner.', 'Name who takes care of it.');
  if (item.dueDate === null) add('undated', 'has no date.', 'Say by when.');
  return reasons;
}
