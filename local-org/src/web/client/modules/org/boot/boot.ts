/** A person the local org can be used as. */
export interface Person {
  id: string;
  name: string;
  username: string;
  /** Label of the permission set of their role. */
  role: string;
}

/** An object on the navigation bar. */
export interface Tab {
  object: string;
  label: string;
  href: string;
}

/** What the server tells each page about the session. */
export interface Boot {
  user: Person;
  people: Person[];
  app: { label: string; color: string; tabs: Tab[] };
  customPermissions: string[];
  userPermissions: string[];
  /** Sent back with every request, since a cookie alone proves nothing. */
  csrf: string;
  /** `de`: the language of the user. */
  language: string;
  /** Languages that the package speaks. */
  languages: { code: string; name: string }[];
  /** Custom labels in the user's language, where they are translated. */
  labels: Record<string, string>;
}

/** Parsed from the page once; never changed. */
export const boot: Boot = JSON.parse(document.querySelector('#boot')?.textContent ?? '{}');
