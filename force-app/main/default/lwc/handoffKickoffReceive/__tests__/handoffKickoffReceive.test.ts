import acknowledge from '@salesforce/apex/HandoffReceiveController.acknowledge';
import sendBack from '@salesforce/apex/HandoffReceiveController.sendBack';
import type { HandoffKickoffView } from 'apex-types';
import HandoffKickoffReceive from 'c/handoffKickoffReceive';
import { apexCall, apexError } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { kickoffView } from '../../../../../../config/jest/review-view.ts';

const HANDOFF = 'a01000000000001AAA';

function show(changes: Partial<HandoffKickoffView> = {}) {
  const element = mount('c-handoff-kickoff-receive', HandoffKickoffReceive, { view: kickoffView(changes) });
  const toasts: unknown[] = [];
  const received = jest.fn();
  element.addEventListener('lightning__showtoast', (event) => toasts.push((event as CustomEvent).detail));
  element.addEventListener('received', received);
  return { element, toasts, received };
}

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
}

const input = (element: Element) => deep(element, '[data-field="text"]');
const focused = (element: Element) => element.shadowRoot?.activeElement as HTMLElement | null;

describe('c-handoff-kickoff-receive', () => {
  beforeEach(() => {
    apexCall(acknowledge).mockReset().mockResolvedValue();
    apexCall(sendBack).mockReset().mockResolvedValue();
  });

  it('asks for the problem in one sentence, which takes the handoff over', async () => {
    const { element, toasts, received } = show();
    expect(input(element)).toMatchObject({
      label: 'In one sentence, what problem are they solving?',
      messageWhenValueMissing: "Say the customer's problem in your own words first."
    });
    await expect(element).toBeAccessible();
    enter(input(element), ' Claims take too long. ');
    await press(element, 'Acknowledge');
    expect(acknowledge).toHaveBeenCalledWith({ handoffId: HANDOFF, sentence: 'Claims take too long.' });
    expect(toasts).toEqual([{ message: 'Kestrel Shipping is yours now.', variant: 'success' }]);
    expect(received).toHaveBeenCalledTimes(1);
  });

  it.each(['', '   '])('does not take it over without a sentence (%j)', async (text) => {
    const { element } = show();
    enter(input(element), text);
    await press(element, 'Acknowledge');
    expect(acknowledge).not.toHaveBeenCalled();
    expect(focused(element)).toBe(input(element));
  });

  it('says why it was refused, keeps the sentence, and takes it once at a time', async () => {
    const { element, toasts, received } = show();
    apexCall(acknowledge).mockRejectedValue(apexError('Sent back meanwhile.'));
    enter(input(element), 'Claims take too long.');
    button(element, 'Acknowledge').click();
    await press(element, 'Acknowledge');
    expect(acknowledge).toHaveBeenCalledTimes(1);
    expect(textOf(deep(element, '[role="alert"]'))).toBe('Sent back meanwhile.');
    expect(input(element)).toMatchObject({ value: 'Claims take too long.' });
    expect(toasts).toEqual([]);
    expect(received).not.toHaveBeenCalled();
  });

  it('is sent back with a question', async () => {
    const { element, toasts, received } = show();
    await press(element, 'Send back');
    expect(focused(element)).toBe(input(element));
    expect(input(element)).toMatchObject({
      label: 'What is missing?',
      messageWhenValueMissing: 'Ask one question that Sam Whitlow can answer.'
    });
    await expect(element).toBeAccessible();
    await press(element, 'Send back');
    expect(sendBack).not.toHaveBeenCalled();
    enter(input(element), 'Who signs?');
    await press(element, 'Send back');
    expect(sendBack).toHaveBeenCalledWith({ handoffId: HANDOFF, question: 'Who signs?' });
    expect(toasts).toEqual([{ message: 'Sam Whitlow was asked.', variant: 'success' }]);
    expect(received).toHaveBeenCalledTimes(1);
    expect(input(element)).toMatchObject({ label: 'In one sentence, what problem are they solving?' });
    expect(focused(element)).toBe(button(element, 'Send back'));
  });

  it('loses neither sentence nor question when the other is looked at', async () => {
    const { element } = show();
    enter(input(element), 'Claims take');
    await press(element, 'Send back');
    enter(input(element), 'Who signs?');
    await press(element, 'Cancel');
    expect(focused(element)).toBe(button(element, 'Send back'));
    expect(input(element)).toMatchObject({ value: 'Claims take' });
    await press(element, 'Send back');
    expect(input(element)).toMatchObject({ value: 'Who signs?' });
  });

  it('keeps the question when it was refused', async () => {
    const { element } = show();
    apexCall(sendBack).mockRejectedValue(apexError('Not yours.'));
    await press(element, 'Send back');
    enter(input(element), 'Who signs?');
    await press(element, 'Send back');
    expect(textOf(deep(element, '[role="alert"]'))).toBe('Not yours.');
    expect(input(element)).toMatchObject({ label: 'What is missing?', value: 'Who signs?' });
  });

  it('shows what was asked', () => {
    const { element } = show({ sentBackAt: '2027-03-21T09:00:00.000Z', sentBackQuestion: 'Who signs?' });
    expect(textOf(element)).toContain('You asked on Mar 21, 2027: Who signs?');
  });

  it('shows who took it over how, and asks nothing more', async () => {
    const acknowledgement = 'Claims take too long.';
    const asked = { sentBackAt: '2027-03-21T09:00:00.000Z', sentBackQuestion: 'Who signs?' };
    const { element } = show({ acknowledgedAt: '2027-03-22T09:00:00.000Z', acknowledgement, ...asked });
    expect(textOf(element)).toBe('Acknowledged Mar 22, 2027 Claims take too long.');
    await expect(element).toBeAccessible();
  });

  it('asks nothing of somebody who may not take it over', () => {
    expect(deepAll(show({ canAct: false }).element, 'lightning-button, lightning-textarea')).toEqual([]);
  });
});
