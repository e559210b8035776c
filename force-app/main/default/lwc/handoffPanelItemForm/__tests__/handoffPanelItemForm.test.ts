import HandoffPanelItemForm from 'c/handoffPanelItemForm';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { itemView } from '../../../../../../config/jest/panel-view.ts';

const choice = (value: string) => ({ label: value, value });

function show(properties = {}) {
  const element = mount('c-handoff-panel-item-form', HandoffPanelItemForm, {
    kinds: [choice('Commitment')],
    severities: ['Red', 'Yellow', 'Green'].map(choice),
    topics: [choice('Integration')],
    people: [{ id: '005A', name: 'Sam Whitlow' }],
    ...properties
  });
  const saved: unknown[] = [];
  element.addEventListener('save', (event) => saved.push((event as CustomEvent).detail));
  return { element, saved };
}
const fields = (element: Element): (string | undefined)[] =>
  deepAll(element, '[data-field]').map((input) => input.dataset.field);
const field = (element: Element, name: string): HTMLElement => deep(element, `[data-field="${name}"]`);

describe('c-handoff-panel-item-form', () => {
  it('asks for what matters for the kind, and no more', () => {
    const asked = (kind: string): unknown => fields(show({ kinds: [choice(kind)] }).element);
    expect(asked('Commitment')).toEqual(['text', 'condition', 'dueDate']);
    expect(asked('Risk')).toEqual(['text', 'severity', 'mitigation']);
    expect(asked('Technical')).toEqual(['technicalTopic', 'text', 'ruledOut']);
    expect(asked('Open Thread')).toEqual(['text', 'assigneeId', 'dueDate', 'resolved']);
    expect(asked('Milestone')).toEqual(['text', 'milestoneDay', 'dueDate']);
    expect(asked('Pain')).toEqual(['text']);
  });

  it('lets a new line choose its kind where there are several', async () => {
    const { element, saved } = show({ kinds: [choice('Risk'), choice('Objection')] });
    expect(fields(element)).toContain('severity');
    enter(deep(element, 'lightning-combobox'), 'Objection');
    await settle();
    expect(fields(element)).toEqual(['text', 'mitigation']);
    enter(field(element, 'text'), 'Too dear');
    button(element, 'Save').click();
    expect(saved).toEqual([{ kind: 'Objection', text: 'Too dear', mitigation: null }]);
    await expect(element).toBeAccessible();
  });

  it('gives what was entered, with numbers as numbers and ticks as ticks', () => {
    const milestone = show({ kinds: [choice('Milestone')] });
    enter(field(milestone.element, 'text'), ' First claim filed ');
    enter(field(milestone.element, 'milestoneDay'), '30');
    button(milestone.element, 'Save').click();
    expect(milestone.saved).toEqual([
      { kind: 'Milestone', text: 'First claim filed', milestoneDay: 30, dueDate: null }
    ]);

    const topic = show({ kinds: [choice('Technical')] });
    enter(field(topic.element, 'technicalTopic'), 'Integration');
    enter(field(topic.element, 'text'), 'None needed');
    enter(field(topic.element, 'ruledOut'), true);
    button(topic.element, 'Save').click();
    expect(topic.saved).toEqual([
      { kind: 'Technical', technicalTopic: 'Integration', text: 'None needed', ruledOut: true }
    ]);
  });

  it('begins with the line that is changed, whose kind stays', () => {
    const item = itemView('1', 'Open Thread', 'Redline', {
      assigneeId: '005Z',
      assigneeName: 'Somebody else',
      dueDate: '2027-01-18'
    });
    const { element, saved } = show({ item, kinds: [] });
    expect(field(element, 'assigneeId')).toMatchObject({
      value: '005Z',
      options: [
        { label: 'Nobody yet', value: '' },
        { label: 'Sam Whitlow', value: '005A' },
        { label: 'Somebody else', value: '005Z' }
      ]
    });
    enter(field(element, 'resolved'), true);
    button(element, 'Save').click();
    expect(saved).toEqual([
      { kind: 'Open Thread', text: 'Redline', assigneeId: '005Z', dueDate: '2027-01-18', resolved: true }
    ]);
  });

  it('saves nothing without a text, and goes there', () => {
    const { element, saved } = show();
    button(element, 'Save').click();
    expect(saved).toEqual([]);
    expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.field).toBe('text');
  });

  it('says why it was refused, and can be left by Escape', () => {
    const { element } = show({ problem: 'Say what it is.' });
    const cancelled = jest.fn();
    element.addEventListener('cancel', cancelled);
    expect(textOf(deep(element, '[role="alert"]'))).toBe('Say what it is.');
    button(element, 'Cancel').click();
    deep(element, '.form').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(cancelled).toHaveBeenCalledTimes(2);
  });
});
