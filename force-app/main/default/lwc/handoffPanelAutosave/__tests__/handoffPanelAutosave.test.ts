import { Autosave, type Snapshot } from 'c/handoffPanelAutosave';

const GOALS = 'Buyer_Goals__c';
const SCOPE = 'Signed_Scope__c';
const CONFLICT = { status: 412, body: [{ message: 'Newer' }] };

/** A handoff in an org that refuses a save of an older version, and the autosave that works on it. */
function org(texts: Record<string, string> = {}) {
  const record = { version: 1, texts: new Map(Object.entries(texts)), failure: undefined as unknown };
  const moment = (): string => new Date(record.version * 1000).toISOString();
  const snapshot = (): Snapshot => ({ handoffId: 'a01', lastModified: moment(), values: new Map(record.texts) });
  const port = {
    save: jest.fn(async (field: string, value: string, since: string) => {
      if (record.failure !== undefined) throw record.failure;
      if (Date.parse(since) < record.version * 1000) throw CONFLICT;
      record.texts.set(field, value);
      record.version += 1;
      return moment();
    }),
    reload: jest.fn(() => Promise.resolve(snapshot())),
    changed: jest.fn()
  };
  const autosave = new Autosave(port);
  autosave.load(snapshot());
  /** Somebody else saves. */
  const elsewhere = (field: string, value: string): void => {
    record.texts.set(field, value);
    record.version += 1;
  };
  return { record, port, autosave, snapshot, elsewhere };
}

const stored = (): string[] => Object.keys(sessionStorage);

