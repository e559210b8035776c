import accept from '@salesforce/apex/HandoffReviewController.accept';
import acceptRest from '@salesforce/apex/HandoffReviewController.acceptRest';
import edit from '@salesforce/apex/HandoffReviewController.edit';
import reject from '@salesforce/apex/HandoffReviewController.reject';
import undo from '@salesforce/apex/HandoffReviewController.undo';
import type { HandoffProposalView, HandoffReviewView } from 'apex-types';
import HandoffReviewList from 'c/handoffReviewList';
import { apexCall, apexError } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { proposalView, proposalViews, reviewView } from '../../../../../../config/jest/review-view.ts';

/** A list over an org that keeps what is decided, as far as `reload` tells. */
async function show(proposals: HandoffProposalView[], properties = {}) {
  const view = (open: HandoffProposalView[]): HandoffReviewView => reviewView(open);
  const reload = jest.fn(() => Promise.resolve());
  const element = mount('c-handoff-review-list', HandoffReviewList, { view: view(proposals), reload, ...properties });
  const keep = (open: HandoffProposalView[]) =>
    reload.mockImplementation(() => {
      element.view = view(open);
      return Promise.resolve();
    });
  await settle();
  return { element, reload, keep };
}

const cards = (element: Element) => deepAll(element, 'c-handoff-review-proposal');
const ids = (element: Element) => cards(element).map(({ dataset }) => dataset.id);
const open = (element: Element) => deep(element, '[data-open="true"]').dataset.id;
const status = (element: Element) => textOf(deep(element, '[role="status"]'));
const focused = (element: Element) => element.shadowRoot?.activeElement as HTMLElement | null;

async function key(element: Element, name: string, init: KeyboardEventInit = {}) {
  const target = focused(element) ?? deep(element, 'c-handoff-review-proposal');
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  await settle();
  return event;
}

async function press(element: Element, name: string) {
  button(element, name).click();
  await settle();
}

/** An org that has not answered yet. */
function pending(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  const { promise, resolve, reject: fail } = Promise.withResolvers<void>();
  return { promise, resolve, reject: fail };
}

