import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { appDocument, type Boot } from '../src/web/document.ts';
import { localPath } from '../src/web/signin.ts';
import { ask, bootOf, cookieOf, type RunningPages, startPages, stopPages, Tab } from './pages.ts';

const HOUR_MS = 60 * 60 * 1000;
const AE = 'ae@handoff.example';

describe('signing in to the pages, and what a page is', () => {
  let pages: RunningPages;
  let account: string;
  before(async () => {
    pages = await startPages();
    account = `/lightning/r/Account/${pages.ids.get('AccountSolenne') ?? ''}/view`;
  });
  after(() => stopPages(pages));

  const signIn = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(`${pages.url}/login`, { form, headers });

  /** The status of a request under another host name, which `fetch` cannot send. */
  function statusUnder(host: string, path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(pages.url);
      const sent = httpRequest({ hostname, port, path, headers: { host } }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject).end();
    });
  }

  test('who is not signed in is sent to the sign-in page, and comes back', async () => {
    const refused = await ask(`${pages.url}${account}?c__tab=brief`);
    assert.equal(refused.status, 302);
    const login = refused.headers.get('location') ?? '';
    assert.equal(login, `/login?startURL=${encodeURIComponent(`${account}?c__tab=brief`)}`);
    const page = await ask(`${pages.url}${login}`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
    const startURL = /name="startURL" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    const back = await signIn({ username: AE, startURL });
    assert.equal(back.status, 303);
    assert.equal(back.headers.get('location'), `${account}?c__tab=brief`);
  });

  test('the sign-in page offers every sample user but the service', async () => {
    const { text } = await ask(`${pages.url}/login`);
    const offered = [...text.matchAll(/name="username" value="(\w+)@handoff\.example"/g)].map(([, name]) => name);
    assert.deepEqual(offered, ['sdr', 'ae', 'se', 'csm', 'manager', 'admin']);
  });

  test('the session cookie is for this site and for no script', async () => {
    const [cookie = ''] = (await signIn({ username: AE })).headers.getSetCookie();
    assert.match(cookie, /^local_org_sid=/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(cookie.includes(`; ${attribute}`));
  });

  for (const username of ['nobody@handoff.example', 'integration@handoff.example', '']) {
    test(`nobody signs in as "${username}"`, async () => {
      const refused = await signIn({ username });
      assert.equal(refused.status, 400);
      assert.deepEqual(refused.headers.getSetCookie(), []);
      assert.deepEqual(refused.json, [{ message: 'There is no such sample user', errorCode: 'INVALID_LOGIN' }]);
    });
  }

  for (const startURL of [
    '//evil.example',
    'https://evil.example/lightning',
    '/\\evil.example',
    '/lightning/\\evil.example',
    'javascript:alert(1)',
    '/lightning@evil.example',
    '/lightning/..//evil.example',
    '/lightning\r\nx-evil: 1',
    '/services/oauth2/revoke?token=1'
  ]) {
    test(`signing in never leads to ${JSON.stringify(startURL)}`, async () => {
      assert.equal((await signIn({ username: AE, startURL })).headers.get('location'), '/lightning');
      const { text } = await ask(`${pages.url}/login?startURL=${encodeURIComponent(startURL)}`);
      assert.match(text, /name="startURL" value="&#47;lightning"|name="startURL" value="\/lightning"/);
    });
  }

  test('where to go on may be given once', () => {
    assert.equal(localPath(['/lightning/o/Account/list', '//evil.example']), '/lightning');
    assert.equal(localPath(undefined), '/lightning');
    assert.equal(localPath('/lightning/o/Account/list?filterName=All'), '/lightning/o/Account/list?filterName=All');
  });

  describe('becoming somebody else', () => {
    const whoIs = async (cookie: string): Promise<string> => (await Tab.of(pages.url, cookie)).boot.user.username;
    const become = (tab: Tab, csrf: string | undefined, headers: Record<string, string> = {}) =>
      ask(`${pages.url}/lightning/switch`, {
        form: { username: 'csm@handoff.example', startURL: account, ...(csrf === undefined ? {} : { csrf }) },
        headers: { cookie: tab.cookie, ...headers }
      });

    test('takes the token of the page, ends the old session and comes back to the page', async () => {
      const tab = await Tab.open(pages.url, 'ae');
      const switched = await become(tab, tab.boot.csrf);
      assert.equal(switched.status, 303);
      assert.equal(switched.headers.get('location'), account);
      assert.equal(await whoIs(cookieOf(switched)), 'csm@handoff.example');
      assert.equal((await ask(`${pages.url}/lightning`, { headers: { cookie: tab.cookie } })).status, 302);
    });

    for (const [name, csrf] of [
      ['without the token', undefined],
      ['with a wrong token', 'x'.repeat(32)]
    ] as const) {
      test(`${name} nobody is changed`, async () => {
        const tab = await Tab.open(pages.url, 'ae');
        const refused = await become(tab, csrf);
        assert.deepEqual(refused.headers.getSetCookie(), []);
        assert.equal(refused.headers.get('location'), `/login?startURL=${encodeURIComponent(account)}`);
        assert.equal(await whoIs(tab.cookie), AE);
      });
    }

    test('signing in again ends the session before', async () => {
      const tab = await Tab.open(pages.url, 'ae');
      await signIn({ username: 'csm@handoff.example' }, { cookie: tab.cookie });
      assert.equal((await tab.get('/lightning/view/notices')).status, 401);
    });

    test('another tab is told to sign in, which leads it straight back as the new user', async () => {
      const first = await Tab.open(pages.url, 'ae');
      const second = await Tab.of(pages.url, first.cookie);
      const cookie = cookieOf(await become(first, first.boot.csrf));
      // The second tab's page still has the old token; its browser sends the new cookie.
      const stale = { headers: { cookie, 'x-csrf-token': second.boot.csrf } };
      const refused = await ask(`${pages.url}/lightning/view/notices`, stale);
      assert.equal(refused.status, 401);
      const login = await ask(`${pages.url}/login?startURL=${encodeURIComponent(account)}`, { headers: { cookie } });
      assert.equal(login.status, 302);
      assert.equal(login.headers.get('location'), account);
      const read = await Tab.of(pages.url, cookie);
      assert.equal((await read.get('/lightning/view/notices')).status, 200);
    });

    for (const origin of ['http://evil.example', 'null', 'https://localhost']) {
      test(`a form of ${origin} is refused`, async () => {
        const tab = await Tab.open(pages.url, 'ae');
        const headers = { origin };
        assert.equal((await signIn({ username: AE }, headers)).status, 403);
        assert.equal((await become(tab, tab.boot.csrf, headers)).status, 403);
        assert.equal(await whoIs(tab.cookie), AE);
      });
    }

    test('a form of our own pages is taken', async () => {
      assert.equal((await signIn({ username: AE }, { origin: pages.url })).status, 303);
    });
  });

  test('a cookie alone reads no data: another site can send it too', async () => {
    const tab = await Tab.open(pages.url, 'ae');
    const headers = { cookie: tab.cookie };
    const opportunity = pages.ids.get('OpportunityKestrel') ?? '';
    for (const path of [
      '/lightning/view/list/Account',
      `/services/data/v66.0/ui-api/records/${opportunity}?fields=Opportunity.Name`,
      '/services/data/v66.0/query?q=SELECT+Id+FROM+Account'
    ]) {
      const refused = await ask(`${pages.url}${path}`, { headers });
      assert.equal(refused.status, 401, path);
      assert.deepEqual(refused.json, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
      assert.equal((await tab.get(path)).status, 200, path);
    }
    const apex = `${pages.url}/lightning/apex/HandoffPanelController/load`;
    assert.equal((await ask(apex, { body: { opportunityId: opportunity }, headers })).status, 401);
  });

  test('a session that nobody used for twelve hours is over', async () => {
    const tab = await Tab.open(pages.url, 'ae');
    pages.clock.now += 11 * HOUR_MS;
    assert.equal((await tab.get('/lightning/view/notices')).status, 200);
    pages.clock.now += 11 * HOUR_MS;
    assert.equal((await tab.get('/lightning/view/notices')).status, 200);
    pages.clock.now += 12 * HOUR_MS;
    assert.equal((await tab.get('/lightning/view/notices')).status, 401);
    assert.equal((await ask(`${pages.url}/lightning`, { headers: { cookie: tab.cookie } })).status, 302);
  });

  test('nothing is served under another name, not even the API', async () => {
    const { port } = new URL(pages.url);
    for (const path of ['/login', '/lightning', '/services/data', '/services/data/v66.0/limits']) {
      assert.equal(await statusUnder(`evil.example:${port}`, path), 403, path);
      assert.equal(await statusUnder(`localhost.evil.example:${port}`, path), 403, path);
    }
    assert.equal(await statusUnder(`localhost:${port}`, '/login'), 200);
  });

  test('a page loads its own files, and runs one inline script: the import map, by a new nonce each time', async () => {
    const tab = await Tab.open(pages.url, 'ae');
    const nonces = [];
    for (let round = 0; round < 2; round++) {
      const { status, text, headers } = await ask(`${pages.url}${account}`, { headers: { cookie: tab.cookie } });
      assert.equal(status, 200);
      assert.equal(headers.get('cache-control'), 'no-store');
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /frame-ancestors 'none'/);
      const [, nonce = ''] = /script-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
      assert.ok(text.includes(`<script type="importmap" nonce="${nonce}">`));
      nonces.push(nonce);
    }
    assert.notEqual(nonces[0], nonces[1]);
  });

  test('every file that a page names is there', async () => {
    const tab = await Tab.open(pages.url, 'ae');
    const { text } = await ask(`${pages.url}/lightning`, { headers: { cookie: tab.cookie } });
    const [, map = '{}'] = /<script type="importmap"[^>]*>(.*?)<\/script>/s.exec(text) ?? [];
    const { imports } = JSON.parse(map) as { imports: Record<string, string> }; // Written by the server.
    const named = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    const addresses = [...Object.values(imports), ...named];
    assert.ok(addresses.length > 20, String(addresses.length));
    for (const address of addresses) {
      const { status, headers } = await ask(`${pages.url}${address}`);
      assert.equal(status, 200, `${status} ${address}`);
      assert.match(headers.get('content-type') ?? '', /^(text|application)\/(javascript|css)/, address);
    }
    assert.equal((await ask(`${pages.url}/lightning/app/nothing.js`)).status, 404);
    const outside = await ask(`${pages.url}/lightning/design-system/..%2f..%2fpackage.json`);
    assert.notEqual(outside.status, 200);
  });

  test('an address of Lightning that is not here gets the page that says so', async () => {
    const tab = await Tab.open(pages.url, 'ae');
    for (const path of ['/lightning/n/Something', '/lightning/page/home', '/lightning/setup/SetupOneHome/home'])
      assert.equal((await ask(`${pages.url}${path}`, { headers: { cookie: tab.cookie } })).status, 200, path);
  });
});

