import { LightningElement } from 'lwc';
import { type Boot, boot } from '../boot/boot.ts';
import type { Route } from '../route/route.ts';
import { currentRoute, followLinks, go, onRoute } from '../router/router.ts';

/** Everything around a page: the app's navigation, notifications, who is signed in, and messages. */
export default class Shell extends LightningElement {
  route: Route = currentRoute();
  readonly app: Boot['app'] = boot.app;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    followLinks();
    this.stop = onRoute((route) => (this.route = route));
    const [first] = boot.app.tabs;
    if (first && ['/lightning', '/lightning/'].includes(location.pathname)) go(first.href, true);
  }

  override disconnectedCallback(): void {
    this.stop?.();
  }

  get tabs(): { label: string; href: string; current: string | null }[] {
    const object = this.route.kind === 'unknown' ? '' : this.route.object;
    return boot.app.tabs.map((tab) => ({ ...tab, current: tab.object === object ? 'page' : null }));
  }

  get navigationLabel(): string {
    return `${boot.app.label} app`;
  }

  /** One entry, keyed by its record: another record is another page, never the last one filled anew. */
  get records(): { key: string; object: string; recordId: string }[] {
    return this.route.kind === 'record' ? [{ ...this.route, key: this.route.recordId }] : [];
  }

  get lists(): { key: string; object: string; view: string }[] {
    return this.route.kind === 'list' ? [{ ...this.route, key: `${this.route.object}?${this.route.view}` }] : [];
  }

  get isUnknown(): boolean {
    return this.route.kind === 'unknown';
  }

  handleSkip(event: Event): void {
    event.preventDefault();
    this.template?.querySelector('main')?.focus();
  }
}
