import { refreshApex } from '@salesforce/apex';
import accept from '@salesforce/apex/HandoffReviewController.accept';
import approve from '@salesforce/apex/HandoffReviewController.approve';
import load from '@salesforce/apex/HandoffReviewController.load';
import readProgress from '@salesforce/apex/HandoffReviewController.progress';
import requestBrief from '@salesforce/apex/HandoffReviewController.requestBrief';
import retryBrief from '@salesforce/apex/HandoffReviewController.retryBrief';
import type { HandoffReviewView } from 'apex-types';
import HandoffReview from 'c/handoffReview';
import { apexCall, apexError, apexWire } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { proposalViews, reviewView } from '../../../../../../config/jest/review-view.ts';

const HANDOFF = 'a01000000000001AAA';
const OTHER = 'a01000000000009AAA';
const REVIEWED: Partial<HandoffReviewView> = { acceptedCount: 9, editedCount: 2, rejectedCount: 1 };
const refresh = jest.mocked(refreshApex);

const progress = (status: string, rest = {}) => ({ progress: { status, steps: [], ...rest } });

async function show(view?: HandoffReviewView) {
  const element = mount('c-handoff-review', HandoffReview, { handoffId: HANDOFF, stage: 'Negotiation/Review' });
  const toasts: unknown[] = [];
  const changed = jest.fn();
  element.addEventListener('lightning__showtoast', (event) => toasts.push((event as CustomEvent).detail));
  element.addEventListener('changed', changed);
  await settle();
  if (view) apexWire(load).emit(view);
  await settle();
  return { element, toasts, changed };
}

/** The next time the review is read again, it gets this. */
function answerWith(view: HandoffReviewView): void {
  refresh.mockImplementationOnce(() => Promise.resolve(apexWire(load).emit(view)));
}

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
  await settle();
}

