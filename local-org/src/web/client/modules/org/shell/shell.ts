import { LightningElement } from 'lwc';
import { type Boot, boot } from '../boot/boot.ts';
import type { Route } from '../route/route.ts';
import { currentRoute, followLinks, go, onRoute } from '../router/router.ts';
import { nameThisPage, onTitle } from '../title/title.ts';

/** Everything around a page: the app's navigation, notifications, who is signed in, and messages. */
export default class Shell extends LightningElement {
  route: Route = currentRoute();
  readonly app: Boot['app'] = boot.app;
  /** What the page is called, for who cannot see that another one came. */
  pageTitle = '';
  private movesFocus = false;
  private stops: (() => void)[] = [];

  override connectedCallback(): void {
    followLinks();
    const [first] = boot.app.tabs;
    if (first && ['/lightning', '/lightning/'].includes(location.pathname)) go(first.href, true);
    this.show(currentRoute());
    this.stops = [
      onTitle((title) => (this.pageTitle = title)),
      onRoute((route) => {
        // What had the focus is gone with its page; a reader goes on at the beginning of the new one.
        this.movesFocus = true;
        this.show(route);
      })
    ];
  }

  override disconnectedCallback(): void {
    for (const stop of this.stops) stop();
  }

  override renderedCallback(): void {
    if (this.movesFocus) this.focusMain();
    this.movesFocus = false;
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

  focusMain(): void {
    this.template?.querySelector('main')?.focus({ preventScroll: true });
  }

  private show(route: Route): void {
    this.route = route;
    if (route.kind === 'unknown') nameThisPage('Page not found');
  }
}
