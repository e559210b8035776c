import { createElement, type LightningElement } from 'lwc';

type Constructor<Component> = LightningElement['constructor'] & (new () => Component);

/** What a component has beyond every component's own: its public properties and methods, as far as types can tell. */
export type Properties<Component> = Omit<Component, keyof LightningElement>;

/** A component in the document, with its properties set before it is inserted, as a template would. */
export function mount<Component extends object>(
  tag: string,
  is: Constructor<Component>,
  properties: Partial<Properties<Component>> = {}
): HTMLElement & Properties<Component> {
  const element = createElement<Component>(tag, { is });
  Object.assign(element, properties);
  document.body.append(element);
  return element as HTMLElement & Properties<Component>; // lwc's own type says the same, conditionally.
}

/** Lets promises and the re-rendering they cause finish. Fake timers do not matter to it. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** Everything of a kind inside a component, through the shadow roots of its children. */
export function deepAll<Found extends Element = HTMLElement>(root: Element, selector: string): Found[] {
  const scope = root.shadowRoot ?? root;
  const here = [...scope.querySelectorAll<Found>(selector)];
  const children = [...scope.querySelectorAll('*')].filter((child) => child.shadowRoot);
  return [...here, ...children.flatMap((child) => deepAll<Found>(child, selector))];
}

/** The first of a kind. @throws {Error} when there is none, so that a test fails where the cause is */
export function deep<Found extends Element = HTMLElement>(root: Element, selector: string): Found {
  const [found] = deepAll<Found>(root, selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}

/** What a reader sees, with spaces where elements end and runs of white space made one. */
export function textOf(root: Element): string {
  const parts: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Text) parts.push(node.data);
    const children = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
    children.forEach(visit);
  };
  visit(root);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** The button with this label or alternative text. @throws {Error} naming the buttons there are */
export function button(root: Element, name: string): HTMLElement {
  const all = deepAll(root, 'lightning-button, lightning-button-icon, button').filter(
    (entry) => !(entry.getRootNode() instanceof ShadowRoot && /^LIGHTNING-/.test(hostOf(entry)))
  );
  const found = all.find((entry) => nameOf(entry) === name);
  if (!found) throw new Error(`No button is called "${name}"; there are: ${all.map(nameOf).join(' | ')}`);
  return found;
}

function hostOf(element: Element): string {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host.tagName : '';
}

function nameOf(element: Element): string {
  const { ariaLabel, label, alternativeText } = element as Element & { label?: string; alternativeText?: string }; // Of the stand-ins.
  return ariaLabel || label || alternativeText || element.getAttribute('aria-label') || textOf(element);
}

/** Enters a value as base components report it: the value is there, and `change` carries it. */
export function enter(element: Element, value: string | boolean): void {
  const detail = typeof value === 'boolean' ? { checked: value } : { value };
  Object.assign(element, detail);
  element.dispatchEvent(new CustomEvent('change', { detail, bubbles: true, composed: true }));
}