describe('c/handoffPanelAutosave', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('saves a moment after the last key, once', async () => {
    const { autosave, port, record } = org();
    autosave.edit(GOALS, 'C');
    jest.advanceTimersByTime(700);
    autosave.edit(GOALS, 'Cut');
    jest.advanceTimersByTime(700);
    expect(port.save).not.toHaveBeenCalled();
    expect(autosave.status(GOALS)).toMatchObject({ state: 'edited', value: 'Cut' });
    await jest.advanceTimersByTimeAsync(100);
    expect(port.save).toHaveBeenCalledTimes(1);
    expect(record.texts.get(GOALS)).toBe('Cut');
    expect(autosave.status(GOALS)).toMatchObject({ state: 'saved', canUndo: true });
  });

  it('saves at once on commit, and nothing where nothing changed', async () => {
    const { autosave, port } = org({ [GOALS]: 'Cut' });
    await autosave.commit(GOALS);
    autosave.edit(GOALS, 'Cut more');
    autosave.edit(GOALS, 'Cut');
    await autosave.commit(GOALS);
    expect(port.save).not.toHaveBeenCalled();
    expect(autosave.status(GOALS).state).toBe('clean');
    autosave.edit(GOALS, 'Cut more');
    await autosave.commit(GOALS);
    expect(port.save).toHaveBeenCalledTimes(1);
  });

  it('saves fields one after the other, each on the version the last one made', async () => {
    const { autosave, port, record } = org();
    autosave.edit(GOALS, 'one');
    autosave.edit(SCOPE, 'two');
    await autosave.commit();
    expect(port.save.mock.calls.map(([field]) => field)).toEqual([GOALS, SCOPE]);
    expect(port.reload).not.toHaveBeenCalled();
    expect([...record.texts.values()]).toEqual(['one', 'two']);
  });

  it('saves what was typed while saving as well', async () => {
    const { autosave, record } = org();
    autosave.edit(GOALS, 'Cut');
    const saving = autosave.commit(GOALS);
    await Promise.resolve();
    expect(autosave.status(GOALS).state).toBe('saving');
    autosave.edit(GOALS, 'Cut it');
    await saving;
    expect(autosave.status(GOALS)).toMatchObject({ state: 'edited', value: 'Cut it' });
    await jest.advanceTimersByTimeAsync(800);
    expect(record.texts.get(GOALS)).toBe('Cut it');
  });

  it('undoes a save, and the undoing', async () => {
    const { autosave, record } = org({ [GOALS]: 'before' });
    autosave.edit(GOALS, 'after');
    await autosave.commit(GOALS);
    await autosave.act(GOALS, 'undo');
    expect(record.texts.get(GOALS)).toBe('before');
    await autosave.act(GOALS, 'undo');
    expect(record.texts.get(GOALS)).toBe('after');
  });

  it('keeps the text and says why when a save fails, and saves it on retry', async () => {
    const { autosave, record } = org();
    record.failure = { body: { message: 'The org is being maintained.' } };
    autosave.edit(GOALS, 'Cut');
    await autosave.commit(GOALS);
    expect(autosave.status(GOALS)).toMatchObject({
      state: 'failed',
      value: 'Cut',
      message: 'The org is being maintained.'
    });
    expect(autosave.summary()).toEqual({ unsaved: 1, saving: false });
    expect(stored()).toHaveLength(1);
    record.failure = undefined;
    await autosave.act(GOALS, 'retry');
    expect(record.texts.get(GOALS)).toBe('Cut');
    expect(autosave.summary()).toEqual({ unsaved: 0, saving: false });
    expect(stored()).toEqual([]);
  });

  it('can discard a text that was not saved, and have it back', async () => {
    const { autosave, record } = org({ [GOALS]: 'before' });
    record.failure = new Error('No.');
    autosave.edit(GOALS, 'mine');
    await autosave.commit(GOALS);
    await autosave.act(GOALS, 'discard');
    expect(autosave.status(GOALS)).toMatchObject({ state: 'saved', value: 'before', canUndo: true });
    record.failure = undefined;
    await autosave.act(GOALS, 'undo');
    expect(record.texts.get(GOALS)).toBe('mine');
  });

  it('takes no offence when only other fields changed meanwhile, as scoring does', async () => {
    const { autosave, elsewhere, record } = org();
    elsewhere('Score__c', '61');
    autosave.edit(GOALS, 'Cut');
    await autosave.commit(GOALS);
    expect(record.texts.get(GOALS)).toBe('Cut');
    expect(autosave.status(GOALS).state).toBe('saved');
  });

  it('shows both texts when somebody else changed the same answer, and keeps mine if I say so', async () => {
    const { autosave, elsewhere, record } = org({ [GOALS]: 'before' });
    elsewhere(GOALS, 'theirs');
    autosave.edit(GOALS, 'mine');
    await autosave.commit(GOALS);
    expect(autosave.status(GOALS)).toMatchObject({ state: 'conflict', value: 'mine', theirs: 'theirs' });
    expect(record.texts.get(GOALS)).toBe('theirs');
    await autosave.act(GOALS, 'keepmine');
    expect(record.texts.get(GOALS)).toBe('mine');
    expect(autosave.status(GOALS)).toMatchObject({ state: 'saved', canUndo: true });
  });

  it('takes theirs if I say so, and mine is an undo away', async () => {
    const { autosave, elsewhere, record } = org({ [GOALS]: 'before' });
    elsewhere(GOALS, 'theirs');
    autosave.edit(GOALS, 'mine');
    await autosave.commit(GOALS);
    await autosave.act(GOALS, 'usetheirs');
    expect(autosave.status(GOALS)).toMatchObject({ state: 'saved', value: 'theirs', canUndo: true });
    await autosave.act(GOALS, 'undo');
    expect(record.texts.get(GOALS)).toBe('mine');
  });

  it('does not save over a conflict while the user goes on typing', async () => {
    const { autosave, elsewhere, record } = org({ [GOALS]: 'before' });
    elsewhere(GOALS, 'theirs');
    autosave.edit(GOALS, 'mine');
    await autosave.commit(GOALS);
    autosave.edit(GOALS, 'mine, longer');
    await jest.advanceTimersByTimeAsync(5000);
    expect(record.texts.get(GOALS)).toBe('theirs');
    expect(autosave.status(GOALS)).toMatchObject({ state: 'conflict', value: 'mine, longer' });
  });

  it('sees a conflict as soon as the page reads the other text, without a save', async () => {
    const { autosave, elsewhere, snapshot, port } = org({ [GOALS]: 'before', [SCOPE]: 'old' });
    autosave.edit(GOALS, 'mine');
    elsewhere(GOALS, 'theirs');
    elsewhere(SCOPE, 'new');
    autosave.load(snapshot());
    expect(autosave.status(GOALS)).toMatchObject({ state: 'conflict', value: 'mine', theirs: 'theirs' });
    expect(autosave.status(SCOPE)).toMatchObject({ state: 'clean', value: 'new' });
    await jest.advanceTimersByTimeAsync(5000);
    expect(port.save).not.toHaveBeenCalled();
  });

  it('is not put back by a reading that is older than its own last save', async () => {
    const { autosave, snapshot } = org({ [GOALS]: 'before' });
    const old = snapshot();
    autosave.edit(GOALS, 'after');
    await autosave.commit(GOALS);
    autosave.load(old);
    expect(autosave.status(GOALS)).toMatchObject({ state: 'saved', value: 'after' });
  });

  it('finds unsaved text again after a reload, and says so', async () => {
    const first = org({ [GOALS]: 'before' });
    first.autosave.edit(GOALS, 'mine');
    first.autosave.stop();

    const second = org({ [GOALS]: 'before' });
    expect(second.autosave.status(GOALS)).toMatchObject({
      state: 'failed',
      value: 'mine',
      message: 'This text was typed here before and not saved.'
    });
    await second.autosave.act(GOALS, 'retry');
    expect(second.record.texts.get(GOALS)).toBe('mine');
    expect(stored()).toEqual([]);
  });

  it('finds a conflict after a reload, too', () => {
    const first = org({ [GOALS]: 'before' });
    first.autosave.edit(GOALS, 'mine');
    first.autosave.stop();
    expect(org({ [GOALS]: 'theirs' }).autosave.status(GOALS)).toMatchObject({
      state: 'conflict',
      value: 'mine',
      theirs: 'theirs'
    });
  });

  it('keeps the texts of one handoff out of another', async () => {
    const { autosave, port, snapshot } = org();
    autosave.edit(GOALS, 'mine');
    autosave.load({ ...snapshot(), handoffId: 'a02' });
    await jest.advanceTimersByTimeAsync(5000);
    expect(autosave.status(GOALS)).toMatchObject({ state: 'clean', value: '' });
    expect(port.save).not.toHaveBeenCalled();
  });

  it('works where the browser allows no storage', async () => {
    const setItem = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('QuotaExceededError');
    });
    const { autosave, record } = org();
    autosave.edit(GOALS, 'Cut');
    await autosave.commit(GOALS);
    expect(record.texts.get(GOALS)).toBe('Cut');
    setItem.mockRestore();
  });

  it('fails in the end when the handoff keeps changing', async () => {
    const { autosave, port } = org();
    port.save.mockRejectedValue(CONFLICT);
    autosave.edit(GOALS, 'Cut');
    await autosave.commit(GOALS);
    expect(port.save).toHaveBeenCalledTimes(4);
    expect(autosave.status(GOALS)).toMatchObject({ state: 'failed', value: 'Cut' });
  });
});
