import removeStakeholder from '@salesforce/apex/HandoffPanelController.removeStakeholder';
import restoreStakeholder from '@salesforce/apex/HandoffPanelController.restoreStakeholder';
import saveStakeholder from '@salesforce/apex/HandoffPanelController.saveStakeholder';
import HandoffPanelStakeholders from 'c/handoffPanelStakeholders';
import { apexCall } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { stakeholderView } from '../../../../../../config/jest/panel-view.ts';

const INES = stakeholderView('a031', 'Ines Okafor', { contactId: '003A', role: 'Champion', prefers: 'short calls' });

function show(properties = {}) {
  const element = mount('c-handoff-panel-stakeholders', HandoffPanelStakeholders, {
    handoffId: 'a01',
    stakeholders: [INES],
    contacts: [{ label: 'Ines Okafor', value: '003A' }],
    ...properties
  });
  const changed = jest.fn();
  element.addEventListener('changed', changed);
  return { element, changed };
}

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
}

describe('c-handoff-panel-stakeholders', () => {
  beforeEach(() => {
    apexCall(saveStakeholder).mockResolvedValue('a039');
    apexCall(removeStakeholder).mockResolvedValue(undefined);
    apexCall(restoreStakeholder).mockResolvedValue(undefined);
  });

  it('lists people, or says that there are none', async () => {
    const { element } = show();
    expect(textOf(element)).toContain('Champion Ines Okafor');
    expect(textOf(show({ stakeholders: [] }).element)).toContain('Nothing yet');
    await expect(element).toBeAccessible();
  });

  it('adds somebody, and takes it back', async () => {
    const { element, changed } = show();
    await press(element, 'Add a person');
    enter(deep(element, '[data-field="name"]'), 'Owen Pritchard');
    await press(element, 'Save');
    expect(saveStakeholder).toHaveBeenCalledWith({
      stakeholder: expect.objectContaining({ handoffId: 'a01', name: 'Owen Pritchard', contactId: null })
    });
    await press(element, 'Undo');
    expect(removeStakeholder).toHaveBeenCalledWith({ stakeholderId: 'a039' });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('changes somebody, and undoes it', async () => {
    const { element } = show();
    await press(element, 'Edit Ines Okafor');
    enter(deep(element, '[data-field="prefers"]'), 'e-mail');
    await press(element, 'Save');
    expect(saveStakeholder).toHaveBeenLastCalledWith({
      stakeholder: expect.objectContaining({ id: 'a031', contactId: '003A', role: 'Champion', prefers: 'e-mail' })
    });
    await press(element, 'Undo');
    expect(saveStakeholder).toHaveBeenLastCalledWith({
      stakeholder: expect.objectContaining({ id: 'a031', prefers: 'short calls' })
    });
  });

  it('removes somebody, and brings them back', async () => {
    const { element } = show();
    await press(element, 'Remove Ines Okafor');
    expect(removeStakeholder).toHaveBeenCalledWith({ stakeholderId: 'a031' });
    await press(element, 'Undo');
    expect(restoreStakeholder).toHaveBeenCalledWith({ stakeholderId: 'a031' });
  });

  it('has nothing to press for somebody who only reads', () => {
    expect(deepAll(show({ readOnly: true }).element, 'lightning-button, lightning-button-icon')).toEqual([]);
  });
});
