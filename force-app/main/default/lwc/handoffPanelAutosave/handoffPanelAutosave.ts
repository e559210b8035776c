import { isConflict, reduceErrors } from 'c/handoffErrors';
import restored from '@salesforce/label/c.Panel_Save_Restored';
import { Drafts } from './drafts';
import { type Entry, newEntry } from './entry';
import type { AutosavePort, FieldStatus, SaveAction, SaveState, Snapshot } from './types';

const DELAY = 800;
/** How often a save is tried when only other fields of the handoff changed meanwhile, as scoring does. */
const MOST_TRIES = 4;

export type { AutosavePort, FieldStatus, SaveAction, SaveState, Snapshot } from './types';

/**
 * Saves fields one by one, a moment after the last key or at once on `commit`. Saves wait for each other, because each
 * says which version of the handoff it has seen. Text that is not saved is never dropped: it stays in the field, and in
 * the tab's storage until it is saved.
 */
export class Autosave {
  private readonly port: AutosavePort;
  private readonly entries = new Map<string, Entry>();
  private snapshot: Snapshot | undefined;
  private lastModified = '';
  private drafts: Drafts | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(port: AutosavePort) {
    this.port = port;
  }

  /** Takes what was read from the org; texts that are being edited stay, and are compared with it. */
  load(snapshot: Snapshot): void {
    const isNew = this.snapshot?.handoffId !== snapshot.handoffId;
    if (isNew) {
      this.stop();
      this.entries.clear();
      this.lastModified = '';
      this.drafts = new Drafts(snapshot.handoffId);
    }
    if (Date.parse(snapshot.lastModified) < Date.parse(this.lastModified)) return; // Read before our own last save.
    this.snapshot = snapshot;
    this.lastModified = snapshot.lastModified;
    if (isNew) this.restore();
    for (const [field, entry] of this.entries) this.compare(field, entry, this.saved(field));
    this.port.changed();
  }

  status(field: string): FieldStatus {
    const entry = this.entries.get(field);
    const { state, value, message, theirs, undo } = entry ?? newEntry(this.saved(field));
    return { state, value, message, theirs, canUndo: state === 'saved' && undo !== undefined };
  }

  /** How many fields hold text that is not in the org, and whether any is on its way there. */
  summary(): { unsaved: number; saving: boolean } {
    const states = [...this.entries.values()].map((entry) => entry.state);
    return {
      unsaved: states.filter((state) => state === 'failed' || state === 'conflict').length,
      saving: states.some((state) => state === 'saving' || state === 'edited')
    };
  }

  edit(field: string, value: string): void {
    const entry = this.entryOf(field);
    entry.value = value;
    this.drafts?.keep(field, { value, base: entry.base });
    if (entry.state !== 'conflict') {
      if (entry.state !== 'saving') entry.state = 'edited';
      entry.timer.start(DELAY, () => this.enqueue(field));
    }
    this.port.changed();
  }

  /** Saves what was edited, in one field or in all, without waiting. Resolves when it has been tried. */
  async commit(only?: string): Promise<void> {
    for (const [field, entry] of this.entries) {
      if (entry.timer.isRunning && (only === undefined || only === field)) this.enqueue(field);
    }
    await this.queue;
  }

  /** Plans nothing further; drafts stay in storage. */
  stop(): void {
    for (const entry of this.entries.values()) entry.timer.stop();
  }

  async act(field: string, action: SaveAction): Promise<void> {
    const entry = this.entryOf(field);
    if (action === 'keepmine') entry.base = entry.theirs;
    if (action === 'usetheirs' || action === 'discard') {
      const [mine, saved] = [entry.value, this.saved(field)];
      Object.assign(entry, { value: saved, base: saved });
      this.settle(field, entry, mine);
      return;
    }
    if (action === 'undo') entry.value = entry.undo ?? entry.value;
    if (action !== 'retry') this.drafts?.keep(field, { value: entry.value, base: entry.base });
    this.enqueue(field);
    await this.queue;
  }

  private enqueue(field: string): void {
    const entry = this.entryOf(field);
    entry.timer.stop();
    this.queue = this.queue.then(() => this.save(field, entry));
  }

  private async save(field: string, entry: Entry): Promise<void> {
    if (entry.value === entry.base) this.settle(field, entry, entry.undo);
    else {
      this.become(entry, 'saving');
      await this.trySave(field, entry, entry.value, 1);
    }
  }

  private async trySave(field: string, entry: Entry, sent: string, tries: number): Promise<void> {
    try {
      this.lastModified = await this.port.save(field, sent, this.lastModified);
      this.confirm(field, entry, sent);
    } catch (error) {
      if (isConflict(error) && tries < MOST_TRIES) await this.resolve(field, entry, sent, tries);
      else this.become(entry, 'failed', error);
    }
  }

  /** The handoff is newer than what was read: finds out whether this field is why. */
  private async resolve(field: string, entry: Entry, sent: string, tries: number): Promise<void> {
    try {
      this.snapshot = await this.port.reload();
    } catch (error) {
      this.become(entry, 'failed', error);
      return;
    }
    this.lastModified = this.snapshot.lastModified;
    entry.theirs = this.saved(field);
    if (entry.theirs === sent) this.confirm(field, entry, sent);
    else if (entry.theirs !== entry.base) this.become(entry, 'conflict');
    else await this.trySave(field, entry, sent, tries + 1);
  }

  /** The org holds `sent` now; the user may have typed on meanwhile. */
  private confirm(field: string, entry: Entry, sent: string): void {
    const before = entry.base;
    entry.base = sent;
    if (this.snapshot) {
      this.snapshot = { ...this.snapshot, values: new Map(this.snapshot.values).set(field, sent) };
    }
    if (entry.value === sent) this.settle(field, entry, before);
    else {
      this.drafts?.keep(field, { value: entry.value, base: sent });
      this.become(entry, 'edited');
    }
  }

  private settle(field: string, entry: Entry, undo: string | undefined): void {
    this.drafts?.drop(field);
    entry.timer.stop();
    entry.undo = undo === entry.value ? undefined : undo;
    this.become(entry, entry.undo === undefined ? 'clean' : 'saved');
  }

  private become(entry: Entry, state: SaveState, error?: unknown): void {
    entry.state = state;
    entry.message = error === undefined ? '' : reduceErrors(error).join(' ');
    this.port.changed();
  }

  /** Sees whether somebody else changed a field that is shown or being edited here. */
  private compare(field: string, entry: Entry, saved: string): void {
    if (saved === entry.base || entry.state === 'saving') return;
    if (entry.state === 'clean' || entry.state === 'saved' || saved === entry.value) {
      Object.assign(entry, { base: saved, value: saved });
      this.settle(field, entry, undefined);
      return;
    }
    entry.timer.stop();
    entry.theirs = saved;
    this.become(entry, 'conflict');
  }

  private restore(): void {
    for (const [field, draft] of this.drafts?.all() ?? []) {
      if (draft.value === this.saved(field)) this.drafts?.drop(field);
      else this.entries.set(field, { ...newEntry(draft.base), ...draft, state: 'failed', message: restored });
    }
  }

  private saved(field: string): string {
    return this.snapshot?.values.get(field) ?? '';
  }

  private entryOf(field: string): Entry {
    const known = this.entries.get(field);
    if (known) return known;
    const entry = newEntry(this.saved(field));
    this.entries.set(field, entry);
    return entry;
  }
}
