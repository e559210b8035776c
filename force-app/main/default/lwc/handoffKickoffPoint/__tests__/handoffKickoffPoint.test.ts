import type { HandoffKickoffView } from 'apex-types';
import HandoffKickoffPoint from 'c/handoffKickoffPoint';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';

const POINT: HandoffKickoffView.PointView = {
  code: 'risks',
  label: 'Risks',
  lines: ['Two depots start late', 'One admin'],
  done: false
};

function show(changes: Partial<HandoffKickoffView.PointView> = {}, readOnly = false) {
  const element = mount('c-handoff-kickoff-point', HandoffKickoffPoint, { point: { ...POINT, ...changes }, readOnly });
  const decided: unknown[] = [];
  element.addEventListener('decide', (event) => decided.push((event as CustomEvent).detail));
  return { element, decided };
}

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
}

const tick = (element: Element) => deep(element, '[type="checkbox"], lightning-input');
const focused = (element: Element) => element.shadowRoot?.activeElement as HTMLElement | null;

describe('c-handoff-kickoff-point', () => {
  it('is ticked, and not any more', () => {
    const { element, decided } = show();
    enter(tick(element), true);
    enter(tick(element), false);
    expect(decided).toEqual([
      { done: true, reason: null },
      { done: false, reason: null }
    ]);
  });

  it('asks why it is not needed, until the org has the reason', async () => {
    const { element, decided } = show();
    await press(element, 'Not needed: Risks');
    expect(focused(element)?.dataset.field).toBe('reason');
    await press(element, 'Save');
    expect(decided).toEqual([]);
    enter(deep(element, '[data-field="reason"]'), ' ');
    await press(element, 'Save');
    expect(decided).toEqual([]);
    enter(deep(element, '[data-field="reason"]'), 'They asked us not to.');
    await press(element, 'Save');
    expect(decided).toEqual([{ done: false, reason: 'They asked us not to.' }]);
    expect(deep(element, '[data-field="reason"]')).toMatchObject({ value: 'They asked us not to.' });
    await expect(element).toBeAccessible();
    element.point = { ...POINT, reason: 'They asked us not to.' };
    await settle();
    expect(deepAll(element, '[data-field]')).toEqual([]);
    expect(textOf(element)).toContain('They asked us not to.');
    expect(focused(element)).toBe(tick(element));
    expect(() => button(element, 'Not needed: Risks')).toThrow('No button');
  });

  it('goes back to where it was asked when that is given up', async () => {
    const { element, decided } = show();
    await press(element, 'Not needed: Risks');
    await press(element, 'Cancel');
    expect(focused(element)).toBe(button(element, 'Not needed: Risks'));
    expect(decided).toEqual([]);
  });

  it('needs no reason when it is ticked', () => {
    expect(deepAll(show({ done: true }).element, 'lightning-button')).toEqual([]);
  });

  it('cannot be changed by somebody who only reads', () => {
    const { element } = show({}, true);
    expect(tick(element)).toMatchObject({ disabled: true });
    expect(deepAll(element, 'lightning-button')).toEqual([]);
  });
});
