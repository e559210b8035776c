export type SaveState = 'clean' | 'edited' | 'saving' | 'saved' | 'failed' | 'conflict';
export type SaveAction = 'retry' | 'discard' | 'undo' | 'keepmine' | 'usetheirs';

/** Where one field stands. Texts are empty, never null. */
export interface FieldStatus {
  readonly state: SaveState;
  /** What the field shows: the user's text while there is any that is not saved. */
  readonly value: string;
  /** Why it was not saved. */
  readonly message: string;
  /** In a conflict, what somebody else saved. */
  readonly theirs: string;
  readonly canUndo: boolean;
}

/** The handoff as it was read. */
export interface Snapshot {
  readonly handoffId: string;
  readonly lastModified: string;
  /** Saved texts by API name of the field. */
  readonly values: ReadonlyMap<string, string>;
}

export interface AutosavePort {
  /** Saves one field; answers when the handoff was last modified. Rejects with 412 if it is newer than `since`. */
  save(field: string, value: string, since: string): Promise<string>;
  /** Reads the handoff again, past any cache. */
  reload(): Promise<Snapshot>;
  /** Called after every change of any status. */
  changed(): void;
}
