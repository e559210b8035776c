import removeItem from '@salesforce/apex/HandoffPanelController.removeItem';
import restoreItem from '@salesforce/apex/HandoffPanelController.restoreItem';
import saveItem from '@salesforce/apex/HandoffPanelController.saveItem';
import HandoffPanelItems from 'c/handoffPanelItems';
import { apexCall, apexError } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { itemView } from '../../../../../../config/jest/panel-view.ts';

const SIGN_ON = itemView('a021', 'Commitment', 'Sign-on', { dueDate: '2027-04-15', mitigation: 'kept' });

function show(properties = {}) {
  const element = mount('c-handoff-panel-items', HandoffPanelItems, {
    handoffId: 'a01',
    items: [SIGN_ON],
    kinds: [{ label: 'Commitment', value: 'Commitment' }],
    addLabel: 'Add a promise',
    ...properties
  });
  const changed = jest.fn();
  element.addEventListener('changed', changed);
  return { element, changed };
}
const status = (element: Element): string => textOf(deep(element, '[role="status"]'));
const active = (element: Element): string | undefined =>
  (element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.part;

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
}

describe('c-handoff-panel-items', () => {
  beforeEach(() => {
    apexCall(saveItem).mockResolvedValue('a029');
    apexCall(removeItem).mockResolvedValue(undefined);
    apexCall(restoreItem).mockResolvedValue(undefined);
  });

  it('lists its lines, or says that there are none', async () => {
    const { element } = show();
    expect(textOf(element)).toContain('Sign-on by Apr 15, 2027');
    expect(textOf(show({ items: [] }).element)).toContain('Nothing yet');
    await expect(element).toBeAccessible();
  });

  it('adds a line, and takes it back', async () => {
    const { element, changed } = show();
    await press(element, 'Add a promise');
    expect(active(element)).toBe('form');
    enter(deep(element, 'lightning-textarea'), 'Training');
    await press(element, 'Save');
    expect(saveItem).toHaveBeenCalledWith({
      item: { handoffId: 'a01', kind: 'Commitment', text: 'Training', condition: null, dueDate: null }
    });
    expect([status(element), active(element), changed.mock.calls.length]).toEqual(['Added.', 'add', 1]);

    await press(element, 'Undo');
    expect(removeItem).toHaveBeenCalledWith({ itemId: 'a029' });
    expect([status(element), active(element), changed.mock.calls.length]).toEqual(['Undone.', 'add', 2]);
    expect(deepAll(element, '[data-part="undo"]')).toEqual([]);
  });

  it('changes a line without emptying what the form does not show, and undoes it', async () => {
    const { element } = show();
    await press(element, 'Edit Sign-on');
    expect(active(element)).toBe('form');
    enter(deep(element, 'lightning-textarea'), 'Single sign-on');
    await press(element, 'Save');
    const before = { id: 'a021', handoffId: 'a01', kind: 'Commitment', text: 'Sign-on', dueDate: '2027-04-15' };
    expect(saveItem).toHaveBeenLastCalledWith({
      item: expect.objectContaining({ ...before, text: 'Single sign-on', mitigation: 'kept' })
    });
    expect([status(element), active(element)]).toEqual(['Saved.', 'a021']);

    await press(element, 'Undo');
    expect(saveItem).toHaveBeenLastCalledWith({ item: expect.objectContaining(before) });
  });

  it('removes a line, and brings it back', async () => {
    const { element } = show();
    await press(element, 'Remove Sign-on');
    expect(removeItem).toHaveBeenCalledWith({ itemId: 'a021' });
    expect([status(element), active(element)]).toEqual(['Removed.', 'undo']);
    await press(element, 'Undo');
    expect(restoreItem).toHaveBeenCalledWith({ itemId: 'a021' });
  });

  it('keeps the form and says why when a save is refused', async () => {
    const { element, changed } = show();
    apexCall(saveItem).mockRejectedValue(apexError('This handoff is closed.'));
    await press(element, 'Add a promise');
    enter(deep(element, 'lightning-textarea'), 'Training');
    await press(element, 'Save');
    expect(textOf(deep(element, 'c-handoff-panel-item-form'))).toContain('This handoff is closed.');
    expect(deep(element, 'lightning-textarea')).toMatchObject({ value: 'Training' });
    expect(changed).not.toHaveBeenCalled();
    await press(element, 'Cancel');
    expect([textOf(element).includes('closed'), active(element)]).toEqual([false, 'add']);
  });

  it('says under the list why a line could not be removed', async () => {
    apexCall(removeItem).mockRejectedValue(apexError('You may not.'));
    const { element } = show();
    await press(element, 'Remove Sign-on');
    expect(textOf(deep(element, '[role="alert"]'))).toBe('You may not.');
  });

  it('does one thing at a time', async () => {
    apexCall(removeItem).mockReturnValue(new Promise(() => undefined));
    const { element } = show();
    await press(element, 'Remove Sign-on');
    await press(element, 'Remove Sign-on');
    expect(removeItem).toHaveBeenCalledTimes(1);
  });

  it('has nothing to press for somebody who only reads', () => {
    expect(deepAll(show({ readOnly: true }).element, 'lightning-button, lightning-button-icon')).toEqual([]);
  });
});
