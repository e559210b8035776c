import { createHash } from 'node:crypto';
import type { Query } from '../brief/store.ts';
import type { PostRequest } from './message.ts';

/** A message on its way. */
export interface Post {
  id: string;
  request: PostRequest;
  /** Tries that failed. */
  failures: number;
  /** When it was last handed to Slack without an answer that says what became of it; null when that is known. */
  handedAt: Date | null;
  /** Whether the org shows that it could not be posted. */
  isShown: boolean;
}

/** Works in SQLite and PostgreSQL alike. */
export const CREATE_POSTS = `
  CREATE TABLE IF NOT EXISTS handoff_posts (
    id TEXT PRIMARY KEY,
    request TEXT,
    state TEXT NOT NULL DEFAULT 'waiting',
    failures INTEGER NOT NULL DEFAULT 0,
    due_at TEXT NOT NULL,
    handed_at TEXT,
    is_shown INTEGER NOT NULL DEFAULT 0
  )`;

interface Row {
  id: string;
  request: string;
  failures: number;
  handed_at: string | null;
  is_shown: number;
}

/** Messages that were accepted, in the database of the briefs. What was posted stays as an id, without its text. */
export class PostStore {
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  /** Keeps a message; one that is known already stays as it is. */
  async add(org: string, request: PostRequest, now: Date): Promise<void> {
    await this.#query(
      `INSERT INTO handoff_posts (id, request, due_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING`,
      [idOf(org, request), JSON.stringify(request), now.toISOString()]
    );
  }

  /** Takes the message that is due longest; nobody else gets it until the lease ends. */
  async claim(now: Date, leaseMs: number): Promise<Post | null> {
    const at = now.toISOString();
    const [row] = (await this.#query(
      `UPDATE handoff_posts SET due_at = $2 WHERE due_at <= $1 AND state = 'waiting' AND id =
         (SELECT id FROM handoff_posts WHERE due_at <= $1 AND state = 'waiting' ORDER BY due_at, id LIMIT 1)
       RETURNING id, request, failures, handed_at, is_shown`,
      [at, new Date(now.getTime() + leaseMs).toISOString()]
    )) as Row[]; // The columns of the table above.
    if (!row) return null;
    return {
      id: row.id,
      request: JSON.parse(row.request) as PostRequest, // As add wrote it.
      failures: Number(row.failures),
      handedAt: row.handed_at === null ? null : new Date(row.handed_at),
      isShown: Number(row.is_shown) === 1
    };
  }

  /** When the next message is due; null when none waits. */
  async nextDue(): Promise<Date | null> {
    const [row] = (await this.#query(`SELECT min(due_at) AS due FROM handoff_posts WHERE state = 'waiting'`, [])) as {
      due: string | null;
    }[];
    return row?.due ? new Date(row.due) : null;
  }

  /** From here on Slack may have it. */
  async handed(id: string, now: Date): Promise<void> {
    await this.#query(`UPDATE handoff_posts SET handed_at = $2 WHERE id = $1`, [id, now.toISOString()]);
  }

  /** It is in Slack, or never will be: its text is not needed any more. */
  async end(id: string, state: 'posted' | 'failed'): Promise<void> {
    await this.#query(`UPDATE handoff_posts SET state = $2, request = NULL WHERE id = $1`, [id, state]);
  }

  /** It is tried again later. */
  async later(id: string, due: Date, { failures, handedAt, isShown }: Omit<Post, 'id' | 'request'>): Promise<void> {
    await this.#query(
      `UPDATE handoff_posts SET due_at = $2, failures = $3, handed_at = $4, is_shown = $5 WHERE id = $1`,
      [id, due.toISOString(), failures, handedAt?.toISOString() ?? null, isShown ? 1 : 0]
    );
  }
}

/** One id for an org's handoff, version and purpose: asked for twice, it is one message. */
function idOf(org: string, { handoffId, version, purpose }: PostRequest): string {
  return createHash('sha256').update(`${org}\n${handoffId}\n${version}\n${purpose}`).digest('hex').slice(0, 32);
}
