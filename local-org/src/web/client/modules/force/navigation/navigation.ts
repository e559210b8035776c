import { recordPath, type Route } from '../../org/route/route.ts';
import { currentRoute, go, onRoute } from '../../org/router/router.ts';

interface PageReference {
  type: string;
  attributes: Record<string, string>;
  state?: Record<string, string>;
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** @throws {Error} for a kind of page the local org does not have */
function pathOf({ type, attributes, state = {} }: PageReference): string {
  const { recordId = '', objectApiName = '', actionName = 'view', url = '' } = attributes;
  const query = new URLSearchParams(state).toString();
  const suffix = query === '' ? '' : `?${query}`;
  if (type === 'standard__recordPage' && actionName === 'view')
    return `${recordPath(objectApiName, recordId)}${suffix}`;
  if (type === 'standard__objectPage' && ['list', 'home'].includes(actionName))
    return `/lightning/o/${objectApiName}/list${suffix}`;
  if (type === 'standard__webPage') return url;
  throw new Error(`Pages of type ${type} (${actionName}) are not supported by the local org`);
}

// A mixin's constructor takes whatever its base takes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Constructor = new (...args: any[]) => object;

export function NavigationMixin<Base extends Constructor>(base: Base) {
  return class extends base {
    [Navigate](page: PageReference, replace = false): void {
      const path = pathOf(page);
      if (path.startsWith('/lightning/')) go(path, replace);
      else window.open(path, '_blank', 'noopener');
    }

    [GenerateUrl](page: PageReference): Promise<string> {
      return Promise.resolve(pathOf(page));
    }
  };
}
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

function toReference(route: Route): PageReference | null {
  if (route.kind === 'record') {
    const { object: objectApiName, recordId } = route;
    return { type: 'standard__recordPage', attributes: { objectApiName, recordId, actionName: 'view' } };
  }
  if (route.kind === 'list')
    return { type: 'standard__objectPage', attributes: { objectApiName: route.object, actionName: 'list' } };
  return null;
}

/** The page this component is on, and each one it moves to. */
export class CurrentPageReference {
  readonly #give: (page: PageReference | null) => void;
  #stop: (() => void) | undefined;

  constructor(give: (page: PageReference | null) => void) {
    this.#give = give;
  }

  connect(): void {
    this.#give(toReference(currentRoute()));
    this.#stop = onRoute((route) => this.#give(toReference(route)));
  }

  disconnect(): void {
    this.#stop?.();
  }

  update(): void {
    // It takes no configuration.
  }
}
