import HandoffScore from 'c/handoffScore';
import { deep, mount, textOf } from '../../../../../../config/jest/dom.ts';

const ring = (element: Element): Element => deep(element, '[role="img"]');

describe('c-handoff-score', () => {
  it('draws and says the score', async () => {
    const element = mount('c-handoff-score', HandoffScore, { value: 84, flagged: false, flagBelow: 70 });
    expect(ring(element).getAttribute('aria-label')).toBe('Score 84 of 100');
    expect(deep(element, '.value').getAttribute('stroke-dasharray')).toBe('84 100');
    expect(textOf(element)).toBe('84 of 100');
    await expect(element).toBeAccessible();
  });

  it('says that a flagged score is too low, not only by its colour', () => {
    const element = mount('c-handoff-score', HandoffScore, { value: 63, flagged: true, flagBelow: 70 });
    expect(ring(element).getAttribute('aria-label')).toBe('Score 63 of 100, below 70');
    expect(ring(element).classList).toContain('flagged');
  });

  it('does not show a zero where there is no score', () => {
    const element = mount('c-handoff-score', HandoffScore, { value: null });
    expect(ring(element).getAttribute('aria-label')).toBe('No score yet');
    expect(textOf(element)).toContain('–');
    expect(mount('c-handoff-score', HandoffScore, { value: 0 }).shadowRoot?.textContent).toContain('0');
  });

  it('leaves the caption out when it is small', () => {
    expect(textOf(mount('c-handoff-score', HandoffScore, { value: 84, size: 'small' }))).toBe('84');
  });
});