describe('c-handoff-review-list', () => {
  beforeEach(() => {
    for (const method of [accept, reject, edit, undo]) apexCall<never, unknown>(method).mockReset().mockResolvedValue(null);
    apexCall(acceptRest).mockReset().mockResolvedValue([]);
  });

  it('shows the most consequential one open, how many there are and how long they take', async () => {
    const { element } = await show(proposalViews(12));
    expect(textOf(deep(element, 'header'))).toBe('Review 12 about 2 minutes A accept · E edit · R reject · U undo');
    expect(open(element)).toBe('p1');
    expect(deepAll(element, '[data-open="true"]')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it.each([
    [1, 'less than a minute'],
    [6, 'about 1 minute'],
    [9, 'about 2 minutes']
  ])('says that %i take %s', async (count, text) => {
    const { element } = await show(proposalViews(count));
    expect(textOf(deep(element, 'header'))).toContain(text);
  });

  it('shows twelve first, and the others when asked', async () => {
    const { element, keep } = await show(proposalViews(15));
    expect(ids(element)).toHaveLength(12);
    keep(proposalViews(15).slice(1));
    await key(element, 'a');
    expect(ids(element)).toHaveLength(12);
    await press(element, '2 more');
    expect(ids(element)).toHaveLength(14);
    expect(focused(element)?.dataset.id).toBe('p14');
    expect(() => button(element, '0 more')).toThrow('No button');
  });

  it('says when nothing is left', async () => {
    const { element } = await show([]);
    expect(textOf(element)).toBe('Everything is reviewed');
    await expect(element).toBeAccessible();
  });

  describe('a reader who may not decide', () => {
    it('sees no decisions, and their keys do nothing', async () => {
      const { element } = await show(proposalViews(2), { readOnly: true });
      for (const name of ['a', 'e', 'r', 'u']) await key(element, name);
      expect(deepAll(element, 'lightning-button')).toEqual([]);
      expect(accept).not.toHaveBeenCalled();
      expect(reject).not.toHaveBeenCalled();
      expect(textOf(element)).not.toContain('A accept');
    });

    it('can still go through them', async () => {
      const { element } = await show(proposalViews(2), { readOnly: true });
      await key(element, 'ArrowDown');
      expect(open(element)).toBe('p2');
    });
  });

  describe('by key', () => {
    it('accepts, rejects, and goes on to the next one', async () => {
      const { element } = await show(proposalViews(3));
      expect((await key(element, 'a')).defaultPrevented).toBe(true);
      expect(accept).toHaveBeenCalledWith({ ids: ['p1'] });
      expect(status(element)).toBe('Accepted: Promise p1');
      expect(focused(element)?.dataset.id).toBe('p2');
      await key(element, 'R');
      expect(reject).toHaveBeenCalledWith({ ids: ['p2'] });
      expect(status(element)).toBe('Rejected: Promise p2');
      expect(open(element)).toBe('p3');
    });

    it('goes up and down, and not past the ends', async () => {
      const { element } = await show(proposalViews(2));
      const seen: (string | undefined)[] = [];
      for (const name of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await key(element, name);
        seen.push(focused(element)?.dataset.id);
      }
      expect(seen).toEqual(['p1', 'p2', 'p2', 'p1']);
    });

    it('leaves the browser its own keys, and decides once for a key held down', async () => {
      const { element } = await show(proposalViews(3));
      for (const init of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }]) {
        expect((await key(element, 'a', init)).defaultPrevented).toBe(false);
      }
      expect((await key(element, 'x')).defaultPrevented).toBe(false);
      expect(accept).not.toHaveBeenCalled();
    });

    it('takes the last one to the heading, from where it can be taken back', async () => {
      const { element, keep } = await show(proposalViews(1));
      keep([]);
      await key(element, 'a');
      expect(focused(element)?.tagName).toBe('H3');
      keep(proposalViews(1));
      await key(element, 'u');
      expect(undo).toHaveBeenCalledWith({ ids: ['p1'] });
      expect(focused(element)?.dataset.id).toBe('p1');
    });
  });

  it('decides by the buttons, and opens what is clicked', async () => {
    const { element } = await show(proposalViews(3));
    deep(cards(element)[1] as HTMLElement, 'button').click(); // Three were shown.
    await settle();
    expect(open(element)).toBe('p2');
    await press(element, 'Reject');
    expect(reject).toHaveBeenCalledWith({ ids: ['p2'] });
    expect(open(element)).toBe('p3');
  });

  describe('editing', () => {
    const text = (element: Element) => deep(element, '[data-field="text"]');

    it('takes letters as text, and saves what was changed', async () => {
      const { element } = await show([proposalView('p1', { due: '2027-04-15' }), proposalView('p2')]);
      await key(element, 'e');
      for (const name of ['a', 'r', 'u', 'ArrowDown']) {
        text(element).dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true }));
      }
      await settle();
      expect(accept).not.toHaveBeenCalled();
      expect(reject).not.toHaveBeenCalled();
      enter(text(element), 'Sign-on in May');
      await press(element, 'Save');
      expect(edit).toHaveBeenCalledWith({ id: 'p1', text: 'Sign-on in May', due: '2027-04-15' });
      expect(status(element)).toBe('Changed: Sign-on in May');
      expect(open(element)).toBe('p2');
    });

    it('is given up by Escape, back at the proposal', async () => {
      const { element } = await show(proposalViews(2));
      await key(element, 'e');
      enter(text(element), 'Something else');
      text(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
      await settle();
      expect(deepAll(element, '[data-field]')).toEqual([]);
      expect(focused(element)?.dataset.id).toBe('p1');
      await key(element, 'e');
      expect(text(element)).toMatchObject({ value: 'Promise p1' });
    });

    it('keeps what was typed when the org refuses it, or the reader looks elsewhere', async () => {
      const { element } = await show(proposalViews(2));
      apexCall(edit).mockRejectedValueOnce(apexError('Too early.'));
      await key(element, 'e');
      enter(text(element), 'Sign-on in May');
      await press(element, 'Save');
      expect(textOf(cards(element)[0] as HTMLElement)).toContain('Too early.'); // Two were shown.
      await key(element, 'ArrowUp');
      await key(element, 'e');
      expect(text(element)).toMatchObject({ value: 'Sign-on in May' });
      deep(cards(element)[1] as HTMLElement, 'button').click();
      await settle();
      await key(element, 'ArrowUp');
      await key(element, 'e');
      expect(text(element)).toMatchObject({ value: 'Sign-on in May' });
    });
  });

  describe('on the way to the org', () => {
    it('shows a decision at once, saves one after the other, and reads again once', async () => {
      const { element, reload, keep } = await show(proposalViews(3));
      keep(proposalViews(3).slice(2));
      const first = pending();
      apexCall(accept).mockReturnValueOnce(first.promise);
      await key(element, 'a');
      await key(element, 'r');
      expect(ids(element)).toEqual(['p3']);
      expect(reject).not.toHaveBeenCalled();
      const settled = jest.fn();
      element.settled().then(settled);
      await settle();
      expect(settled).not.toHaveBeenCalled();
      first.resolve();
      await settle();
      await settle();
      expect(reject).toHaveBeenCalledTimes(1);
      expect(reload).toHaveBeenCalledTimes(1);
      expect(settled).toHaveBeenCalledTimes(1);
      expect(ids(element)).toEqual(['p3']);
    });

    it('brings a refused one back with its reason, which stays until it is decided', async () => {
      const { element, keep } = await show(proposalViews(3));
      keep([proposalView('p1'), proposalView('p3')]);
      const first = pending();
      apexCall(accept).mockReturnValueOnce(first.promise);
      await key(element, 'a');
      await key(element, 'a');
      first.reject(apexError('The record is locked.'));
      await settle();
      await settle();
      expect(ids(element)).toEqual(['p1', 'p3']);
      expect(open(element)).toBe('p3');
      const reasons = () => deepAll(element, '[role="alert"]').map(textOf);
      expect(reasons()).toEqual(['The record is locked.']);
      await key(element, 'ArrowUp');
      expect(reasons()).toEqual(['The record is locked.']);
      keep([proposalView('p3')]);
      await key(element, 'a');
      expect(reasons()).toEqual([]);
      expect(ids(element)).toEqual(['p3']);
    });

    it('says why it could not read again, and goes on saving', async () => {
      const { element, reload } = await show(proposalViews(3));
      reload.mockRejectedValueOnce(apexError('Offline.'));
      await key(element, 'a');
      expect(textOf(deep(element, '[role="alert"]'))).toBe('Offline.');
      expect(ids(element)).toEqual(['p2', 'p3']);
      await key(element, 'a');
      expect(accept).toHaveBeenLastCalledWith({ ids: ['p2'] });
      expect(deepAll(element, '[role="alert"]')).toEqual([]);
    });
  });

  describe('undo', () => {
    it('takes decisions back, the last one first', async () => {
      const { element, keep } = await show(proposalViews(3));
      keep(proposalViews(3).slice(1));
      await key(element, 'a');
      keep(proposalViews(3).slice(2));
      await key(element, 'r');
      keep(proposalViews(3).slice(1));
      await press(element, 'Undo');
      expect(undo).toHaveBeenLastCalledWith({ ids: ['p2'] });
      expect(status(element)).toBe('Taken back.');
      expect(focused(element)?.dataset.id).toBe('p2');
      keep(proposalViews(3));
      await key(element, 'u');
      expect(undo).toHaveBeenLastCalledWith({ ids: ['p1'] });
      expect(open(element)).toBe('p1');
      expect(() => button(element, 'Undo')).toThrow('No button');
    });

    it('comes after decisions on their way, and nothing is decided meanwhile', async () => {
      const { element } = await show(proposalViews(3));
      const [first, back] = [pending(), pending()];
      apexCall(accept).mockReturnValueOnce(first.promise);
      apexCall(undo).mockReturnValueOnce(back.promise);
      await key(element, 'a');
      await key(element, 'u');
      expect(undo).not.toHaveBeenCalled();
      first.resolve();
      await settle();
      for (const name of ['u', 'a', 'r']) await key(element, name);
      back.resolve();
      await settle();
      await settle();
      expect(undo).toHaveBeenCalledTimes(1);
      expect(accept).toHaveBeenCalledTimes(1);
      expect(reject).not.toHaveBeenCalled();
    });

    it('can be tried again when the org refuses it', async () => {
      const { element } = await show(proposalViews(2));
      apexCall(undo).mockRejectedValueOnce(apexError('Delivered already.'));
      await key(element, 'a');
      await press(element, 'Undo');
      expect(textOf(deep(element, '[role="alert"]'))).toBe('Delivered already.');
      await press(element, 'Undo');
      expect(undo).toHaveBeenCalledTimes(2);
      expect(status(element)).toBe('Taken back.');
    });
  });

  describe('accepting the rest', () => {
    it('accepts everything at once, and takes it back as one', async () => {
      const { element, keep } = await show(proposalViews(14));
      const answer = Promise.withResolvers<string[]>();
      apexCall(acceptRest).mockReturnValueOnce(answer.promise);
      keep([]);
      await press(element, 'Accept the rest');
      expect(acceptRest).toHaveBeenCalledWith({ handoffId: 'a01000000000001AAA' });
      expect(ids(element)).toEqual([]);
      expect(focused(element)?.tagName).toBe('H3');
      expect(() => button(element, 'Accept the rest')).toThrow('No button');
      answer.resolve(['p1', 'p2']);
      await settle();
      expect(status(element)).toBe('2 accepted.');
      keep(proposalViews(2));
      await press(element, 'Undo');
      expect(undo).toHaveBeenCalledWith({ ids: ['p1', 'p2'] });
    });

    it('brings them back when the org refuses', async () => {
      const { element } = await show(proposalViews(2));
      apexCall(acceptRest).mockRejectedValueOnce(apexError('You may not.'));
      await press(element, 'Accept the rest');
      expect(ids(element)).toEqual(['p1', 'p2']);
      expect(textOf(deep(element, '[role="alert"]'))).toBe('You may not.');
    });
  });
});
