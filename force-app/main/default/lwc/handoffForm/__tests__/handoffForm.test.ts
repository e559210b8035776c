import { type FormInput, readInputs } from 'c/handoffForm';

function input(field: string, properties: Partial<FormInput>): FormInput & { focus: jest.Mock } {
  const element = document.createElement('div');
  element.dataset.field = field;
  return Object.assign(element, { value: '', reportValidity: () => true, focus: jest.fn() }, properties);
}

describe('c/handoffForm', () => {
  it('reads texts trimmed, nothing as null, and checkboxes by their tick', () => {
    const inputs = [
      input('text', { value: ' Sign-on ' }),
      input('condition', { value: '   ' }),
      input('dueDate', { value: null }),
      input('resolved', { type: 'checkbox', checked: true, value: 'on' }),
      input('ruledOut', { type: 'checkbox', value: 'on' })
    ];
    expect(readInputs(inputs)).toEqual({
      text: 'Sign-on',
      condition: null,
      dueDate: null,
      resolved: true,
      ruledOut: false
    });
  });

  it('asks a required input about nothing, not about blanks', () => {
    const required: FormInput = input('text', { value: ' \n ' });
    required.reportValidity = () => Boolean(required.value);
    expect(readInputs([required])).toBeUndefined();
  });

  it('lets every wrong input say so, and goes to the first', () => {
    const [good, first, second] = [
      input('text', {}),
      input('severity', { reportValidity: jest.fn(() => false) }),
      input('mitigation', { reportValidity: jest.fn(() => false) })
    ];
    expect(readInputs([good, first, second])).toBeUndefined();
    expect(second.reportValidity).toHaveBeenCalled();
    expect([good, first, second].map(({ focus }) => focus.mock.calls.length)).toEqual([0, 1, 0]);
  });
});
