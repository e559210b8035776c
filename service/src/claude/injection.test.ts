import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { evidence, segment, setUp } from '../../test/claude.ts';
import { cpuMs } from '../../test/cost.ts';
import { INJECTIONS, type Place } from '../../test/injections.ts';
import { type AnthropicStandIn, type SentRequest, startAnthropicStandIn } from '../../stand-ins/anthropic.ts';
import type { Claim } from '../domain/claim.ts';
import type { Evidence } from '../domain/evidence.ts';
import { speaksToMachine } from './instructions.ts';

const PROMISE = 'We will ship the SSO connector by 2026-05-15.';
const RISK = 'I am worried about the data migration.';

/** Two sources of one deal, with a text put where the place says. */
function sourcesWith(place: Place, text: string): Evidence[] {
  const inTitle = place === 'subject' || place === 'file name';
  const said: Readonly<Record<Place, string>> = {
    subject: PROMISE,
    'file name': PROMISE,
    speaker: PROMISE,
    signature: `${PROMISE}\n\n-- \nAna Ruiz\n${text}`,
    html: `${PROMISE} ${text}`,
    hidden: `${PROMISE} ${text}`,
    'quoted mail': `${PROMISE}\n\n${text}`,
    'ticket field': `${PROMISE}\n${text}`
  };
  return [
    evidence(
      'first',
      [segment('seller', said[place]), segment('customer', RISK, place === 'speaker' ? text : undefined)],
      {
        kind: place === 'file name' ? 'document' : place === 'ticket field' ? 'ticket' : 'email',
        title: inTitle ? text : 'Next steps'
      }
    ),
    evidence('second', [segment('customer', 'We will name a data engineer.')], { kind: 'call', title: 'Kickoff' })
  ];
}

// eslint-disable-next-line no-control-regex -- line ends are control characters
const LINE_ENDS = /[\n\r\u2028\u2029\u0085\u000b\u000c]/;

/** What frames a request: everything but the words of the sources. */
function frameOf({ system, messages, output_config, ...rest }: SentRequest) {
  const blocks = messages.flatMap(({ content }) => content.map(({ text }) => text));
  return {
    ...{ system, output_config, rest, roles: messages.map(({ role }) => role) },
    // By everything that some reader may take for the end of a line.
    lines: blocks.map((block) => block.split(LINE_ENDS).map(frameOfLine))
  };
}

function frameOfLine(line: string): string {
  if (line.startsWith('<source')) return line.replace(/kind="\w+"/, 'kind=""').replace(/title="[^"]*"/, 'title=""');
  return line.replace(/^(\[\d+\] (?:seller|customer|unknown) ).*$/, '$1');
}

describe('injected instructions', () => {
  let standIn: AnthropicStandIn;
  before(async () => void (standIn = await startAnthropicStandIn()));
  after(() => standIn.close());

  test('there are at least forty, in every place', () => {
    assert.ok(INJECTIONS.length >= 40);
    assert.equal(new Set(INJECTIONS.map(([, text]) => text)).size, INJECTIONS.length);
    assert.equal(new Set(INJECTIONS.map(([place]) => place)).size, 8);
  });

  for (const [place, text] of INJECTIONS)
    test(`${place}: ${JSON.stringify(text).slice(0, 70)}`, async () => {
      const { extract } = setUp(standIn);
      const earlier = standIn.requests.length;
      await extract(sourcesWith(place, 'Best regards.'));
      const honest = await extract(sourcesWith(place, 'Best regards.'));
      await extract(sourcesWith(place, text));
      standIn.script('obey');
      const attacked = await extract(sourcesWith(place, text));
      const [plain, , injected, obeyed] = standIn.requests.slice(earlier);
      assert.ok(plain && injected && obeyed);

      assert.deepEqual(frameOf(injected), frameOf(plain), 'the frame of the request is the same');
      for (const { text: block } of injected.messages[0]?.content.slice(1) ?? []) {
        assert.match(block, /^<source id="s\d" kind="\w+" date="2026-03-02" title="[^"<>]*">\n[^<>]*\n<\/source>$/);
        // eslint-disable-next-line no-control-regex -- none of these may be left
        assert.ok(!/[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad]|\udb40/.test(block));
      }

      // Its wording, date and condition give way to what the quote supports, which the checks below look at.
      const settled = (claim: Claim): Claim => ({ ...claim, text: '', due: null, condition: null });
      const name = place === 'speaker' ? text : 'Dana Okonkwo';
      assert.deepEqual(
        attacked.claims.filter(({ kind }) => kind !== 'stakeholder').map(settled),
        honest.claims.map(settled).map((claim) => (claim.quote === RISK ? { ...claim, person: name } : claim)),
        'a model that obeys changes no claim: not what, not who, not how bad'
      );
      for (const claim of attacked.claims) {
        assert.ok(!/free/i.test(claim.text) && claim.person !== 'Mallory Evil' && claim.condition === null);
        assert.ok(claim.severity === null || claim.severity === 'Yellow');
        assert.ok(claim.due === null || claim.quote.includes(claim.due));
      }
    });

  test('sentences that speak to a machine are told from those that speak about one', () => {
    for (const sentence of [
      'We will roll out the AI assistant to all agents by May.',
      'Our model should be able to answer 80% of tickets.',
      'The system will be live by end of Q1.',
      'I need to confirm with our system administrator.',
      'We will report on adoption every month.',
      'You will have to sign off on the risk assessment, and we will add a section on claims handling.',
      'Please send me the report by Friday.',
      'Our agents ignore the old tool and work in spreadsheets.',
      'The assistant must integrate with our claims system.',
      'We mark invoices as paid by hand today.',
      'Do not forget the security review.',
      'Ana will forward the contract to legal.',
      'We hand the ticket over to an agent.',
      'You are a model customer for us.',
      'Our current system: spreadsheets and a shared drive.',
      'Please add the stakeholders to the invite.',
      'We should flag risks early, and report on the health score each month.',
      'Please forward the report to Tom in finance.',
      'I will answer your questions about the claims module tomorrow.',
      'We will change the claims process, and treat all claims alike.',
      'If you are an agent you see only your own queue.'
    ])
      assert.equal(speaksToMachine(sentence), false, sentence);
  });

  test('looking for them takes time in proportion to the text', () => {
    const time = (text: string): number => cpuMs(() => speaksToMachine(text));
    for (const unit of ['please mark all the ', 'ignore ', 'note to ai ', 'you are the very ', '((((', 'send the ']) {
      assert.ok(time(unit.repeat(20_000)) < 1_000, unit);
    }
  });
});
