import HandoffPanelGap from 'c/handoffPanelGap';
import userId from '@salesforce/user/Id';
import { button, deep, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';

const PEOPLE = [
  { id: '005A', name: 'Sam Whitlow' },
  { id: '005B', name: 'Priya Raman' }
];

function show(properties = {}) {
  const element = mount('c-handoff-panel-gap', HandoffPanelGap, { people: PEOPLE, ...properties });
  const saved: unknown[] = [];
  const cancelled = jest.fn();
  element.addEventListener('save', (event) => saved.push((event as CustomEvent).detail));
  element.addEventListener('cancel', cancelled);
  return { element, saved, cancelled };
}

describe('c-handoff-panel-gap', () => {
  it('asks who and by when, not before today', async () => {
    const { element } = show();
    expect(deep(element, 'lightning-combobox')).toMatchObject({
      options: [
        { label: 'Sam Whitlow', value: '005A' },
        { label: 'Priya Raman', value: '005B' }
      ]
    });
    expect((deep(element, 'lightning-input') as HTMLElement & { min: string }).min).toMatch(/^\d{4}-\d\d-\d\d$/);
    await expect(element).toBeAccessible();
  });

  it('gives both to be saved', () => {
    const { element, saved } = show();
    enter(deep(element, 'lightning-combobox'), '005B');
    enter(deep(element, 'lightning-input'), '2099-03-28');
    button(element, 'Save').click();
    expect(saved).toEqual([{ assigneeId: '005B', due: '2099-03-28' }]);
  });

  it('gives nothing without a date, and goes to where it is missing', () => {
    const { element, saved } = show();
    enter(deep(element, 'lightning-combobox'), '005B');
    button(element, 'Save').click();
    expect(saved).toEqual([]);
    expect(element.shadowRoot?.activeElement?.tagName).toBe('LIGHTNING-INPUT');
  });

  it('begins with the gap there is', () => {
    const { element, saved } = show({ gap: { id: 'a02', assigneeId: '005A', dueDate: '2099-03-28' } });
    button(element, 'Save').click();
    expect(saved).toEqual([{ assigneeId: '005A', due: '2099-03-28' }]);
  });

  it('begins with the person who writes it down, when they may ask', () => {
    const { element, saved } = show({ people: [...PEOPLE, { id: userId, name: 'Me' }] });
    enter(deep(element, 'lightning-input'), '2099-03-28');
    button(element, 'Save').click();
    expect(saved).toEqual([{ assigneeId: userId, due: '2099-03-28' }]);
  });

  it('says why it was refused', async () => {
    const { element } = show({ problem: 'That date is in the past.' });
    await settle();
    expect(textOf(deep(element, '[role="alert"]'))).toBe('That date is in the past.');
  });

  it('closes on Cancel and on Escape', () => {
    const { element, cancelled } = show();
    button(element, 'Cancel').click();
    deep(element, '[role="group"]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    deep(element, '[role="group"]').dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    expect(cancelled).toHaveBeenCalledTimes(2);
  });

  it('takes focus in its first field', () => {
    const { element } = show();
    element.focus();
    expect(element.shadowRoot?.activeElement?.tagName).toBe('LIGHTNING-COMBOBOX');
  });
});
