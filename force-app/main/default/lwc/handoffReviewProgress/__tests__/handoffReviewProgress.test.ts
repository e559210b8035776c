import type { HandoffReviewView } from 'apex-types';
import HandoffReviewProgress from 'c/handoffReviewProgress';
import { button, deep, deepAll, mount, textOf } from '../../../../../../config/jest/dom.ts';

type Progress = NonNullable<HandoffReviewView['progress']>;

function show(progress?: Partial<Progress>, canRequest = true) {
  const element = mount('c-handoff-review-progress', HandoffReviewProgress, {
    progress: progress ? { steps: [], ...progress } : undefined,
    canRequest
  });
  const events: string[] = [];
  for (const name of ['request', 'retry']) element.addEventListener(name, () => events.push(name));
  return { element, events };
}

describe('c-handoff-review-progress', () => {
  it.each([undefined, { status: 'none' }])('offers to ask for the brief when nobody has (%j)', async (progress) => {
    const { element, events } = show(progress);
    expect(textOf(element)).toContain('you confirm in two minutes');
    button(element, 'Gather the evidence').click();
    expect(events).toEqual(['request']);
    await expect(element).toBeAccessible();
  });

  it('offers nothing to somebody who only reads', () => {
    for (const status of ['none', 'failed']) {
      expect(deepAll(show({ status }, false).element, 'lightning-button')).toEqual([]);
    }
  });

  it.each([
    ['waiting', undefined, 'The brief is on its way.'],
    ['queued', 'gather Gong', 'The brief is on its way.'],
    ['running', undefined, 'The brief is on its way.'],
    ['running', 'gather Gong', 'Reading Gong'],
    ['running', 'verify', 'Checking every quote against its source'],
    ['running', 'write back', 'Writing the proposals'],
    ['running', 'something new', 'something new']
  ])('says where it is: %s at %s', (status, step, text) => {
    const { element } = show({ status, step: step ?? null, progress: 40 });
    expect(textOf(deep(element, '[role="status"]'))).toBe(`${text} 40 %`);
  });

  it('says how far it is to everybody', async () => {
    const { element } = show({ status: 'running', step: 'score', progress: 75 });
    const bar = deep(element, '[role="progressbar"]');
    expect(bar.getAttribute('aria-valuenow')).toBe('75');
    expect(bar.getAttribute('aria-label')).toBe('How far the brief is');
    expect(deep(element, '.bar').getAttribute('style')).toContain('75%');
    await expect(element).toBeAccessible();
  });

  it('says why it failed and what to do, and runs it again', async () => {
    const { element, events } = show({ status: 'failed', problem: 'The org refused.', action: 'Ask an admin.' });
    expect(textOf(deep(element, '[role="alert"]'))).toContain(
      'The brief could not be made. The org refused. Ask an admin.'
    );
    button(element, 'Try again').click();
    expect(events).toEqual(['retry']);
    await expect(element).toBeAccessible();
  });
});
