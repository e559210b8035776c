import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { end, start, StartError } from '../../scripts/run/processes.ts';
import { type AnthropicStandIn, startAnthropicStandIn } from '../../service/stand-ins/anthropic.ts';
import { briefEnds, type DealIds, deliver, makeDeal, talkOf, type Words, win } from './deal.ts';
import { newSecrets, ORG_ID, Product } from './product.ts';
import { type Failure, Relay } from './relay.ts';
import { findings } from './search.ts';

/** Said, and never a claim: nobody may find it anywhere but in its source. */
const TALK = 'At night the parrot of our chairman sings in the opera';
const WORDS: Words = {
  account: 'Vashti Quillon Works',
  domain: 'quillonworks.example',
  person: 'Ottilie Drosselmeyer',
  mail: {
    subject: 'Re: offer of the wombat kind',
    text: `We type everything into a quokka spreadsheet by hand. ${TALK}. My number is +44 20 7946 0917.`,
    html: null
  },
  task: { subject: 'Call: numbat review', description: `They liked it. ${TALK}.` },
  call: {
    title: 'Pangolin kickoff',
    speaker: 'Ottilie Drosselmeyer',
    customer: `I am worried about the narwhal migration. ${TALK}.`,
    seller: 'We will ship the Zanzibar connector by 15 May 2027.'
  },
  slack: `${TALK}. I will send the axolotl plan on Friday.`,
  ticket: {
    subject: 'Tablet of the okapi desk',
    comment: '<p>The okapi desk does not charge.</p>',
    requester: 'Ottilie Drosselmeyer'
  }
};
/** Of all that, words that no log may hold: quotes, names, addresses, numbers, titles, answers. */
const PERSONAL = [
  ...['Zanzibar connector', 'quokka spreadsheet', 'narwhal migration', 'parrot of our', 'Drosselmeyer', 'drosselmeyer'],
  ...[
    'Quillon',
    'quillon',
    '7946 0917',
    'wombat',
    'numbat',
    'Pangolin',
    'axolotl',
    'okapi',
    'Okta single',
    'oldest sites'
  ]
];

/** The ways in which something fails that repeat what it was sent: as text, as a page, and in its own form of errors. */
const ECHO = '{{echo}}';
const ERROR_SHAPES = JSON.stringify({
  ...{ ok: false, error: ECHO, message: ECHO, errorCode: ECHO, errors: [ECHO], error_description: ECHO, type: 'error' },
  ...{ requestId: ECHO, description: ECHO, details: { value: ECHO } }
});
const says = (status: number, more: Partial<Failure> = {}): Failure => ({ status, body: ERROR_SHAPES, ...more });
const TEXT: Partial<Failure> = { body: ECHO, type: 'text/plain' };
const PAGE: Partial<Failure> = { body: `<html><body>${ECHO}</body></html>`, type: 'text/html' };
const BAD_JSON: Failure = { status: 200, body: `{"records": [{"${ECHO}` };
const ODD_JSON: Failure = {
  status: 200,
  body: JSON.stringify({ [ECHO]: ECHO, records: ECHO, ok: true, results: ECHO })
};
const AT_ONCE = { headers: { 'retry-after': '0', 'x-should-retry': 'false' } };

