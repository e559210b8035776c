import HandoffPanelAnswerInput from 'c/handoffPanelAnswerInput';
import { deep, enter, mount } from '../../../../../../config/jest/dom.ts';

const OPTIONS = [{ label: 'Video call', value: 'Video call' }];

function show(inputType: string, value = '') {
  const element = mount('c-handoff-panel-answer-input', HandoffPanelAnswerInput, {
    inputType,
    label: 'Kickoff preference',
    example: 'Video call',
    value,
    options: OPTIONS
  });
  const log: string[] = [];
  element.addEventListener('edit', (event) =>
    log.push(`edit ${(event as CustomEvent<{ value: string }>).detail.value}`)
  );
  element.addEventListener('commit', () => log.push('commit'));
  return { element, log };
}

describe('c-handoff-panel-answer-input', () => {
  it('takes text as it is typed, and is done when the user leaves', async () => {
    const { element, log } = show('textarea', 'Cut');
    const input = deep(element, 'lightning-textarea');
    expect(input).toMatchObject({ value: 'Cut', placeholder: 'For example: Video call', label: 'Kickoff preference' });
    enter(input, 'Cut it');
    expect(log).toEqual(['edit Cut it']);
    input.dispatchEvent(new CustomEvent('blur'));
    expect(log).toEqual(['edit Cut it', 'commit']);
    await expect(element).toBeAccessible();
  });

  it('takes a date at once, but not half of one', async () => {
    const { element, log } = show('date', '2027-01-18');
    const input = deep(element, 'lightning-input') as HTMLElement & { setCustomValidity(text: string): void };
    input.setCustomValidity('Not a date');
    enter(input, '2027-');
    expect(log).toEqual([]);
    input.setCustomValidity('');
    enter(input, '2027-01-25');
    expect(log).toEqual(['edit 2027-01-25', 'commit']);
    await expect(element).toBeAccessible();
  });

  it('takes a choice at once, and offers none', async () => {
    const { element, log } = show('picklist', 'Video call');
    const input = deep(element, 'lightning-combobox');
    expect(input).toMatchObject({ options: [{ label: '--None--', value: '' }, ...OPTIONS], value: 'Video call' });
    enter(input, '');
    expect(log).toEqual(['edit ', 'commit']);
    await expect(element).toBeAccessible();
  });

  it('takes focus in its input', () => {
    const { element } = show('textarea');
    element.focus();
    expect(element.shadowRoot?.activeElement?.tagName).toBe('LIGHTNING-TEXTAREA');
  });
});