describe('what a page is told about its session', () => {
  const HOSTILE = '</script><script>alert(1)</script><!--';

  test('is the user, their app and what they may do', async () => {
    const pages = await startPages();
    try {
      const { boot: ae } = await Tab.open(pages.url, 'ae');
      assert.equal(ae.user.name, 'Amara Okafor');
      assert.deepEqual(ae.customPermissions, ['Handoff_View_Private_Stance']);
      assert.deepEqual(ae.userPermissions, []);
      assert.equal(ae.people.length, 6);
      const tabsOf = ({ app }: Boot) => app.tabs.map(({ object }) => object);
      assert.ok(tabsOf(ae).includes('Handoff__c') && !tabsOf(ae).includes('Handoff_Gate_Attempt__c'));
      const { boot: manager } = await Tab.open(pages.url, 'manager');
      assert.ok(tabsOf(manager).includes('Handoff_Gate_Attempt__c'));
      const { boot: admin } = await Tab.open(pages.url, 'admin');
      assert.deepEqual(admin.userPermissions, ['ViewSetup', 'ModifyAllData', 'ViewAllData']);
    } finally {
      await stopPages(pages);
    }
  });

  test('cannot end the element it stands in', async () => {
    const pages = await startPages({
      change: (project) => ({
        ...project,
        applications: project.applications.map((application) => ({ ...application, label: HOSTILE, color: HOSTILE }))
      })
    });
    try {
      const { cookie } = await Tab.open(pages.url, 'ae');
      const { text } = await ask(`${pages.url}/lightning`, { headers: { cookie } });
      assert.ok(!text.includes('<script>alert'), text.slice(0, 2000));
      assert.ok(!text.includes('<!--'));
      assert.equal(bootOf(text).app.label, HOSTILE);
      assert.equal(text.match(/<script/g)?.length, 3);
    } finally {
      await stopPages(pages);
    }
  });

  test('is written so for every text in it', () => {
    const user = { id: '005', name: HOSTILE, username: HOSTILE, role: HOSTILE };
    const boot: Boot = {
      user,
      people: [user],
      app: { label: HOSTILE, color: '#0b5cab', tabs: [{ object: 'Account', label: HOSTILE, href: HOSTILE }] },
      customPermissions: [HOSTILE],
      userPermissions: [],
      csrf: HOSTILE,
      language: 'en_US',
      languages: [{ code: 'en_US', name: HOSTILE }],
      labels: { Panel_Title: HOSTILE },
      i18n: { lang: 'en-US' }
    };
    const bundle = { imports: { lwc: HOSTILE }, entry: '/main.js', vendorFolder: '', files: new Map() };
    const text = appDocument(bundle, boot, 'nonce');
    assert.equal(text.match(/<\/script>/g)?.length, 3);
    assert.deepEqual(bootOf(text), boot);
  });
});
