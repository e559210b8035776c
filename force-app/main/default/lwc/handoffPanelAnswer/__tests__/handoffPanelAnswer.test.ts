import type { HandoffAnswerView } from 'apex-types';
import HandoffPanelAnswer, { type AnswerIntent } from 'c/handoffPanelAnswer';
import {
  button,
  deep,
  deepAll,
  enter,
  mount,
  type Properties,
  settle,
  textOf
} from '../../../../../../config/jest/dom.ts';

const GOALS: HandoffAnswerView = {
  code: 's2c.goals',
  label: 'Buyer goals',
  why: 'The first 90 days are planned from it.',
  example: 'Cut approval to 3 days.',
  field: 'Buyer_Goals__c',
  inputType: 'textarea',
  options: [],
  required: true,
  state: 'Missing'
};
const GAP = {
  ...GOALS,
  state: 'Gap',
  gap: { id: 'a02', assigneeId: '005A', assigneeName: 'Sam Whitlow', dueDate: '2099-03-28' }
};
const CONTACT = {
  ...GOALS,
  label: 'Main contact',
  field: 'Main_Contact__c',
  inputType: 'contact',
  options: [
    { label: 'Ines Okafor, COO', value: '003A' },
    { label: 'Tom Reyes', value: '003B' }
  ],
  state: 'Crm',
  value: '003A',
  displayValue: 'Ines Okafor',
  source: 'Primary contact role'
};
const CLEAN = { state: 'clean', value: '', message: '', theirs: '', canUndo: false } as const;

function show(answer: HandoffAnswerView, properties: Partial<Properties<HandoffPanelAnswer>> = {}) {
  const element = mount('c-handoff-panel-answer', HandoffPanelAnswer, {
    status: CLEAN,
    people: [{ id: '005A', name: 'Sam Whitlow' }],
    ...properties,
    answer
  });
  const intents: AnswerIntent[] = [];
  element.addEventListener('intent', (event) => intents.push((event as CustomEvent<AnswerIntent>).detail));
  return { element, intents };
}

