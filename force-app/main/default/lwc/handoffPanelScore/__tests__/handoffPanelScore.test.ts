import type { HandoffScoreView } from 'apex-types';
import HandoffPanelScore from 'c/handoffPanelScore';
import { button, deep, deepAll, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { panelView } from '../../../../../../config/jest/panel-view.ts';

const SCORE = panelView().score;

function show(changes: Partial<HandoffScoreView> = {}, properties = {}) {
  if (!SCORE) throw new Error('The sample view has a score');
  return mount('c-handoff-panel-score', HandoffPanelScore, { score: { ...SCORE, ...changes }, ...properties });
}
const notice = (element: Element): string => textOf(deep(element, '[role="status"]'));

describe('c-handoff-panel-score', () => {
  it('says of each section in words how complete it is', async () => {
    const element = show();
    expect(deepAll(element, '.section').map((section) => textOf(section))).toEqual([
      'Customer context Partial',
      'Expectations Complete',
      'Technical Missing'
    ]);
    expect(deep(element, 'c-handoff-score')).toMatchObject({ value: 63, flagged: true, flagBelow: 70 });
    expect(notice(element)).toBe('');
    await expect(element).toBeAccessible();
  });

  it('tells on demand what would raise it', async () => {
    const element = show();
    expect(textOf(element)).not.toContain('The goals have no date.');
    button(element, '1 way to raise it').click();
    await settle();
    expect(textOf(element)).toContain('Customer context The goals have no date. Add by when they want to be there.');
    await expect(element).toBeAccessible();
  });

  it('keeps the last score in sight while a new one is on its way', () => {
    const element = show({ status: 'Waiting', attempts: 0 });
    expect(notice(element)).toBe('A new score is on its way.');
    expect(deep(element, 'c-handoff-score')).toMatchObject({ value: 63 });
  });

  it('says when the service does not answer, and that the score will come', () => {
    expect(notice(show({ status: 'Waiting', attempts: 3 }))).toBe(
      'The scoring service has not answered yet (3 tries). The score comes by itself.'
    );
  });

  it('says why it failed', () => {
    expect(notice(show({ status: 'Failed', error: 'The key was refused.' }))).toBe(
      'The score could not be fetched. The key was refused. Saving and moving work without it.'
    );
    expect(notice(show({}, { problem: 'No answer.' }))).toContain('No answer.');
  });

  it('refreshes when asked', () => {
    const element = show();
    const refreshed = jest.fn();
    element.addEventListener('refresh', refreshed);
    button(element, 'Refresh score').click();
    expect(refreshed).toHaveBeenCalledTimes(1);
    expect(notice(show({}, { busy: true }))).toBe('A new score is on its way.');
  });

  it('has nothing to press for somebody who only reads', () => {
    expect(() => button(show({}, { readOnly: true }), 'Refresh score')).toThrow('No button');
  });

  it('stands without any score', async () => {
    const element = mount('c-handoff-panel-score', HandoffPanelScore, { score: null });
    await expect(element).toBeAccessible();
  });
});
