/** What a wired property or method is given: neither member while loading, then one of them. */
export interface WireResult<Value> {
  data: Value | undefined;
  error: unknown;
}

type Listener = () => void;

/** Something read from the org that several components may look at: one request, one value, told to all. */
export class Resource<Value> {
  result: WireResult<Value> = { data: undefined, error: undefined };
  readonly #fetch: () => Promise<Value>;
  readonly #listeners = new Set<Listener>();
  readonly #onUnused: () => void;
  #pending: Promise<void> | undefined;

  /** @param onUnused called when nobody looks any more, so that what comes next is read afresh */
  constructor(fetch: () => Promise<Value>, onUnused: () => void) {
    this.#fetch = fetch;
    this.#onUnused = onUnused;
  }

  get isRead(): boolean {
    return this.result.data !== undefined || this.result.error !== undefined;
  }

  /** Reads it again. A read under way may have begun before what changed, so another one follows it. */
  async refresh(): Promise<void> {
    await this.#pending;
    this.#pending ??= this.read();
    await this.#pending;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.isRead) listener();
    else this.#pending ??= this.read();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#onUnused();
    };
  }

  private async read(): Promise<void> {
    try {
      this.result = { data: await this.#fetch(), error: undefined };
    } catch (error) {
      this.result = { data: undefined, error };
    }
    this.#pending = undefined;
    for (const listener of this.#listeners) listener();
  }
}

/** Resources by a key that says all about them; each lives as long as somebody looks at it. */
export class Resources {
  readonly #byKey = new Map<string, Resource<unknown>>();

  get<Value>(key: string, fetch: () => Promise<Value>): Resource<Value> {
    const found = this.#byKey.get(key);
    if (found) return found as Resource<Value>; // One key, one kind of value.
    const made = new Resource(fetch, () => this.#byKey.delete(key));
    this.#byKey.set(key, made);
    return made;
  }

  /** Reads again everything whose key begins so. */
  async refresh(prefix: string): Promise<void> {
    const affected = [...this.#byKey].filter(([key]) => key.startsWith(prefix));
    await Promise.all(affected.map(([, resource]) => resource.refresh()));
  }
}

/** Which resource a value that a component was given came from, for `refreshApex`. */
const origins = new WeakMap<object, Resource<unknown>>();

/**
 * Reads again what a wired property or method was given.
 *
 * @param result what `@wire` gave: the whole of it, or its data
 * @param unwrap takes LWC's read-only cover off a value
 */
export async function refreshResult(result: unknown, unwrap: (value: unknown) => unknown): Promise<void> {
  const plain: unknown = unwrap(result);
  const data = typeof plain === 'object' && plain !== null && 'data' in plain ? unwrap(plain.data) : undefined;
  for (const candidate of [plain, data]) {
    if (typeof candidate !== 'object' || candidate === null) continue;
    const origin = origins.get(candidate);
    if (origin) return origin.refresh();
  }
}

type Config = Record<string, unknown>;

/**
 * A wire adapter as LWC wants it.
 *
 * @param resolve the resource for a configuration, or undefined while it is not complete
 */
export function wireAdapter<Value>(resolve: (config: Config) => Resource<Value> | undefined) {
  return class {
    readonly #give: (result: WireResult<Value>) => void;
    #resource: Resource<Value> | undefined;
    #key = '';
    #config: Config | undefined;
    #isConnected = false;
    #stop: (() => void) | undefined;

    constructor(give: (result: WireResult<Value>) => void) {
      this.#give = give;
      give({ data: undefined, error: undefined });
    }

    connect(): void {
      this.#isConnected = true;
      this.listen();
    }

    disconnect(): void {
      this.#isConnected = false;
      this.listen();
    }

    update(config: Config): void {
      const key = JSON.stringify(config);
      if (key === this.#key) return;
      this.#key = key;
      this.#config = config;
      this.listen();
    }

    private listen(): void {
      const before = this.#stop;
      // A component is connected before it says what it wants.
      this.#resource = this.#isConnected && this.#config ? resolve(this.#config) : undefined;
      this.#stop = this.#resource?.subscribe(() => this.emit());
      before?.();
    }

    private emit(): void {
      const resource = this.#resource;
      if (!resource) return;
      const result = { ...resource.result };
      origins.set(result, resource);
      if (typeof result.data === 'object' && result.data !== null) origins.set(result.data, resource);
      this.#give(result);
    }
  };
}
