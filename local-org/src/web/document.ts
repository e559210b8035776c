import type { Bundle } from './bundle/build.ts';

export interface Person {
  id: string;
  name: string;
  username: string;
  role: string;
}

/** What a page knows about its session before it asks anything. */
export interface Boot {
  user: Person;
  people: readonly Person[];
  app: { label: string; color: string; tabs: { object: string; label: string; href: string }[] };
  customPermissions: readonly string[];
  userPermissions: readonly string[];
  csrf: string;
  /** `de`: the language of the user. */
  language: string;
  /** Languages that the package speaks. */
  languages: readonly { code: string; name: string }[];
  /** Custom labels in the user's language; those of the package's own are in the compiled pages. */
  labels: Readonly<Record<string, string>>;
  /** `@salesforce/i18n/…` by name. */
  i18n: Readonly<Record<string, string>>;
}

/**
 * What a page may load: its own files, and one inline script by its nonce. LWC writes component styles into the page,
 * hence inline styles.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'"
  ].join('; ');
}

const PAGE_STYLE = `
body { margin: 0; background: #f3f3f3; font-family: system-ui, sans-serif; }
.slds-card { box-shadow: none; border: 1px solid #c9c9c9; }`;

/** The document that every page of the app is. */
export function appDocument(bundle: Bundle, boot: Boot, nonce: string): string {
  return `<!doctype html>
<html lang="${escape(boot.i18n['lang'] ?? 'en')}" class="slds-scope">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(boot.app.label)} | Local org</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lightning/design-system/salesforce-lightning-design-system.min.css">
<style>${PAGE_STYLE} #app { --org-brand: ${/^#[0-9a-f]{6}$/i.test(boot.app.color) ? boot.app.color : '#0b5cab'}; }</style>
<script type="application/json" id="boot">${json(boot)}</script>
<script type="importmap" nonce="${nonce}">${json({ imports: bundle.imports })}</script>
<script type="module" src="${bundle.entry}"></script>
</head>
<body><div id="app"></div><noscript>This page needs JavaScript.</noscript></body>
</html>
`;
}

/** Who do you want to be? The sample users have no secrets, so one click is enough. */
export function loginDocument(people: readonly Person[], startUrl: string): string {
  const buttons = people.map(
    ({ name, username, role }) =>
      `<li><button name="username" value="${escape(username)}"><strong>${escape(name)}</strong><span>${escape(role)}</span></button></li>`
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in | Local org</title>
<link rel="icon" href="data:,">
<style>
body { display: grid; place-items: center; min-height: 100vh; margin: 0; background: #f3f3f3; font: 1rem/1.5 system-ui, sans-serif; color: #181818; }
main { width: min(24rem, 92vw); padding: 1.5rem; background: #fff; border: 1px solid #c9c9c9; border-radius: 0.5rem; }
h1 { margin: 0; font-size: 1.25rem; } p { color: #444; } ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.5rem; }
button { width: 100%; display: flex; justify-content: space-between; gap: 1rem; padding: 0.75rem 1rem; font: inherit; color: inherit; text-align: left; background: #fff; border: 1px solid #747474; border-radius: 0.25rem; cursor: pointer; }
button:hover, button:focus-visible { background: #eaf5fe; } span { color: #444; }
</style>
</head>
<body><main>
<h1>Handoff local org</h1>
<p>Choose who you are. You can switch at any time.</p>
<form method="post" action="/login"><input type="hidden" name="startURL" value="${escape(startUrl)}"><ul>${buttons.join('')}</ul></form>
</main></body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON inside a script element: nothing in it may end the element. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
