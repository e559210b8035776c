import HandoffErrorPanel from 'c/handoffErrorPanel';
import { apexError } from '../../../../../../config/jest/apex.ts';
import { button, mount, textOf } from '../../../../../../config/jest/dom.ts';

describe('c-handoff-error-panel', () => {
  it('says what could not be done and why', async () => {
    const element = mount('c-handoff-error-panel', HandoffErrorPanel, {
      error: apexError('You may not see this deal.'),
      heading: 'The brief could not be loaded.'
    });
    expect(textOf(element)).toContain('The brief could not be loaded. You may not see this deal.');
    await expect(element).toBeAccessible();
  });

  it('has a heading of its own', () => {
    const element = mount('c-handoff-error-panel', HandoffErrorPanel, { error: undefined });
    expect(textOf(element)).toContain('This could not be loaded.');
  });

  it('asks to try again', () => {
    const element = mount('c-handoff-error-panel', HandoffErrorPanel, { error: 'No.' });
    const onRetry = jest.fn();
    element.addEventListener('retry', onRetry);
    button(element, 'Try again').click();
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
