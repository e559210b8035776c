type Listener = (title: string) => void;

const listeners = new Set<Listener>();
let current = '';

/** Names the page: in the window's title, and to whoever cannot see that it changed. */
export function nameThisPage(title: string): void {
  if (title === current) return;
  current = title;
  document.title = `${title} | Local org`;
  for (const listener of listeners) listener(title);
}

export function onTitle(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
