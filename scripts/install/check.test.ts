import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkOrg } from './check.ts';
import { apiKeyIn } from './credentials.ts';
import { parseOptions } from './options.ts';
import { OrgConnection } from './org.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OBJECTS = 'Account Contact Opportunity OpportunityContactRole Lead Contract Task Event Case EmailMessage';

interface Answers {
  version: string;
  organization: Record<string, unknown>;
  objects: string;
  stages: readonly string[];
  user: Record<string, unknown> | null;
  /** Whether Translation Workbench is on; null when the Metadata API refuses to say. */
  translates: boolean | null;
}

const GOOD: Answers = {
  version: '67.0',
  organization: { Name: 'Acme', OrganizationType: 'Enterprise Edition', IsSandbox: false, InstanceName: 'EU1' },
  objects: OBJECTS,
  stages: ['Negotiation/Review', 'Closed Won'],
  user: { UserPreferencesLightningExperiencePreferred: true },
  translates: true
};

describe('looking at an org', () => {
  let answers = GOOD;
  let server: Server;
  let org: OrgConnection;

  before(async () => {
    server = createServer((request, response) => {
      const url = decodeURIComponent(request.url ?? '');
      const rows = (records: unknown[]): string => JSON.stringify({ records });
      if (url === '/services/data') response.end(JSON.stringify([{ version: '60.0' }, { version: answers.version }]));
      else if (url.endsWith('/sobjects'))
        response.end(JSON.stringify({ sobjects: answers.objects.split(' ').map((name) => ({ name })) }));
      else if (url.includes('FROM Organization')) response.end(rows([answers.organization]));
      else if (url.includes('FROM OpportunityStage'))
        response.end(rows(answers.stages.map((ApiName) => ({ ApiName }))));
      else if (url === '/services/Soap/m/66.0')
        response.end(
          answers.translates === null
            ? '<soapenv:Fault><faultcode>sf:INSUFFICIENT_ACCESS</faultcode></soapenv:Fault>'
            : `<records><fullName>Language</fullName><enableTranslationWorkbench>${answers.translates}</enableTranslationWorkbench></records>`
        );
      else if (answers.user) response.end(rows([answers.user]));
      else response.writeHead(400).end(JSON.stringify([{ errorCode: 'INVALID_FIELD', message: 'No such column' }]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    org = new OrgConnection(`http://127.0.0.1:${address.port}/`, 'o@hara.example', 'token');
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const facts = (changes: Partial<Answers>): ReturnType<typeof checkOrg> => {
    answers = { ...GOOD, ...changes };
    return checkOrg(org, ROOT);
  };

  test('production takes all local tests; sandboxes and Developer Edition do not', async () => {
    assert.equal((await facts({})).isProduction, true);
    assert.equal((await facts({ organization: { ...GOOD.organization, IsSandbox: true } })).isProduction, false);
    const developer = { ...GOOD.organization, OrganizationType: 'Developer Edition' };
    assert.equal((await facts({ organization: developer })).isProduction, false);
    assert.deepEqual((await facts({})).notes, []);
    assert.equal((await facts({})).isLocal, false);
  });

  test('what keeps the package out is said before anything is changed', async () => {
    await assert.rejects(facts({ version: '65.0' }), /API version 65\.0; the package needs 66\.0/);
    const professional = { ...GOOD.organization, OrganizationType: 'Professional Edition' };
    await assert.rejects(facts({ organization: professional }), /Professional Edition, which takes no Apex/);
    await assert.rejects(facts({ objects: OBJECTS.replace(' EmailMessage', '') }), {
      message: /lacks.*EmailMessage/,
      action: /Enhanced Email/
    });
  });

  test('an org that takes no translations is told which switch is missing', async () => {
    await assert.rejects(facts({ translates: false }), {
      name: 'InstallError',
      message: /Translation Workbench is off/,
      action: /Setup, Translation Language Settings/
    });
    const { notes } = await facts({ translates: null });
    assert.match(notes[0] ?? '', /Translation Workbench .*could not be read/);
    const local = { ...GOOD.organization, InstanceName: 'LOCAL' };
    assert.deepEqual((await facts({ organization: local, translates: false })).notes, []);
  });

  test('stages of its own, and Classic, are worth a note', async () => {
    const { notes } = await facts({ stages: ['Signed'], user: { UserPreferencesLightningExperiencePreferred: false } });
    assert.equal(notes.length, 3);
    assert.match(notes[0] ?? '', /no stage "Closed Won".*Target_Stage__c of Handoff_Gate\.Sales_to_CS/);
    assert.match(notes[2] ?? '', /Classic/);
    assert.deepEqual((await facts({ user: null })).notes, []);
  });

  test('an org that does not answer is told from one that refuses', async () => {
    const nowhere = new OrgConnection('http://127.0.0.1:9', 'a@b.example', 'token');
    await assert.rejects(checkOrg(nowhere, ROOT), { name: 'InstallError', message: /does not answer/ });
  });
});

describe('options', () => {
  const wrong: [string[], RegExp][] = [
    [[], /--target-org is missing/],
    [['--target-org'], /--target-org needs a value/],
    [['--target-org', '--dry-run'], /--target-org needs a value/],
    [['--target-org', 'a', 'b'], /b is no option/],
    [['--target-org', 'a', '--service-url', 'http://service.example'], /must be an https address/],
    [['--target-org', 'a', '--service-url', 'https://user:pass@service.example'], /must be an https address/],
    [['--target-org', 'a', '--service-url', 'https://service.example/?x=1'], /must be an https address/]
  ];
  for (const [args, message] of wrong)
    test(args.join(' ') || '(none)', () => assert.throws(() => parseOptions(args), { name: 'InstallError', message }));

  test('all of them', () => {
    assert.equal(parseOptions(['--help']), null);
    const all = parseOptions(['--target-org', 'a', '--dry-run', '--service-url', 'http://localhost:8080', '--no-open']);
    assert.deepEqual(all, {
      targetOrg: 'a',
      dryRun: true,
      sampleData: false,
      serviceUrl: 'http://localhost:8080',
      secrets: null,
      integrationUser: null,
      open: false
    });
  });
});

test('the first of two keys in a file is the one', () => {
  const [one, two] = ['a'.repeat(40), 'b'.repeat(40)];
  assert.equal(apiKeyIn(`PORT=1\nHANDOFF_API_KEYS=${one}\n`, 'f'), one);
  assert.equal(apiKeyIn(`HANDOFF_API_KEYS=${one},${two}\nX=1`, 'f'), one);
  for (const none of ['', 'HANDOFF_API_KEYS=', 'HANDOFF_API_KEYS=short', `# HANDOFF_API_KEYS=${one}`])
    assert.throws(() => apiKeyIn(none, 'f'), /f holds no HANDOFF_API_KEYS/, none);
});
