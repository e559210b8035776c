import type { FastifyBaseLogger } from 'fastify';
import { wordsOf } from '../logger.ts';
import { ConnectorError } from '../ports.ts';
import { messageOf, type PostRequest } from './message.ts';
import { PostError, type SlackPoster } from './slack.ts';
import type { Post, PostStore } from './store.ts';

export interface PostServiceOptions {
  store: PostStore;
  /** Null without a token: then nothing is posted. */
  slack: Pick<SlackPoster, 'personal' | 'channel' | 'isPosted' | 'post'> | null;
  /** Where messages go that name no channel; null for nowhere. */
  channel: string | null;
  instanceUrl: () => Promise<string>;
  /** Shows in the org that a message could not be posted; null when it could after all. */
  show: (handoffId: string, problem: string | null) => Promise<void>;
  logger: Pick<FastifyBaseLogger, 'info' | 'warn'>;
  now?: () => Date;
}

export type PostState = 'accepted' | 'off';

/** Long enough for all calls of one message; a process that died holds it no longer. */
const LEASE_MS = 300_000;
/** Tries at short intervals; then the org shows the problem, and it is tried every hour. */
const QUICK_TRIES = 6;
const FIRST_WAIT_MS = 2_000;
const HOUR_MS = 3_600_000;
/** About a day: by then nobody wants the message any more. */
const MOST_TRIES = QUICK_TRIES + 24;
const LONGEST_SLEEP_MS = 60_000;

/** Takes messages for Slack and posts each once, also when the service is killed in between. */
export class PostService {
  readonly #options: PostServiceOptions;
  readonly #now: () => Date;
  readonly #stop = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PostServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** @returns in the order asked, whether it will be posted; once it returns, that is on disk */
  async accept(org: string, requests: readonly PostRequest[]): Promise<PostState[]> {
    const { slack, channel, store } = this.#options;
    const states: PostState[] = [];
    for (const request of requests) {
      // Whoever names no channel at all wants no messages, personal ones neither.
      const isOff = slack === null || (request.channel ?? channel) === null;
      if (!isOff) await store.add(org, request, this.#now());
      states.push(isOff ? 'off' : 'accepted');
    }
    void this.wake();
    return states;
  }

  /** Posts what is due, one after the other, then sleeps until something is. Resolves when it sleeps. */
  wake(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#run()).catch((error: unknown) => this.#warn(error));
    return this.#turn;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#turn;
  }

  async #run(): Promise<void> {
    const { store, slack } = this.#options;
    if (slack === null) return;
    clearTimeout(this.#timer);
    while (!this.#stop.signal.aborted) {
      const post = await store.claim(this.#now(), LEASE_MS);
      if (post === null) break;
      await this.#deliver(slack, post);
    }
    const due = await store.nextDue();
    if (due === null || this.#stop.signal.aborted) return;
    const wait = Math.min(LONGEST_SLEEP_MS, Math.max(0, due.getTime() - this.#now().getTime()));
    this.#timer = setTimeout(() => void this.wake(), wait).unref();
  }

  async #deliver(slack: NonNullable<PostServiceOptions['slack']>, post: Post): Promise<void> {
    const { store, show, logger } = this.#options;
    try {
      await this.#post(slack, post);
      await store.end(post.id, 'posted');
      logger.info({ post: post.id, handoff: post.request.handoffId, purpose: post.request.purpose }, 'posted');
      if (post.isShown) await show(post.request.handoffId, null);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      await this.#failed(post, error);
    }
  }

  async #post(slack: NonNullable<PostServiceOptions['slack']>, post: Post): Promise<void> {
    const { store, instanceUrl, channel } = this.#options;
    const { signal } = this.#stop;
    const { request, id } = post;
    const message = messageOf(request, await instanceUrl());
    const target =
      request.to === null
        ? await slack.channel(request.channel ?? channel ?? '', signal)
        : await slack.personal(request.to, signal);
    // Handed over before, by this process or one that died: Slack may have it.
    if (post.handedAt !== null && (await slack.isPosted(target, id, post.handedAt, signal))) return;
    const handedAt = post.handedAt ?? this.#now();
    await store.handed(id, handedAt);
    post.handedAt = handedAt;
    try {
      await slack.post(target, id, message, signal);
    } catch (error) {
      if (error instanceof PostError && !error.isUncertain) post.handedAt = null;
      throw error;
    }
  }

  async #failed(post: Post, error: unknown): Promise<void> {
    const { store } = this.#options;
    const failures = post.failures + 1;
    const isLasting = error instanceof ConnectorError && !error.retryable;
    const isQuick = !isLasting && failures < QUICK_TRIES;
    const wait = isQuick ? FIRST_WAIT_MS * 2 ** (failures - 1) : HOUR_MS;
    const isShown = post.isShown || (!isQuick && (await this.#show(post, error)));
    if (failures >= MOST_TRIES) await store.end(post.id, 'failed');
    else
      await store.later(post.id, new Date(this.#now().getTime() + wait), {
        failures,
        handedAt: post.handedAt,
        isShown
      });
    this.#warn(error);
  }

  /** @returns whether the org shows it now */
  async #show({ request }: Post, error: unknown): Promise<boolean> {
    const problem = error instanceof ConnectorError ? error.message : 'Something unexpected went wrong in the service.';
    try {
      await this.#options.show(request.handoffId, problem);
      return true;
    } catch (cause) {
      this.#warn(cause);
      return false;
    }
  }

  #warn(error: unknown): void {
    this.#options.logger.warn({ reason: wordsOf(error) }, 'a message is not posted');
  }
}
