/** Text that is not saved yet, and the saved text it began from. */
export interface Draft {
  value: string;
  base: string;
}

/**
 * Keeps unsaved text through a reload of the page, for this browser tab only: a draft is private, and must not meet
 * another person at the same computer. Where the browser allows no storage, drafts simply do not survive.
 */
export class Drafts {
  private readonly prefix: string;

  constructor(handoffId: string) {
    this.prefix = `handoff:${handoffId}:`;
  }

  all(): Map<string, Draft> {
    const drafts = new Map<string, Draft>();
    this.try(() => {
      for (const key of Object.keys(sessionStorage)) {
        const draft: unknown = key.startsWith(this.prefix) ? JSON.parse(sessionStorage.getItem(key) ?? 'null') : null;
        if (isDraft(draft)) drafts.set(key.slice(this.prefix.length), draft);
      }
    });
    return drafts;
  }

  keep(field: string, draft: Draft): void {
    this.try(() => sessionStorage.setItem(this.prefix + field, JSON.stringify(draft)));
  }

  drop(field: string): void {
    this.try(() => sessionStorage.removeItem(this.prefix + field));
  }

  private try(work: () => void): void {
    try {
      work();
    } catch {
      // Storage is full or forbidden; saving does not depend on it.
    }
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Draft).value === 'string' && // Narrowed by these two lines.
    typeof (value as Draft).base === 'string'
  );
}
