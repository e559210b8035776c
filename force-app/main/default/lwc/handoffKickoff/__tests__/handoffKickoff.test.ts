import { refreshApex } from '@salesforce/apex';
import acknowledge from '@salesforce/apex/HandoffReceiveController.acknowledge';
import load from '@salesforce/apex/HandoffReceiveController.kickoff';
import saveAgenda from '@salesforce/apex/HandoffReceiveController.saveAgenda';
import type { HandoffAgendaRequest, HandoffKickoffView } from 'apex-types';
import HandoffKickoff from 'c/handoffKickoff';
import HandoffWelcome from 'c/handoffWelcome';
import { updateRecord } from 'lightning/uiRecordApi';
import { apexCall, apexError, apexWire } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { kickoffView } from '../../../../../../config/jest/review-view.ts';

const HANDOFF = 'a01000000000001AAA';
const CHAMPION = 'a03000000000001AAA';
const refresh = jest.mocked(refreshApex);

async function show(changes?: Partial<HandoffKickoffView>) {
  const element = mount('c-handoff-kickoff', HandoffKickoff, { handoffId: HANDOFF });
  const changed = jest.fn();
  element.addEventListener('changed', changed);
  await settle();
  if (changes) apexWire(load).emit(kickoffView(changes));
  await settle();
  return { element, changed };
}

/** The next time the kickoff is read again, it gets this. */
function answerWith(changes: Partial<HandoffKickoffView>): void {
  refresh.mockImplementationOnce(() => Promise.resolve(apexWire(load).emit(kickoffView(changes))));
}

/** The five points, with these changed. */
function points(changes: Record<string, Partial<HandoffKickoffView.PointView>>): HandoffKickoffView.PointView[] {
  return kickoffView().points.map((point) => ({ ...point, ...changes[point.code ?? ''] }));
}

async function press(element: Element, name: string): Promise<void> {
  button(element, name).click();
  await settle();
  await settle();
}

const agenda = (changes: Partial<HandoffAgendaRequest>) => ({
  agenda: { handoffId: HANDOFF, points: [], scheduledAt: null, held: false, ...changes }
});
const point = (element: Element, code: string) => deep(element, `[data-code="${code}"]`);
const tick = (element: Element, code: string) => deep(point(element, code), 'lightning-input');
const focused = (element: Element) => element.shadowRoot?.activeElement as HTMLElement | null;
const problem = (element: Element) => deepAll(element, '[role="alert"]').map(textOf);

