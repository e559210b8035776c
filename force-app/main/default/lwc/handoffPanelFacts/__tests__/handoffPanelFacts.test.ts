import HandoffPanelFacts from 'c/handoffPanelFacts';
import { mount, textOf } from '../../../../../../config/jest/dom.ts';

describe('c-handoff-panel-facts', () => {
  it('shows each fact with its source', async () => {
    const element = mount('c-handoff-panel-facts', HandoffPanelFacts, {
      facts: [
        { label: 'Industry', value: 'Shipping', source: 'Account' },
        { label: 'Amount', value: '92,400', source: 'Opportunity' }
      ]
    });
    expect(textOf(element)).toBe('Industry Shipping Account Amount 92,400 Opportunity');
    await expect(element).toBeAccessible();
  });
});
