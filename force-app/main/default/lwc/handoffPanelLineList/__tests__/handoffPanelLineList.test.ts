import HandoffPanelLineList, { NEW } from 'c/handoffPanelLineList';
import { mount } from '../../../../../../config/jest/dom.ts';

// What it does with a list is tested where there is one: c-handoff-panel-items, c-handoff-panel-stakeholders.
describe('c/handoffPanelLineList', () => {
  it('begins with nothing being edited', async () => {
    const element = mount('c-handoff-panel-line-list', HandoffPanelLineList, { handoffId: 'a01' });
    expect(element.readOnly).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('marks a line that has no id yet as no id can look', () => {
    expect(NEW).not.toMatch(/^[a-zA-Z0-9]{15}/);
  });
});