describe('c-handoff-kickoff', () => {
  beforeEach(() => {
    refresh.mockReset().mockResolvedValue();
    apexCall(saveAgenda).mockReset().mockResolvedValue();
    jest.mocked(updateRecord).mockReset();
  });

  it('says that it loads', async () => {
    const { element } = await show();
    expect(textOf(element)).toBe('Loading the kickoff');
    expect(apexWire(load).getLastConfig()).toEqual({ handoffId: HANDOFF });
    await expect(element).toBeAccessible();
  });

  it('says why it could not be loaded, and tries again', async () => {
    const { element } = await show();
    apexWire(load).error({ message: 'You may not see this handoff.' });
    await settle();
    expect(textOf(element)).toContain('The kickoff could not be loaded You may not see this handoff.');
    await expect(element).toBeAccessible();
    answerWith({});
    await press(element, 'Try again');
    expect(textOf(element)).toContain('Kickoff');
    apexWire(load).error({ message: 'Offline.' });
    await settle();
    expect(textOf(element)).toContain('Talking points');
  });

  it('shows nothing of one handoff beside another', async () => {
    const { element } = await show({});
    await press(element, 'Set the date');
    element.handoffId = 'a01000000000009AAA';
    await settle();
    expect(textOf(element)).toBe('Loading the kickoff');
    apexWire(load).emit(kickoffView());
    await settle();
    expect(deepAll(element, '[data-field="scheduledAt"]')).toEqual([]);
  });

  it('shows when it is, what to open with, the points and who comes', async () => {
    const scheduledAt = '2027-04-02T09:00:00.000Z';
    const { element } = await show({
      scheduledAt,
      points: points({ shape: { done: true }, risks: { reason: 'None' } })
    });
    const text = textOf(element);
    expect(text).toMatch(/^Kickoff, Apr 2, 2027, \d/);
    expect(text).toContain("Open with I've reviewed everything you discussed with Sam Whitlow.");
    expect(text).toContain('Talking points 2 of 5');
    expect(text).toContain('Invited: Ana Costa');
    await expect(element).toBeAccessible();
  });

  it('says when nobody is invited or known as champion', async () => {
    const { element } = await show({ invitees: [], missingChampions: [], noChampionKnown: true });
    expect(textOf(element)).toContain('Nobody is known as champion. Nobody is invited yet.');
  });

  it('only shows to somebody who may not act', async () => {
    const { element } = await show({ canAct: false, isComplete: true, acknowledgedAt: '2027-03-22T09:00:00.000Z' });
    expect(deepAll(element, 'lightning-button')).toEqual([]);
    expect(textOf(element)).toContain('Ines Okafor (champion) is not invited.');
  });

  describe('a champion who is not invited', () => {
    it('is added', async () => {
      const { element } = await show({});
      expect(textOf(element)).toContain('Ines Okafor (champion) is not invited.');
      answerWith({ missingChampions: [], invitees: [{ id: CHAMPION, name: 'Ines Okafor', onInvite: true }] });
      await press(element, 'Add to the invite');
      expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: CHAMPION, On_Kickoff_Invite__c: true } });
      expect(textOf(element)).toContain('Invited: Ines Okafor');
      expect(focused(element)?.tagName).toBe('H3');
    });

    it('stays missing when the org refuses', async () => {
      const { element } = await show({});
      jest.mocked(updateRecord).mockRejectedValue(apexError('You may not edit this person.'));
      await press(element, 'Add to the invite');
      expect(problem(element)).toEqual(['You may not edit this person.']);
      expect(textOf(element)).toContain('Ines Okafor (champion) is not invited.');
    });
  });

  describe('the date', () => {
    const date = (element: Element) => deep(element, '[data-field="scheduledAt"]');

    it('is set', async () => {
      const { element } = await show({});
      await press(element, 'Set the date');
      expect(focused(element)).toBe(date(element));
      await press(element, 'Save');
      expect(saveAgenda).not.toHaveBeenCalled();
      enter(date(element), '2027-04-02T09:00:00.000Z');
      answerWith({ scheduledAt: '2027-04-02T09:00:00.000Z' });
      await press(element, 'Save');
      expect(saveAgenda).toHaveBeenCalledWith(agenda({ scheduledAt: '2027-04-02T09:00:00.000Z' }));
      expect(textOf(element)).toMatch(/^Kickoff, Apr 2, 2027/);
      expect(focused(element)).toBe(button(element, 'Set the date'));
    });

    it('is still there to be sent again when the org refuses it', async () => {
      const { element } = await show({});
      apexCall(saveAgenda).mockRejectedValue(apexError('In the past.'));
      await press(element, 'Set the date');
      enter(date(element), '2020-04-02T09:00:00.000Z');
      await press(element, 'Save');
      expect(problem(element)).toEqual(['In the past.']);
      expect(date(element)).toMatchObject({ value: '2020-04-02T09:00:00.000Z' });
      await press(element, 'Cancel');
      expect(deepAll(element, '[data-field="scheduledAt"]')).toEqual([]);
      expect(focused(element)).toBe(button(element, 'Set the date'));
    });
  });

  describe('the points', () => {
    it('are ticked at once, and saved one after the other', async () => {
      const { element } = await show({});
      const { promise, resolve } = Promise.withResolvers<void>();
      apexCall(saveAgenda).mockReturnValueOnce(promise);
      enter(tick(element, 'shape'), true);
      enter(tick(element, 'context'), true);
      await settle();
      expect(textOf(element)).toContain('2 of 5');
      expect(saveAgenda).toHaveBeenCalledTimes(1);
      answerWith({ points: points({ shape: { done: true }, context: { done: true } }) });
      resolve();
      await settle();
      await settle();
      const saved = apexCall(saveAgenda).mock.calls.map(([{ agenda: sent }]) => sent?.points);
      expect(saved).toEqual([
        [{ code: 'shape', done: true, reason: null }],
        [{ code: 'context', done: true, reason: null }]
      ]);
      expect(refresh).toHaveBeenCalledTimes(1);
      expect(textOf(element)).toContain('2 of 5');
    });

    it('are as the org has them when it refuses a tick', async () => {
      const { element } = await show({});
      apexCall(saveAgenda).mockRejectedValue(apexError('Somebody else saves this.'));
      enter(tick(element, 'risks'), true);
      await settle();
      await settle();
      expect(problem(element)).toEqual(['Somebody else saves this.']);
      expect(tick(element, 'risks')).toMatchObject({ checked: false });
      expect(textOf(element)).toContain('0 of 5');
    });

    it('take a reason instead, which a refusal does not lose', async () => {
      const { element } = await show({});
      apexCall(saveAgenda).mockRejectedValueOnce(apexError('Try later.'));
      await press(element, 'Not needed: Point risks');
      const reason = () => deep(point(element, 'risks'), '[data-field="reason"]');
      enter(reason(), 'None known.');
      await press(point(element, 'risks'), 'Save');
      expect(problem(element)).toEqual(['Try later.']);
      expect(reason()).toMatchObject({ value: 'None known.' });
      answerWith({ points: points({ risks: { reason: 'None known.' } }) });
      await press(point(element, 'risks'), 'Save');
      expect(saveAgenda).toHaveBeenLastCalledWith(
        agenda({ points: [{ code: 'risks', done: false, reason: 'None known.' }] })
      );
      expect(textOf(element)).toContain('1 of 5');
      expect(problem(element)).toEqual([]);
    });
  });

  describe('held', () => {
    const ready = { isComplete: true, acknowledgedAt: '2027-03-22T09:00:00.000Z' };

    it.each([
      [{ ...ready, isComplete: false }],
      [{ ...ready, acknowledgedAt: null }],
      [{ ...ready, heldAt: '2027-04-02T09:00:00.000Z' }],
      [{ ...ready, canAct: false }]
    ])('is not offered with %j', async (changes) => {
      const { element } = await show(changes);
      expect(() => button(element, 'Kickoff was held')).toThrow('No button');
    });

    it('is recorded, and nothing can be changed any more', async () => {
      const { element, changed } = await show(ready);
      answerWith({ ...ready, heldAt: '2027-04-02T09:00:00.000Z' });
      await press(element, 'Kickoff was held');
      expect(saveAgenda).toHaveBeenCalledWith(agenda({ held: true }));
      expect(changed).toHaveBeenCalledTimes(1);
      expect(textOf(element)).toMatch(/Held Apr 2, 2027/);
      expect(focused(element)?.tagName).toBe('H3');
      expect(tick(element, 'shape')).toMatchObject({ disabled: true });
      expect(deepAll(element, 'lightning-button')).toEqual([]);
    });

    it('is told to nobody when the org refuses it', async () => {
      const { element, changed } = await show(ready);
      apexCall(saveAgenda).mockRejectedValue(apexError('Acknowledge first.'));
      await press(element, 'Kickoff was held');
      expect(problem(element)).toEqual(['Acknowledge first.']);
      expect(changed).not.toHaveBeenCalled();
      expect(button(element, 'Kickoff was held')).toBeTruthy();
    });
  });

  it('is read again once the handoff was taken over, and keeps the focus', async () => {
    const { element, changed } = await show({});
    apexCall(acknowledge).mockResolvedValue();
    enter(deep(element, '[data-field="text"]'), 'Claims take too long.');
    button(element, 'Acknowledge').focus();
    answerWith({ acknowledgedAt: '2027-03-22T09:00:00.000Z', acknowledgement: 'Claims take too long.' });
    await press(element, 'Acknowledge');
    expect(changed).toHaveBeenCalledTimes(1);
    expect(textOf(element)).toContain('Acknowledged Mar 22, 2027');
    expect(focused(element)?.tagName).toBe('H3');
  });

  describe('the welcome mail', () => {
    const opened = jest.mocked(HandoffWelcome.open);
    beforeEach(() => opened.mockClear());

    it('opens, and again with what was made of it, until another handoff is shown', async () => {
      const welcome = { to: 'priya@northwind.example', subject: 'Welcome', body: 'Hello' };
      const { element } = await show({ welcome });
      await press(element, 'Welcome mail');
      const [options] = opened.mock.lastCall ?? [];
      expect(options).toMatchObject({ label: 'Welcome mail', draft: welcome, written: null });
      options?.onwrite?.(new CustomEvent<string>('write', { detail: 'Hi' }) as CustomEvent<never>); // Its own event.
      await press(element, 'Welcome mail');
      expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ written: 'Hi' }));
      element.handoffId = 'a01000000000002AAA';
      apexWire(load).emit(kickoffView({ welcome }));
      await settle();
      await press(element, 'Welcome mail');
      expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ written: null }));
    });

    it('is not offered to who cannot act, nor once the kickoff was held', async () => {
      const welcome = { to: null, subject: 'Welcome', body: 'Hello' };
      const { element } = await show({ welcome, canAct: false });
      expect(textOf(element)).not.toContain('Welcome mail');
      apexWire(load).emit(kickoffView({ welcome, heldAt: '2026-12-02T10:00:00.000Z' }));
      await settle();
      expect(textOf(element)).not.toContain('Welcome mail');
    });
  });
});