describe('what a whole deal leaves in logs, in stores and in the org', () => {
  let product: Product;
  let model: Relay;
  let standIn: AnthropicStandIn;
  /** What was answered to callers, and shown to users. */
  const answers: string[] = [];
  const canaries = new Set<string>();

  before(async () => {
    const secrets = newSecrets();
    for (const secret of Object.values(secrets)) canaries.add(secret);
    const parts = [Product.start(secrets), startAnthropicStandIn({ apiKey: secrets.modelKey })] as const;
    [product, standIn] = await Promise.all(parts);
    model = await Relay.open(standIn.url);
    await product.hold(talkOf(WORDS));
    await product.startService({
      ANTHROPIC_API_KEY: secrets.modelKey,
      ANTHROPIC_BASE_URL: model.url,
      HANDOFF_MODEL_CONSENT: 'email,call,slack,ticket,meeting,document,crm'
    });
  });
  after(async () => {
    await product.stop();
    await model.close();
    await standIn.close();
  });

  /** Everything that these objects hold. */
  async function inOrg(...objects: readonly string[]): Promise<string> {
    const admin = await product.api('admin');
    const found = [];
    for (const object of objects) found.push(await admin.sobject(object).find({}, ['FIELDS(ALL)']).limit(200));
    return JSON.stringify(found);
  }
  async function fieldOf({ handoff }: DealIds, field: string): Promise<string> {
    const admin = await product.api('admin');
    const [record] = await admin.sobject('Handoff__c').find({ Id: handoff }, [field]);
    return String(record?.[field]);
  }
  async function becomes(deal: DealIds, field: string, value: RegExp): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (let seen = ''; !value.test(seen); seen = await fieldOf(deal, field))
      assert.ok(Date.now() < deadline, `${field} is ${seen}`);
  }

  test('a deal that goes well is delivered', async () => {
    const deal = await makeDeal(product, WORDS);
    await win(product, deal);
    await briefEnds(product, deal);
    await deliver(product, deal);
    assert.equal(await fieldOf(deal, 'Status__c'), 'Delivered');
    const org = await inOrg('Handoff_Item__c', 'Handoff_Citation__c', 'Handoff_Stakeholder__c');
    for (const kept of ['Zanzibar connector', 'quokka spreadsheet', 'narwhal migration', 'Drosselmeyer'])
      assert.ok(org.includes(kept), `or nothing here proves anything: ${kept}`);
  });

  const sources: [name: string, slack: Failure[], gong: Failure[], zendesk: Failure[]][] = [
    ['refuse the credentials', [says(401)], [says(401, TEXT)], [says(401, PAGE)]],
    ['refuse in a success', [says(200)], [ODD_JSON], [says(403)]],
    [
      'are too busy, and then broken',
      Array.from({ length: 4 }, () => says(429, AT_ONCE)),
      [says(429, AT_ONCE), says(400)],
      [says(429, { ...AT_ONCE, ...TEXT }), says(404, TEXT)]
    ],
    ['answer what nobody can read', [BAD_JSON, BAD_JSON, BAD_JSON, BAD_JSON], [says(500, PAGE)], [ODD_JSON]]
  ];
  for (const [name, slack, gong, zendesk] of sources)
    test(`sources that ${name}`, async () => {
      const deal = await makeDeal(product, WORDS);
      product.slack.fail(...slack);
      product.gong.fail(...gong);
      product.zendesk.fail(...zendesk);
      await win(product, deal);
      await briefEnds(product, deal);
      assert.deepEqual([product.slack.left, product.gong.left, product.zendesk.left], [0, 0, 0]);
      assert.match(await fieldOf(deal, 'Brief_Sources__c'), /"state":"failed"/);
    });

  const models: [name: string, failures: Failure[]][] = [
    ['refuses the key', [says(401), says(401, TEXT), says(403), says(400)]],
    [
      'is too busy, and then broken',
      [says(429, AT_ONCE), says(529, AT_ONCE), says(500, AT_ONCE), says(500, { ...AT_ONCE, ...PAGE })]
    ],
    ['answers what nobody can read', [BAD_JSON, ODD_JSON, { status: 200, body: ECHO, type: 'text/plain' }]]
  ];
  for (const [name, failures] of models)
    test(`a model that ${name}`, async () => {
      const deal = await makeDeal(product, WORDS);
      model.fail(...failures.map((failure) => ({ ...failure, path: '/v1/messages' })));
      await win(product, deal);
      await briefEnds(product, deal);
      assert.equal(model.left, 0);
    });

  const QUERY = { path: '/services/data/v66.0/query' };
  const LOGIN = { path: '/services/oauth2/token' };
  const orgs: [name: string, failures: Failure[]][] = [
    ['is down', [says(500, QUERY), says(503, { ...PAGE, ...QUERY })]],
    [
      'answers what nobody can read',
      [
        { ...BAD_JSON, ...QUERY },
        { ...ODD_JSON, ...QUERY }
      ]
    ],
    ['has forgotten the session', [says(401, QUERY)]],
    ['refuses what is written', [says(400, { body: `[${ERROR_SHAPES}]`, path: '/services/data/v66.0/composite' })]]
  ];
  for (const [name, failures] of orgs)
    test(`an org that ${name}`, async () => {
      const deal = await makeDeal(product, WORDS);
      product.org.fail(...failures);
      await win(product, deal);
      await briefEnds(product, deal);
      assert.equal(product.org.left, 0);
      answers.push(await fieldOf(deal, 'Brief_Error__c'));
    });

  for (const [name, more] of [
    ['in its own words', {}],
    ['with a page', PAGE]
  ] as const)
    test(`a login that the org refuses ${name}`, async () => {
      const deal = await makeDeal(product, WORDS);
      const { target } = product.service;
      const child = await product.startService();
      product.org.fail(says(400, { ...more, ...LOGIN }));
      await win(product, deal);
      await briefEnds(product, deal);
      assert.match(await fieldOf(deal, 'Brief_Error__c'), /./);
      answers.push(await fieldOf(deal, 'Brief_Error__c'));
      await end(child);
      product.service.target = target;
    });

  test('a service that fails in front of the org', async () => {
    const failures = [says(401), says(500, TEXT), says(503, PAGE), BAD_JSON, ODD_JSON, says(409)];
    product.service.fail(...failures);
    const deal = await makeDeal(product, WORDS);
    const ae = await product.tab('ae');
    while (product.service.left > 0) {
      const { text } = await ae.apex('HandoffPanelController', 'refreshScore', { handoffId: deal.handoff });
      answers.push(text, await fieldOf(deal, 'Score_Error__c'));
    }
    // After five tries the org gives up.
    product.service.fail(...failures.slice(0, 5).map((failure) => ({ ...failure, path: '/v1/briefs' })));
    await win(product, deal);
    await becomes(deal, 'Brief_Status__c', /Failed/);
    assert.equal(product.service.left, 0);
    answers.push(await fieldOf(deal, 'Brief_Error__c'));
  });

  test('callers of the service with credentials it does not know, and with bodies it does not take', async () => {
    const { url } = product.service;
    const wrong = `wrong-${randomBytes(20).toString('hex')}`;
    canaries.add(wrong);
    const right = product.secrets.apiKey;
    const said = JSON.stringify({ handoffs: [{ id: TALK, buyerGoals: 'We fear the narwhal migration' }] });
    const bodies = [said, said.slice(0, -5), `"${TALK}"`, `{"${TALK}": 1e999}`];
    for (const body of bodies)
      for (const key of [wrong, right])
        for (const path of ['/v1/scores', '/v1/briefs', `/v1/briefs/${wrong}?token=${wrong}`]) {
          const headers = {
            authorization: `Bearer ${key}`,
            'x-handoff-org': ORG_ID,
            'content-type': 'application/json'
          };
          answers.push(await (await fetch(url + path, { method: 'POST', headers, body })).text());
        }
    const login = new URLSearchParams({ grant_type: 'password', username: 'ae@handoff.example', password: wrong });
    const refused = await fetch(`${product.org.url}/services/oauth2/token`, { method: 'POST', body: login });
    answers.push(await refused.text());
    assert.equal(refused.status, 400);
  });

  test('requests that are no HTTP', async () => {
    const { port } = new URL(product.service.target);
    const begin = `POST /v1/scores HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${product.secrets.apiKey}\r\n`;
    for (const rest of [
      'Bad Header\r\n\r\n',
      'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      `X: ${TALK}\r\n`
    ]) {
      const socket = connect(Number(port), '127.0.0.1');
      const ended = new Promise((resolve) => socket.on('close', resolve));
      socket.on('error', () => undefined).on('data', () => undefined);
      socket.end(begin + rest);
      await ended;
    }
  });

  test('a service that cannot start', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const [, first = '', second = ''] = pem.split('\n');
    const secret = randomBytes(20).toString('hex');
    for (const canary of [first, second, secret]) canaries.add(canary);
    const jwt = { SF_CLIENT_SECRET: '', SF_USERNAME: 'integration@handoff.example' };
    const cut = join(product.folder, 'cut.pem');
    writeFileSync(cut, pem.slice(0, 700));
    const mistakes: Record<string, string>[] = [
      { ...jwt, SF_PRIVATE_KEY: pem },
      { ...jwt, SF_PRIVATE_KEY: cut },
      { HANDOFF_JWT_CERTIFICATES: pem.replaceAll('\n', ' ') },
      { SF_LOGIN_URL: `http://user:${secret}@org.example/` },
      { DATABASE_URL: `postgres://handoff:${secret}@127.0.0.1:1/handoff` },
      { DATABASE_URL: `postgres://handoff:${secret}@[bad` },
      { DATABASE_URL: `mysql://handoff:${secret}@127.0.0.1/handoff` },
      { HANDOFF_ALLOWED_ORGS: secret },
      { HANDOFF_API_KEYS: `${secret.slice(0, 20)}` },
      { HANDOFF_API_KEYS: `${secret} ${secret} ${secret}` },
      { SLACK_TOKEN: `xoxb ${secret}` },
      { SLACK_TOKEN: secret },
      { ZENDESK_URL: `https://agent:${secret}@zendesk.example/` },
      { GONG_URL: `gong?key=${secret}` },
      { ANTHROPIC_API_KEY: secret, ANTHROPIC_BASE_URL: `http://user:${secret}@model.example`, HANDOFF_EFFORT: secret },
      { ANTHROPIC_API_KEY: secret, HANDOFF_MODEL_CONSENT: secret, HANDOFF_MODEL_PRICES: `${secret}=${secret}` },
      { HANDOFF_REQUEST_TIMEOUT_MS: secret, LOG_LEVEL: 'trace' },
      { LOG_LEVEL: secret }
    ];
    const store = { PORT: '0', HANDOFF_JOB_STORE: join(product.folder, 'never.sqlite') };
    for (const mistake of mistakes)
      await assert.rejects(
        start({
          file: 'service/src/main.ts',
          env: { ...product.serviceEnv(), ...store, ...mistake },
          ready: 'Server listening',
          onSpawn: (child) => product.listenTo(child)
        }).then(({ child }) => end(child)),
        (error) => {
          assert.ok(error instanceof StartError);
          answers.push(error.message);
          return true;
        },
        Object.keys(mistake).join()
      );
  });

  test('nothing of it is in the logs, nor in an answer', () => {
    assert.ok(product.said.service.length > 10_000 && product.said.org.length > 10_000);
    for (const relay of [product.org, product.service, product.slack, product.gong, product.zendesk, model])
      for (const secret of relay.secrets) canaries.add(secret);
    for (const session of product.sessions) canaries.add(session);
    assert.ok(canaries.size > 20);
    for (const part of ['service', 'org'] as const)
      assert.deepEqual(findings(product.said[part], [...canaries, ...PERSONAL]), [], `the log of the ${part}`);
    assert.deepEqual(findings(answers.join('\n'), canaries), []);
  });

  test('the job store keeps claims and who spoke, no secrets, and nothing else that was said', () => {
    const kept = product.kept();
    assert.ok(kept.includes('Zanzibar connector'), 'or nothing here proves anything');
    assert.deepEqual(findings(kept, [...canaries, 'parrot of our', '7946 0917']), []);
  });

  test('the org shows why something failed without a secret, and nothing else that was said', async () => {
    const org = await inOrg('Handoff__c', 'Handoff_Item__c', 'Handoff_Stakeholder__c', 'Handoff_Citation__c');
    assert.match(org, /does not accept the credentials/);
    assert.deepEqual(findings(org, [...canaries, 'parrot of our', '7946 0917']), []);
    assert.deepEqual(findings(await inOrg('Handoff_Gate_Attempt__c', 'Task'), canaries), []);
  });
});
