import HandoffPanelPreview from 'c/handoffPanelPreview';
import { button, deep, mount } from '../../../../../../config/jest/dom.ts';

describe('c-handoff-panel-preview', () => {
  it('shows the brief of the handoff', async () => {
    const element = mount('c-handoff-panel-preview', HandoffPanelPreview, { handoffId: 'a01' });
    expect(deep(element, 'c-handoff-brief')).toMatchObject({ handoffId: 'a01' });
    await expect(element).toBeAccessible();
  });

  it('closes', () => {
    const element = mount('c-handoff-panel-preview', HandoffPanelPreview, { handoffId: 'a01' });
    const closed = jest.fn();
    element.addEventListener('close', closed);
    button(element, 'Close').click();
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
