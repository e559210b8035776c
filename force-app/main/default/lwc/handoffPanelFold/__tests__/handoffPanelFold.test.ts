import HandoffPanelFold from 'c/handoffPanelFold';
import { deep, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';

describe('c-handoff-panel-fold', () => {
  it('is closed until it is opened, and says so', async () => {
    const element = mount('c-handoff-panel-fold', HandoffPanelFold, { heading: 'Story', summary: '3 of 4' });
    const toggle = deep(element, 'button');
    expect([textOf(toggle), toggle.getAttribute('aria-expanded')]).toEqual(['Story 3 of 4', 'false']);
    expect(deep(element, '.body').classList).toContain('slds-hide');
    toggle.click();
    await settle();
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(deep(element, '.body').classList).not.toContain('slds-hide');
    await expect(element).toBeAccessible();
  });

  it('can begin open, and be closed', async () => {
    const element = mount('c-handoff-panel-fold', HandoffPanelFold, { heading: 'Story', open: true });
    expect(deep(element, 'button').getAttribute('aria-expanded')).toBe('true');
    deep(element, 'button').click();
    await settle();
    expect(deep(element, 'button').getAttribute('aria-expanded')).toBe('false');
  });

  it('can be opened and focused from outside', async () => {
    const element = mount('c-handoff-panel-fold', HandoffPanelFold, { heading: 'Story' });
    element.expand();
    element.focus();
    await settle();
    expect(deep(element, 'button').getAttribute('aria-expanded')).toBe('true');
    expect(element.shadowRoot?.activeElement?.tagName).toBe('BUTTON');
  });
});