const active = (element: Element): string | undefined =>
  (element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.part;

describe('c-handoff-panel-answer', () => {
  it('is open while it blocks, with why it is asked', async () => {
    const { element, intents } = show(GOALS);
    expect(textOf(element)).toContain('Buyer goals The first 90 days are planned from it.');
    const input = deep(element, 'lightning-textarea');
    enter(input, 'Cut it');
    input.dispatchEvent(new CustomEvent('blur'));
    expect(intents).toEqual([
      { kind: 'edit', field: 'Buyer_Goals__c', value: 'Cut it' },
      { kind: 'commit', field: 'Buyer_Goals__c' }
    ]);
    await expect(element).toBeAccessible();
  });

  it('shows the text that is not saved, and passes on what to do with it', async () => {
    const { element, intents } = show(GOALS, { status: { ...CLEAN, state: 'failed', value: 'Mine', message: 'No.' } });
    expect(deep(element, 'lightning-textarea')).toMatchObject({ value: 'Mine' });
    button(element, 'Retry saving Buyer goals').click();
    expect(intents).toEqual([{ kind: 'act', field: 'Buyer_Goals__c', action: 'retry' }]);
    await settle();
    expect(active(element)).toBe('input');
  });

  it('says why a placeholder is no answer, but not while the user is replacing it', async () => {
    const answer = { ...GOALS, state: 'Placeholder', value: 'TBD', placeholderReason: '"TBD" is a placeholder.' };
    const { element } = show(answer, { status: { ...CLEAN, value: 'TBD' } });
    expect(textOf(element)).toContain('This does not count as an answer yet. "TBD" is a placeholder.');
    element.status = { ...CLEAN, state: 'edited', value: 'TBD: c' };
    await settle();
    expect(textOf(element)).not.toContain('does not count');
  });

  it('ticks an answer that is there and stays open, so that nothing jumps away', () => {
    const { element } = show(
      { ...GOALS, state: 'Answered', value: 'Cut it' },
      { status: { ...CLEAN, value: 'Cut it' } }
    );
    expect(deepAll(element, 'lightning-icon').map((icon) => textOf(icon))).toContain('Answered');
    expect(deepAll(element, 'lightning-textarea')).toHaveLength(1);
  });

  it('takes "Not known yet" with a name and a date, and goes on to the line it becomes', async () => {
    const { element, intents } = show(GOALS);
    button(element, 'Buyer goals is not known yet').click();
    await settle();
    expect(active(element)).toBe('gapform');
    enter(deep(element, 'lightning-combobox'), '005A');
    enter(deep(element, 'lightning-input'), '2099-03-28');
    button(element, 'Save').click();
    expect(intents).toEqual([{ kind: 'gap', code: 's2c.goals', assigneeId: '005A', due: '2099-03-28' }]);

    element.answer = GAP;
    await settle();
    expect(textOf(element)).toContain('Not known yet: Sam Whitlow asks by Mar 28, 2099. This does not block.');
    expect(deepAll(element, 'c-handoff-panel-gap')).toEqual([]);
    expect(active(element)).toBe('gap');
    await expect(element).toBeAccessible();
  });

  it('keeps the form open and says why when a gap is refused', async () => {
    const { element } = show(GOALS);
    button(element, 'Buyer goals is not known yet').click();
    element.gapProblem = 'That date is in the past.';
    await settle();
    expect(textOf(deep(element, 'c-handoff-panel-gap'))).toContain('That date is in the past.');
    button(element, 'Cancel').click();
    await settle();
    expect(active(element)).toBe('gap');
  });

  it('lets a gap be changed, or answered after all', async () => {
    const { element } = show(GAP);
    button(element, 'Change').click();
    await settle();
    expect(deep(element, 'lightning-combobox')).toMatchObject({ value: '005A' });
    button(element, 'Cancel').click();
    await settle();
    button(element, 'Answer now').click();
    await settle();
    expect(active(element)).toBe('input');
  });

  it('is one line when folded, and opens in place', async () => {
    const answer = { ...GOALS, state: 'Answered', value: 'Cut it' };
    const { element } = show(answer, { variant: 'folded', status: { ...CLEAN, value: 'Cut it' } });
    expect(textOf(element)).toContain('Buyer goals Cut it');
    expect(deepAll(element, 'lightning-textarea')).toEqual([]);
    button(element, 'Edit Buyer goals').click();
    await settle();
    expect(active(element)).toBe('input');
    button(element, 'Done').click();
    await settle();
    expect(active(element)).toBe('edit');
    await expect(element).toBeAccessible();
  });

  it('says where a value of the CRM comes from, and begins an edit with it', async () => {
    const { element, intents } = show(CONTACT, { variant: 'folded' });
    expect(textOf(element)).toContain('Ines Okafor from Primary contact role');
    button(element, 'Edit Main contact').click();
    await settle();
    expect(deep(element, 'lightning-combobox')).toMatchObject({ value: '003A' });
    enter(deep(element, 'lightning-combobox'), '003B');
    expect(intents.map((intent) => intent.kind)).toEqual(['edit', 'commit']);
    element.status = { ...CLEAN, state: 'saving', value: '003B' };
    button(element, 'Done').click();
    await settle();
    expect(textOf(element)).toContain('Tom Reyes');
  });

  it('does not hide a folded answer that is not saved', () => {
    const { element } = show(GOALS, { variant: 'folded', status: { ...CLEAN, state: 'conflict', value: 'Mine' } });
    expect(deepAll(element, 'lightning-textarea')).toHaveLength(1);
  });

  it('only reads where nothing may be edited', async () => {
    for (const answer of [GOALS, GAP, CONTACT]) {
      expect(deepAll(show(answer, { readOnly: true }).element, 'lightning-button, lightning-textarea')).toEqual([]);
    }
    const { element } = show(GOALS, { readOnly: true });
    expect(textOf(element)).toBe('Buyer goals Not answered yet');
    expect(deepAll(show({ ...GOALS, inputType: 'readonly' }).element, 'lightning-button')).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('takes the cursor where it is answered, opening if it must', async () => {
    const { element } = show(GAP);
    element.focus();
    await settle();
    expect(active(element)).toBe('input');
  });
});
