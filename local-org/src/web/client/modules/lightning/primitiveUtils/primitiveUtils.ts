/** Sets an attribute to a value, or takes it away where there is none. */
export function reflectAttribute(element: HTMLElement, name: string, value: unknown): void {
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}
