import { getRecord, notifyRecordUpdateAvailable, updateRecord } from 'lightning/uiRecordApi';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { refreshApex } from '@salesforce/apex';
import load from '@salesforce/apex/HandoffPanelController.load';
import moveToGate from '@salesforce/apex/HandoffPanelController.moveToGate';
import refreshScore from '@salesforce/apex/HandoffPanelController.refreshScore';
import start from '@salesforce/apex/HandoffPanelController.start';
import loadReview from '@salesforce/apex/HandoffReviewController.load';
import type { HandoffPanelView, HandoffScoreView } from 'apex-types';
import HandoffPanel from 'c/handoffPanel';
import HandoffPanelPreview from 'c/handoffPanelPreview';
import { apexCall, apexError, apexWire, ldsWire } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { panelView } from '../../../../../../config/jest/panel-view.ts';
import { proposalViews, reviewView } from '../../../../../../config/jest/review-view.ts';

const DEAL = '006000000000001AAA';
const EMPTY = { handoffId: null, score: null, answers: [], story: [], judgement: [], items: [], stakeholders: [] };
const refresh = jest.mocked(refreshApex);

async function show(changes?: Partial<HandoffPanelView>) {
  const element = mount('c-handoff-panel', HandoffPanel, { recordId: DEAL });
  const toasts: unknown[] = [];
  element.addEventListener('lightning__showtoast', (event) => toasts.push((event as CustomEvent).detail));
  await settle();
  if (changes) apexWire(load).emit(panelView(changes));
  await settle();
  return { element, toasts };
}

/** The next time the panel reads the handoff again, it gets this. */
function answerWith(changes: Partial<HandoffPanelView>): void {
  refresh.mockImplementationOnce(() => Promise.resolve(apexWire(load).emit(panelView(changes))));
}

function scored(changes: Partial<HandoffScoreView>): Partial<HandoffPanelView> {
  const { score } = panelView();
  return { score: { sections: [], reasons: [], ...score, ...changes } };
}

function dealIn(stage: string): void {
  const fields = { StageName: { value: stage, displayValue: stage } };
  ldsWire(getRecord).emit({ id: DEAL, apiName: 'Opportunity', lastModifiedById: null, lastModifiedDate: null, fields });
}

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
  await settle();
}
const active = (element: Element): string | undefined => element.shadowRoot?.activeElement?.tagName.toLowerCase();
const move = (element: Element): string => textOf(deep(element, 'c-handoff-panel-move'));

