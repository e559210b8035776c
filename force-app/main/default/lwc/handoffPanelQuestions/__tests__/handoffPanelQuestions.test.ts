import { getRecord, notifyRecordUpdateAvailable, updateRecord } from 'lightning/uiRecordApi';
import clearGap from '@salesforce/apex/HandoffPanelController.clearGap';
import saveGap from '@salesforce/apex/HandoffPanelController.saveGap';
import type { HandoffAnswerView, HandoffPanelView } from 'apex-types';
import HandoffPanelQuestions from 'c/handoffPanelQuestions';
import { apexCall, apexError, ldsWire } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { answerView, panelView } from '../../../../../../config/jest/panel-view.ts';

const LATER = '2027-01-18T18:05:00.000Z';
const update = jest.mocked(updateRecord);

async function show(changes: Partial<HandoffPanelView> = {}) {
  const view = panelView(changes);
  const reload = jest.fn(() => Promise.resolve<HandoffPanelView | null>(view));
  const element = mount('c-handoff-panel-questions', HandoffPanelQuestions, { reload, view });
  const [refreshed, saving] = [jest.fn(), jest.fn()];
  element.addEventListener('refresh', refreshed);
  element.addEventListener('saving', (event) => saving((event as CustomEvent).detail));
  await settle();
  return { element, view, reload, refreshed, saving };
}

/** The view after the org has changed some of its answers. */
function changed(view: HandoffPanelView, code: string, changes: Partial<HandoffAnswerView>): HandoffPanelView {
  const change = (answer: HandoffAnswerView): HandoffAnswerView => ({
    ...answer,
    ...(answer.code === code ? changes : {})
  });
  const [answers, judgement] = [view.answers.map(change), view.judgement.map(change)];
  const missingCount = answers.filter(({ state }) => state === 'Missing').length;
  return { ...view, answers, judgement, missingCount, lastModified: LATER };
}
const question = (element: Element, code: string): HTMLElement =>
  deep(element, `c-handoff-panel-answer[data-code="${code}"]`);
const input = (element: Element, code: string): HTMLElement => deep(question(element, code), 'lightning-textarea');
const heading = (element: Element): string => textOf(deep(element, 'section h3'));
const codes = (element: Element, variant: string): unknown[] =>
  deepAll<HTMLElement & { variant: string }>(element, 'c-handoff-panel-answer')
    .filter((answer) => answer.variant === variant)
    .map(({ dataset }) => dataset.code);

