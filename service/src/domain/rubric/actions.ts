import type { Handoff, Reason } from '../handoff.ts';
import { says } from '../text/placeholder.ts';
import { excerpt } from '../text/words.ts';
import { answered, type Check, MET } from './check.ts';

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
  const reasons: Reason[] = open.flatMap((item) => {
    const name = `The open thread "${excerpt(item.text ?? '')}"`;
    const found: Reason[] = [];
    if (!says(item.owner))
      found.push({ code: 'actions.thread.unowned', text: `${name} has no owner.`, add: 'Name who takes care of it.' });
    if (item.dueDate === null)
      found.push({ code: 'actions.thread.undated', text: `${name} has no date.`, add: 'Say by when.' });
    return found;
  });
  return reasons.length === 0 ? MET : { level: 'weak', reasons };
}