describe('c-handoff-panel', () => {
  beforeEach(() => {
    jest.mocked(updateRecord).mockResolvedValue({
      id: '',
      apiName: '',
      fields: {},
      lastModifiedById: null,
      lastModifiedDate: '2027-01-18T18:05:00.000Z'
    });
    apexCall(load).mockResolvedValue(panelView());
  });

  describe('while it loads', () => {
    it('says so', async () => {
      const { element } = await show();
      expect(textOf(element)).toBe('Loading the handoff');
      expect(apexWire(load).getLastConfig()).toEqual({ opportunityId: DEAL });
      await expect(element).toBeAccessible();
    });
  });

  describe('when it cannot be loaded', () => {
    it('says why, and tries again', async () => {
      const { element } = await show();
      apexWire(load).error({ message: 'You may not see this deal.' });
      await settle();
      expect(textOf(element)).toContain('The handoff could not be loaded. You may not see this deal.');
      await expect(element).toBeAccessible();
      answerWith({});
      await press(element, 'Try again');
      expect(textOf(element)).toContain('Handoff to Customer Success');
    });

    it('keeps what is being worked on when only a refresh fails', async () => {
      const { element } = await show({});
      apexWire(load).error({ message: 'Offline.' });
      await settle();
      expect(textOf(element)).toContain('Blocking now');
    });
  });

  describe('without a handoff', () => {
    it('says what starting one does, starts it, and goes to the first question', async () => {
      const { element } = await show(EMPTY);
      expect(textOf(element)).toContain('No handoff yet Start it now and it grows with the deal.');
      await expect(element).toBeAccessible();
      apexCall(start).mockResolvedValue('a01000000000001AAA');
      answerWith({});
      await press(element, 'Start handoff');
      expect(start).toHaveBeenCalledWith({ opportunityId: DEAL });
      expect(active(element)).toBe('c-handoff-panel-questions');
    });

    it('says why it could not be started', async () => {
      const { element } = await show(EMPTY);
      apexCall(start).mockRejectedValue(apexError('You may not edit this deal.'));
      await press(element, 'Start handoff');
      expect(textOf(deep(element, '[role="alert"]'))).toBe('You may not edit this deal.');
    });

    it('offers nothing to somebody who may not start it', async () => {
      const { element } = await show({ ...EMPTY, canEdit: false });
      expect(textOf(element)).toContain('The owner of this deal can start it.');
      expect(deepAll(element, 'lightning-button')).toEqual([]);
    });
  });

  describe('with a handoff', () => {
    it('shows all of it', async () => {
      const { element } = await show({ exceptionFlags: ['Custom Scope'], exceptionReason: 'Two extra depots.' });
      const text = textOf(element);
      for (const part of ['HO-00001', '63', 'Blocking now', 'Only you know', 'What the CRM knows', 'Custom Scope']) {
        expect(text).toContain(part);
      }
      await expect(element).toBeAccessible();
    });

    it('can only be read by who may not edit it', async () => {
      const { element } = await show({ canEdit: false });
      expect(() => button(element, 'Move to Closed Won')).toThrow('No button');
      expect(() => button(element, 'Refresh score')).toThrow('No button');
      expect(button(element, 'Preview as CSM')).toBeTruthy();
      await expect(element).toBeAccessible();
    });

    it('says in its heading how saving goes', async () => {
      const { element } = await show({});
      const heading = (): string => textOf(deep(element, 'c-handoff-panel-header'));
      enter(deep(element, 'lightning-textarea'), 'Cut it');
      await settle();
      expect(heading()).toContain('Saving…');
      deep(element, 'lightning-textarea').dispatchEvent(new CustomEvent('blur'));
      await settle();
      expect(heading()).toMatch(/Saved \d/);
      expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('reads again when the deal moves elsewhere, and when the page is refreshed', async () => {
      const { element } = await show({});
      dealIn('Negotiation/Review');
      dealIn('Negotiation/Review');
      expect(refresh).not.toHaveBeenCalled();
      dealIn('Closed Won');
      expect(refresh).toHaveBeenCalledTimes(1);
      const [, handler] = jest.mocked(registerRefreshHandler).mock.calls[0] ?? [];
      await handler?.call(element);
      expect(refresh).toHaveBeenCalledTimes(2);
      element.remove();
      expect(unregisterRefreshHandler).toHaveBeenCalledTimes(1);
    });

    it('reviews the brief of the handoff, which a move of the deal may have asked for', async () => {
      const { element } = await show({});
      expect(apexWire(loadReview).getLastConfig()).toEqual({ handoffId: 'a01000000000001AAA' });
      apexWire(loadReview).emit(reviewView(proposalViews(2)));
      await settle();
      expect(textOf(deep(element, 'c-handoff-review'))).toContain('Promise p1');
      apexWire(load).emit(panelView({ stageName: 'Closed Won' }));
      await settle();
      expect(refresh).toHaveBeenCalledTimes(1);
      deep(element, 'c-handoff-review').dispatchEvent(new CustomEvent('changed'));
      expect(refresh).toHaveBeenCalledTimes(2);
    });

    it('previews what is saved', async () => {
      const { element } = await show({});
      await press(element, 'Preview as CSM');
      expect(HandoffPanelPreview.open).toHaveBeenCalledWith(
        expect.objectContaining({ label: 'As the CSM will read it', handoffId: 'a01000000000001AAA' })
      );
    });
  });

  describe('the score', () => {
    afterEach(() => jest.useRealTimers());

    it('is asked for until it is there, and the deal hears of it', async () => {
      jest.useFakeTimers();
      await show(scored({ status: 'Waiting', scoredAt: '2027-01-18T18:00:00.000Z' }));
      jest.advanceTimersByTime(2000);
      expect(refresh).toHaveBeenCalledTimes(1);
      apexWire(load).emit(panelView(scored({ scoredAt: '2027-01-18T18:00:02.000Z' })));
      jest.advanceTimersByTime(60_000);
      expect(refresh).toHaveBeenCalledTimes(1);
      expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: DEAL }]);
    });

    it('comes at once on demand, or says why not', async () => {
      const { element } = await show({});
      apexCall(refreshScore).mockResolvedValueOnce(undefined);
      await press(element, 'Refresh score');
      expect(refreshScore).toHaveBeenCalledWith({ handoffId: 'a01000000000001AAA' });
      expect(refresh).toHaveBeenCalledTimes(1);
      apexCall(refreshScore).mockRejectedValueOnce(apexError('No answer.'));
      await press(element, 'Refresh score');
      expect(textOf(deep(element, 'c-handoff-panel-score'))).toContain('could not be fetched. No answer.');
    });
  });

  describe('moving the deal', () => {
    it('moves it, and tells the page', async () => {
      const { element, toasts } = await show({ missingCount: 0 });
      const told = jest.fn();
      element.addEventListener('lightning__refresh', told);
      apexCall(moveToGate).mockResolvedValue({ moved: true, missing: [] });
      answerWith({ stageName: 'Closed Won', isClosed: true, isWon: true, missingCount: 0 });
      await press(element, 'Move to Closed Won');
      expect(toasts).toEqual([{ message: 'Kestrel claims is in Closed Won now.', variant: 'success' }]);
      expect(told).toHaveBeenCalledTimes(1);
      expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: DEAL }]);
      expect(move(element)).toContain('Closed Won');
    });

    it('goes to the first answer that is missing, and says how many are', async () => {
      const { element } = await show({});
      apexCall(moveToGate).mockResolvedValue({ moved: false, missing: ['s2c.goals'], message: 'One is missing.' });
      await press(element, 'Move to Closed Won');
      expect(move(element)).toContain('One is missing.');
      const questions = deep(element, 'c-handoff-panel-questions');
      expect((questions.shadowRoot?.activeElement as HTMLElement | null)?.dataset.code).toBe('s2c.goals');
      apexWire(load).emit(panelView({ missingCount: 0 }));
      await settle();
      expect(move(element)).not.toContain('One is missing.');
    });

    it('saves first, and does not move while something is not saved', async () => {
      const { element } = await show({});
      jest.mocked(updateRecord).mockRejectedValue(apexError('Locked.'));
      enter(deep(element, 'lightning-textarea'), 'Cut it');
      await press(element, 'Move to Closed Won');
      expect(moveToGate).not.toHaveBeenCalled();
      expect(move(element)).toContain('Some of your text is not saved yet.');
      expect(active(element)).toBe('c-handoff-panel-questions');
    });

    it('says what else kept it, as the org words it', async () => {
      const { element } = await show({ missingCount: 0 });
      apexCall(moveToGate).mockResolvedValue({ moved: false, missing: [], message: 'Close date is in the past.' });
      await press(element, 'Move to Closed Won');
      expect(move(element)).toContain('Close date is in the past.');
    });

    it('is tried once at a time', async () => {
      const { element } = await show({ missingCount: 0 });
      apexCall(moveToGate).mockReturnValue(new Promise(() => undefined));
      await press(element, 'Move to Closed Won');
      await press(element, 'Move to Closed Won');
      expect(moveToGate).toHaveBeenCalledTimes(1);
    });
  });
});