describe('c-handoff-panel-questions', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    update.mockResolvedValue({ id: '', apiName: '', fields: {}, lastModifiedById: null, lastModifiedDate: LATER });
  });
  afterEach(() => jest.useRealTimers());

  it('puts first what blocks, with gaps, and folds what is there', async () => {
    const { element } = await show();
    expect(heading(element)).toBe('Blocking now 1');
    expect(codes(element, 'blocking')).toEqual(['s2c.goals', 's2c.scope']);
    expect(codes(element, 'folded')).toEqual(['s2c.contact', 's2c.risks']);
    expect(codes(element, 'plain')).toEqual(['judgement.care', 'story.problem', 'story.success']);
    const folds = deepAll(element, 'c-handoff-panel-fold').map((fold) => textOf(deep(fold, 'button')));
    expect(folds).toEqual(['Answers 2 of 4', 'Story 1 of 2']);
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });

  it('says so when nothing blocks, or when what is missing does not', async () => {
    expect(heading((await show({ missingCount: 0 })).element)).toBe('Nothing blocks');
    expect(heading((await show({ gate: null })).element)).toBe('Still missing 1');
    expect(heading((await show({ gate: { targetStage: 'Closed Won', mode: 'Warn' } })).element)).toContain('missing');
    expect(heading((await show({ isClosed: true })).element)).toBe('Still missing 1');
  });

  it('saves an answer with the version it was read in, and asks for what that changed', async () => {
    const { element, refreshed, saving } = await show();
    enter(input(element, 's2c.goals'), 'Cut it');
    input(element, 's2c.goals').dispatchEvent(new CustomEvent('blur'));
    await settle();
    expect(update).toHaveBeenCalledWith(
      { fields: { Id: 'a01000000000001AAA', Buyer_Goals__c: 'Cut it' } },
      { ifUnmodifiedSince: '2027-01-18T18:00:00.000Z' }
    );
    expect(textOf(question(element, 's2c.goals'))).toContain('Saved');
    expect(refreshed).toHaveBeenCalledTimes(1);
    expect(saving).toHaveBeenLastCalledWith({ unsaved: 0, saving: false, savedAt: expect.stringMatching(/^20/) });
  });

  it('empties a field rather than saving an empty text', async () => {
    const { element } = await show();
    button(element, 'Edit Risk Notes').click();
    await settle();
    enter(input(element, 's2c.risks'), '');
    await element.commit();
    expect(update.mock.calls[0]?.[0].fields).toMatchObject({ Risk_Notes__c: null });
  });

  it('leaves an answer where it is when it stops blocking', async () => {
    const { element, view } = await show();
    element.view = changed(view, 's2c.goals', { state: 'Answered', value: 'Cut it' });
    await settle();
    expect(heading(element)).toBe('Nothing blocks');
    expect(codes(element, 'blocking')).toEqual(['s2c.goals', 's2c.scope']);
  });

  it('keeps the text of a failed save, counts it, and goes to it', async () => {
    const { element, saving } = await show();
    update.mockRejectedValue({ status: 503, body: { message: 'The org is being maintained.' } });
    enter(input(element, 's2c.goals'), 'Cut it');
    expect(await element.commit()).toBe(false);
    await settle();
    expect(textOf(question(element, 's2c.goals'))).toContain('Not saved. The org is being maintained.');
    expect(input(element, 's2c.goals')).toMatchObject({ value: 'Cut it' });
    expect(saving).toHaveBeenLastCalledWith({ unsaved: 1, saving: false, savedAt: '' });
    element.focusAnswer();
    await settle();
    expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.code).toBe('s2c.goals');
    update.mockResolvedValue({ id: '', apiName: '', fields: {}, lastModifiedById: null, lastModifiedDate: LATER });
    button(element, 'Retry saving Buyer Goals').click();
    await settle();
    expect(await element.commit()).toBe(true);
  });

  it('says who changed the same answer and when, and keeps both texts', async () => {
    const { element, view, reload } = await show();
    update.mockRejectedValueOnce({ status: 412 });
    reload.mockResolvedValue(changed(view, 'judgement.care', { state: 'Answered', value: 'Theirs' }));
    enter(input(element, 'judgement.care'), 'Mine');
    await element.commit();
    await settle();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a01000000000001AAA' }]);
    ldsWire(getRecord).emit({
      id: 'a01000000000001AAA',
      apiName: 'Handoff__c',
      lastModifiedById: '005000000000002AAA',
      lastModifiedDate: '2027-01-18T18:42:00.000Z',
      fields: {
        LastModifiedBy: {
          value: { fields: { Name: { value: 'Priya Raman', displayValue: null } } },
          displayValue: null
        }
      }
    });
    await settle();
    const text = textOf(question(element, 'judgement.care'));
    expect(text).toContain('Priya Raman saved another text at 10:42 AM.');
    expect(text).toContain('Theirs');
    expect(input(element, 'judgement.care')).toMatchObject({ value: 'Mine' });
    button(element, 'Use theirs').click();
    await settle();
    expect(input(element, 'judgement.care')).toMatchObject({ value: 'Theirs' });
  });

  it('saves a gap, and says why one was refused', async () => {
    const { element, refreshed } = await show();
    button(element, 'Buyer Goals is not known yet').click();
    await settle();
    enter(deep(element, 'lightning-combobox'), '005000000000002AAA');
    enter(deep(element, 'lightning-input'), '2099-03-28');
    apexCall(saveGap).mockRejectedValueOnce(apexError('That date is in the past.'));
    button(element, 'Save').click();
    await settle();
    expect(textOf(question(element, 's2c.goals'))).toContain('That date is in the past.');
    expect(refreshed).not.toHaveBeenCalled();
    apexCall(saveGap).mockResolvedValueOnce(undefined);
    button(element, 'Save').click();
    await settle();
    expect(saveGap).toHaveBeenLastCalledWith({
      handoffId: 'a01000000000001AAA',
      code: 's2c.goals',
      assigneeId: '005000000000002AAA',
      due: '2099-03-28'
    });
    expect(refreshed).toHaveBeenCalledTimes(1);
    expect(textOf(question(element, 's2c.goals'))).not.toContain('in the past');
  });

  it('takes a gap back once it is answered after all, but not for a placeholder', async () => {
    const { element, view } = await show();
    button(element, 'Answer now').click();
    await settle();
    enter(input(element, 's2c.scope'), 'T');
    await element.commit();
    element.view = changed(view, 's2c.scope', { state: 'Gap', value: 'T' });
    await settle();
    expect(clearGap).not.toHaveBeenCalled();
    enter(input(element, 's2c.scope'), 'Nine depots, 110 seats.');
    await element.commit();
    element.view = changed(view, 's2c.scope', { state: 'Answered', value: 'Nine depots, 110 seats.' });
    await settle();
    expect(clearGap).toHaveBeenCalledWith({ handoffId: 'a01000000000001AAA', code: 's2c.scope' });
  });

  it('brings an answer into sight that only the org found missing', async () => {
    const { element } = await show();
    element.focusAnswer('s2c.risks');
    await settle();
    expect(codes(element, 'blocking')).toContain('s2c.risks');
    expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.code).toBe('s2c.risks');
  });

  it('opens what is folded around the answer it goes to', async () => {
    const { element } = await show();
    const story = deepAll(element, 'c-handoff-panel-fold')[1];
    element.focusAnswer('story.success');
    await settle();
    expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.code).toBe('story.success');
    expect(story && deep(story, 'button').getAttribute('aria-expanded')).toBe('true');
  });

  it('saves what waits when the page goes away', async () => {
    const { element } = await show();
    enter(input(element, 's2c.goals'), 'Cut it');
    element.remove();
    await settle();
    expect(update).toHaveBeenCalledTimes(1);
  });

  it('begins anew with another handoff', async () => {
    const { element } = await show();
    const answers = [answerView('s2c.start', 'Start')];
    element.view = panelView({ handoffId: 'a01000000000002AAA', answers });
    await settle();
    expect(codes(element, 'blocking')).toEqual(['s2c.start']);
  });

  it('has nothing to press for somebody who only reads', async () => {
    const { element } = await show({ canEdit: false });
    expect(deepAll(element, 'lightning-button, lightning-textarea')).toEqual([]);
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });
});