describe('c-handoff-review', () => {
  beforeEach(() => {
    refresh.mockReset().mockResolvedValue();
    for (const method of [accept, approve, requestBrief, retryBrief, readProgress]) {
      apexCall<never, unknown>(method).mockReset().mockResolvedValue(null);
    }
  });

  it('says that it loads', async () => {
    const { element } = await show();
    expect(textOf(element)).toBe('Loading the review');
    expect(apexWire(load).getLastConfig()).toEqual({ handoffId: HANDOFF });
    await expect(element).toBeAccessible();
  });

  it('says why it could not be loaded, tries again, and keeps what is there when a refresh fails', async () => {
    const { element } = await show();
    apexWire(load).error({ message: 'You may not see this handoff.' });
    await settle();
    expect(textOf(element)).toContain('The review could not be loaded You may not see this handoff.');
    await expect(element).toBeAccessible();
    answerWith(reviewView(proposalViews(1)));
    await press(element, 'Try again');
    expect(textOf(element)).toContain('Promise p1');
    apexWire(load).error({ message: 'Offline.' });
    await settle();
    expect(textOf(element)).toContain('Promise p1');
  });

  it('shows nothing of one handoff beside another', async () => {
    const { element } = await show(reviewView(proposalViews(1)));
    element.handoffId = OTHER;
    await settle();
    expect(textOf(element)).toBe('Loading the review');
    expect(apexWire(load).getLastConfig()).toEqual({ handoffId: OTHER });
    apexWire(load).error({ message: 'You may not see this handoff.' });
    await settle();
    expect(textOf(element)).toContain('You may not see this handoff.');
  });

  it('reads again when the deal moves, since that may ask for the brief', async () => {
    const { element } = await show(reviewView([], progress('none')));
    expect(refresh).not.toHaveBeenCalled();
    element.stage = 'Closed Won';
    element.stage = 'Closed Won';
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  describe('the brief', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    async function pass(milliseconds: number): Promise<void> {
      jest.advanceTimersByTime(milliseconds);
      await settle();
      await settle();
    }

    it('is asked for once, and followed', async () => {
      const { element } = await show(reviewView([], progress('none')));
      answerWith(reviewView([], progress('waiting')));
      button(element, 'Gather the evidence').click();
      await press(element, 'Gather the evidence');
      expect(requestBrief).toHaveBeenCalledTimes(1);
      expect(requestBrief).toHaveBeenCalledWith({ handoffId: HANDOFF });
      expect(textOf(element)).toContain('The brief is on its way.');
      expect(element.shadowRoot?.activeElement?.tagName).toBe('SECTION');
    });

    it('cannot be asked for by somebody who only reads', async () => {
      const { element } = await show(reviewView([], { ...progress('none'), canReview: false }));
      expect(deepAll(element, 'lightning-button')).toEqual([]);
    });

    it('says why it could not be asked for', async () => {
      const { element } = await show(reviewView([], progress('none')));
      apexCall(requestBrief).mockRejectedValueOnce(apexError('A newer version exists.'));
      await press(element, 'Gather the evidence');
      expect(textOf(deep(element, '[role="alert"]'))).toBe('A newer version exists.');
    });

    it('shows each step, and the proposals once it is made', async () => {
      const { element, changed } = await show(reviewView([], progress('running')));
      apexCall(readProgress).mockResolvedValueOnce({ status: 'running', step: 'verify', progress: 60, steps: [] });
      await pass(1_500);
      expect(readProgress).toHaveBeenCalledWith({ handoffId: HANDOFF });
      expect(textOf(element)).toContain('Checking every quote against its source 60 %');
      apexCall(readProgress).mockResolvedValueOnce({ status: 'done', steps: [] });
      answerWith(reviewView(proposalViews(2)));
      await pass(1_500);
      expect(textOf(element)).toContain('Promise p1');
      expect(changed).toHaveBeenCalledTimes(1);
      await pass(60_000);
      expect(readProgress).toHaveBeenCalledTimes(2);
    });

    it('is not shown as empty when the record is behind the service', async () => {
      const { element } = await show(reviewView([], progress('running')));
      apexCall(readProgress).mockResolvedValue({ status: 'done', steps: [] });
      await pass(1_500);
      expect(textOf(element)).not.toContain('Everything is reviewed');
      answerWith(reviewView(proposalViews(1)));
      await pass(1_500);
      expect(textOf(element)).toContain('Promise p1');
    });

    it('says why it failed and what to do, and is made again', async () => {
      const { element } = await show(reviewView([], progress('running')));
      apexCall(readProgress).mockResolvedValue({
        status: 'failed',
        problem: 'The org refused.',
        action: 'Ask an admin.',
        steps: []
      });
      answerWith(reviewView([], progress('running')));
      await pass(1_500);
      expect(textOf(deep(element, '[role="alert"]'))).toContain('The org refused. Ask an admin.');
      await pass(60_000);
      expect(readProgress).toHaveBeenCalledTimes(1);
      answerWith(reviewView([], progress('running')));
      await press(element, 'Try again');
      expect(retryBrief).toHaveBeenCalledWith({ handoffId: HANDOFF });
      expect(textOf(element)).toContain('The brief is on its way.');
    });

    it('changes nothing while the service does not answer', async () => {
      const { element } = await show(reviewView([], progress('running')));
      apexCall(readProgress).mockRejectedValueOnce(apexError('No answer.'));
      await pass(1_500);
      expect(textOf(element)).toContain('The brief is on its way.');
      expect(deepAll(element, '[role="alert"]')).toEqual([]);
      apexCall(readProgress).mockResolvedValueOnce({ status: 'running', step: 'score', steps: [] });
      await pass(3_000);
      expect(textOf(element)).toContain('Scoring');
    });

    it('is not asked about any more when the page is gone, or shows another handoff', async () => {
      const { element } = await show(reviewView([], progress('running')));
      const { promise, resolve } = Promise.withResolvers<null>();
      apexCall(readProgress).mockReturnValueOnce(promise);
      await pass(1_500);
      element.remove();
      resolve(null);
      await pass(60_000);
      expect(readProgress).toHaveBeenCalledTimes(1);
      const { element: second } = await show(reviewView([], progress('running')));
      second.handoffId = OTHER;
      await pass(60_000);
      expect(readProgress).toHaveBeenCalledTimes(1);
    });
  });

  it('says what was read, and what could not be', async () => {
    const sources = [
      { name: 'Salesforce', state: 'read', count: 42 },
      { name: 'Gong', state: 'read', count: 3 },
      { name: 'Slack', state: 'empty', count: 0 },
      { name: 'Zendesk', state: 'failed' }
    ];
    const { element } = await show(reviewView(proposalViews(1), { sources }));
    expect(textOf(element)).toContain('Read: Salesforce 42 · Gong 3 Zendesk could not be read');
    await expect(element).toBeAccessible();
  });

  it('says what the receiver asked, and that a manager looks at it', async () => {
    const managerReasons = ['Flagged: Custom Scope.', 'Worth $2m.'];
    const notices = { managerReasons, sentBackQuestion: 'Who signs?' };
    const { element } = await show(reviewView(proposalViews(1), notices));
    expect(textOf(element)).toContain('Sent back: Who signs?');
    expect(textOf(element)).toContain('A manager looks at this first: Flagged: Custom Scope. Worth $2m.');
  });

  describe('approving', () => {
    const outcome = (name: string, message: string) => ({ outcome: name, message, reasons: [] });

    it('is offered when everything is decided, and says how it was', async () => {
      const { element } = await show(reviewView(proposalViews(1)));
      expect(() => button(element, 'Approve and deliver')).toThrow('No button');
      apexWire(load).emit(reviewView([], REVIEWED));
      await settle();
      expect(textOf(element)).toContain('9 accepted, 2 edited, 1 rejected.');
      expect(button(element, 'Approve and deliver')).toBeTruthy();
      await expect(element).toBeAccessible();
      apexWire(load).emit(reviewView([], { isWon: false }));
      await settle();
      expect(textOf(element)).toContain('Nothing new was found in the evidence.');
      expect(button(element, 'Approve')).toBeTruthy();
    });

    it('delivers once, tells the page, and keeps the focus', async () => {
      const { element, toasts, changed } = await show(reviewView([], REVIEWED));
      const told = jest.fn();
      element.addEventListener('lightning__refresh', told);
      apexCall(approve).mockResolvedValue(outcome('Delivered', 'Priya Raman has it now.'));
      answerWith(reviewView([], { approvedAt: '2027-03-20T09:00:00.000Z', approvedByName: 'Sam Whitlow' }));
      button(element, 'Approve and deliver').click();
      await press(element, 'Approve and deliver');
      expect(approve).toHaveBeenCalledTimes(1);
      expect(approve).toHaveBeenCalledWith({ handoffId: HANDOFF });
      expect(toasts).toEqual([{ message: 'Priya Raman has it now.', variant: 'success' }]);
      expect(told).toHaveBeenCalledTimes(1);
      expect(changed).toHaveBeenCalledTimes(1);
      expect(textOf(element)).toContain('Approved by Sam Whitlow on Mar 20, 2027.');
      expect(deepAll(element, 'lightning-button')).toEqual([]);
      expect(element.shadowRoot?.activeElement?.tagName).toBe('SECTION');
    });

    it.each(['Exception Review', 'Waiting for the win'])('says when it is %s instead', async (name) => {
      const { element, toasts } = await show(reviewView([], REVIEWED));
      apexCall(approve).mockResolvedValue(outcome(name, 'Not yet.'));
      await press(element, 'Approve and deliver');
      expect(toasts).toEqual([{ message: 'Not yet.', variant: 'info' }]);
    });

    it('waits for decisions on their way', async () => {
      const { element } = await show(reviewView(proposalViews(1)));
      const { promise, resolve } = Promise.withResolvers<void>();
      apexCall(accept).mockReturnValueOnce(promise);
      await press(element, 'Accept');
      apexWire(load).emit(reviewView([], REVIEWED));
      await settle();
      await press(element, 'Approve and deliver');
      expect(approve).not.toHaveBeenCalled();
      resolve();
      await settle();
      await settle();
      expect(approve).toHaveBeenCalledTimes(1);
    });

    it('says why it was refused, and shows what it was refused for', async () => {
      const { element } = await show(reviewView([], REVIEWED));
      apexCall(approve).mockRejectedValue(apexError('1 proposals wait for your decision.'));
      answerWith(reviewView(proposalViews(1), REVIEWED));
      await press(element, 'Approve and deliver');
      expect(textOf(deep(element, '[role="alert"]'))).toBe('1 proposals wait for your decision.');
      expect(textOf(element)).toContain('Promise p1');
    });

    it('is the giver’s until it waits for a manager, then the manager’s', async () => {
      const offered = async (changes: Partial<HandoffReviewView>) => {
        const { element } = await show(reviewView([], { ...REVIEWED, ...changes }));
        return deepAll(element, 'lightning-button').length > 0;
      };
      const waiting = { status: 'Exception Review' };
      const manager = { canReview: false, canDecideException: true };
      expect(await offered({ canReview: false })).toBe(false);
      expect(await offered(waiting)).toBe(false);
      expect(await offered({ ...waiting, ...manager })).toBe(true);
    });

    it('is offered again for what came up after delivery', async () => {
      const delivered = { approvedAt: '2027-03-20T09:00:00.000Z', deliveredAt: '2027-03-20T09:00:00.000Z' };
      const { element } = await show(reviewView(proposalViews(1), delivered));
      expect(button(element, 'Accept')).toBeTruthy();
      apexWire(load).emit(reviewView([], delivered));
      await settle();
      expect(button(element, 'Approve and deliver')).toBeTruthy();
      apexWire(load).emit(reviewView([], { ...delivered, briefStatus: 'Delivered' }));
      await settle();
      expect(() => button(element, 'Approve and deliver')).toThrow('No button');
    });

    it('is not offered to a reader, who sees no decisions either', async () => {
      const { element } = await show(reviewView(proposalViews(2), { canReview: false }));
      expect(deepAll(element, 'lightning-button')).toEqual([]);
      expect(textOf(element)).toContain('Promise p1');
      await expect(element).toBeAccessible();
    });
  });
});
