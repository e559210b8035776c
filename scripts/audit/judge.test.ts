import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { judge, readReport, verdicts, type Verdict } from './judge.ts';

const TMP = 'GHSA-52f5-9888-hmc6';
/** As npm 10 writes it: one package with an advisory, one that only depends on it. */
const REPORT = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    tmp: {
      ...{
        name: 'tmp',
        severity: 'low',
        isDirect: false,
        range: '<=0.2.3',
        nodes: ['node_modules/tmp'],
        fixAvailable: true
      },
      via: [
        {
          source: 1109537,
          name: 'tmp',
          title: 'tmp writes through links',
          url: `https://github.com/advisories/${TMP}`,
          severity: 'low'
        }
      ],
      effects: ['external-editor']
    },
    'external-editor': { name: 'external-editor', severity: 'low', via: ['tmp'], effects: [] }
  },
  metadata: { vulnerabilities: { total: 2 } }
});
/** As npm writes what a registry without audits answers. */
const REFUSAL = JSON.stringify({
  message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
  method: 'POST',
  uri: 'https://registry.example/-/npm/v1/security/advisories/bulk',
  headers: { allow: ['GET,HEAD'] },
  statusCode: 405,
  body: {}
});
const verdict = (rest: Partial<Verdict> = {}): Verdict => ({
  ...{ package: 'tmp', advisory: TMP, reachable: false, until: '2027-06-30' },
  reason: 'Only an editor that nobody opens here calls it.',
  ...rest
});

function found() {
  const answer = readReport(REPORT);
  assert.ok(answer.kind === 'findings');
  return answer.findings;
}

describe('the audit of dependencies', () => {
  test('reads advisories, not what only depends on them', () => {
    assert.deepEqual(found(), [{ package: 'tmp', advisory: TMP, title: 'tmp writes through links', severity: 'low' }]);
  });

  test('tells a registry without audits from one that found nothing', () => {
    const answer = readReport(REFUSAL);
    assert.ok(answer.kind === 'no audits' && answer.why.startsWith('405'));
    assert.deepEqual(readReport('{"auditReportVersion":2,"vulnerabilities":{}}'), { kind: 'findings', findings: [] });
    assert.throws(() => readReport('{}'));
    assert.throws(() => readReport('npm ERR!'));
  });

  const cases: [name: string, known: Verdict[], says: RegExp | null][] = [
    ['nobody has judged', [], /nobody has judged it/],
    [
      'somebody has judged under another advisory',
      [verdict({ advisory: 'GHSA-aaaa-bbbb-cccc' })],
      /nobody has judged it/
    ],
    ['is judged harmless here', [verdict()], null],
    ['is judged harmless until today', [verdict({ until: '2026-11-29' })], null],
    ['was judged harmless until yesterday', [verdict({ until: '2026-11-28' })], /good until 2026-11-28/],
    ['is judged reachable', [verdict({ reachable: true })], /is reachable here/]
  ];
  for (const [name, known, says] of cases)
    test(`a finding that ${name}`, () => {
      const { problems } = judge(found(), known, '2026-11-29');
      assert.equal(problems.length, says === null ? 0 : 1);
      if (says) assert.match(problems[0] ?? '', says);
    });

  test('a verdict that nothing needs is named', () => {
    assert.deepEqual(judge([], [verdict()], '2026-11-29').idle, [`tmp ${TMP}`]);
  });

  test('the recorded verdicts have the form they must have', () => {
    verdicts.parse(JSON.parse(readFileSync('config/audit.json', 'utf8')));
    assert.throws(() => verdicts.parse({ verdicts: [verdict({ reason: 'fine' })] }));
  });
});

describe('what the service runs on', () => {
  const { dependencies } = JSON.parse(readFileSync('service/package.json', 'utf8')) as { dependencies: object }; // npm's.
  const names = Object.keys(dependencies);

  test('is little', () => assert.ok(names.length <= 12, names.join()));

  test('has a reason each', () => {
    const decisions = readFileSync('docs/decisions.md', 'utf8');
    assert.deepEqual(
      names.filter((name) => !decisions.includes(`\`${name}\``)),
      []
    );
  });
});
