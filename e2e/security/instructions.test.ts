import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { end } from '../../scripts/run/processes.ts';
import { type AnthropicStandIn, startAnthropicStandIn } from '../../service/stand-ins/anthropic.ts';
import { INJECTIONS, type Place } from '../../service/test/injections.ts';
import { briefEnds, deliver, makeDeal, talkOf, type Words, win } from './deal.ts';
import { newSecrets, Product } from './product.ts';
import { differences, type Snapshot, snapshot } from './snapshot.ts';

/** An address in the evidence that somebody must never ask. */
const trap = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  response.end();
});
const asked: string[] = [];

/** A deal's words with a text put where its place says, and links to the trap everywhere. */
function wordsWith(place: Place | null, text: string, url: string): Words {
  const at = (where: Place, otherwise: string): string => (place === where ? text : otherwise);
  const mail = `I am worried about the data migration.`;
  const html = `<p>${mail}</p><img src="${url}/pixel.png"><p><a href="${url}/mail">more</a></p>`;
  const mails: Partial<Record<Place, string>> = {
    html: `${html}<p>${text}</p>`,
    signature: `${html}<p>-- <br>Dana<br>${text}</p>`
  };
  return {
    account: 'Kestrel Works',
    domain: 'kestrelworks.example',
    person: 'Dana Okonkwo',
    mail: {
      subject: at('subject', 'Next steps'),
      text: place === 'quoted mail' ? `${mail} ${url}/mail\n\n${text}` : null,
      html: place === 'quoted mail' ? null : ((place && mails[place]) ?? html)
    },
    task: { subject: at('file name', 'contract.pdf'), description: `We keep the orders in spreadsheets. ${url}/task` },
    call: {
      title: 'Kickoff',
      speaker: at('speaker', 'Dana Okonkwo'),
      customer: `We will name a data engineer by 2027-02-01. See ${url}/call`,
      seller: 'We will ship the SSO connector by 2027-05-15.'
    },
    slack: `The rollout <${url}/slack|plan> is ready.${place === 'hidden' ? ` ${text}` : ''}`,
    ticket: {
      subject: 'Tablet',
      comment: `<p>${TICKET}</p><img src="${url}/ticket.png">${place === 'ticket field' ? `<p>${text}</p>` : ''}`,
      requester: 'Dana Okonkwo'
    }
  };
}

/** All of one place at once: the rules are tried with each alone where they are tested. */
const TOGETHER: readonly (readonly [Place, string])[] = [...new Set(INJECTIONS.map(([place]) => place))].map(
  (place) => [
    place,
    INJECTIONS.flatMap(([where, text]) => (where === place ? [text] : []))
      .join(place === 'subject' || place === 'speaker' || place === 'file name' ? ' ' : '\n')
      .slice(0, place === 'subject' || place === 'file name' ? 255 : 5000)
  ]
);

/** How many briefs a service makes without waiting: Slack lets its channels be listed four times in a burst. */
const DEALS_OF_A_SERVICE = 4;

const TICKET = 'The tablet does not charge.';

function isOfTicket(line: string): boolean {
  return line.includes('Support ticket during the sales cycle: Tablet') || line.includes(`"${TICKET}"`);
}

/** A line, its citation or its task that says what its source says and nothing else: no owner, no link of its own. */
function isOwnQuote(line: string, source: string, { org, zendesk }: Product): boolean {
  const [object = '', json = '{}'] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
  const field = { Handoff_Item__c: 'Text__c', Handoff_Citation__c: 'Quote__c', Task: 'Subject' }[object];
  if (field === undefined) return false;
  const record = JSON.parse(json) as Record<string, string | null>; // As the snapshot wrote it.
  const squash = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
  const said = squash(record[field] ?? '').slice(0, 60);
  const link = record['Link__c'] ?? org.url;
  return (
    said !== '' &&
    squash(source).includes(said) &&
    [org.url, zendesk.url, 'https://gong.example/', 'https://handoff-demo.slack.example/'].some((own) =>
      link.startsWith(own)
    ) &&
    [null, undefined].includes(record['Assignee__c'] as null) &&
    (record['Severity__c'] ?? 'Red') !== 'Green'
  );
}

describe('instructions hidden in evidence, from the source to the org', () => {
  let product: Product;
  let standIn: AnthropicStandIn;
  let url: string;

  before(async () => {
    trap.listen(0, '127.0.0.1');
    await once(trap, 'listening');
    url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`; // It listens on a port.
    const secrets = newSecrets();
    const parts = [Product.start(secrets), startAnthropicStandIn({ apiKey: secrets.modelKey })] as const;
    [product, standIn] = await Promise.all(parts);
  });
  after(async () => {
    await product.stop();
    await standIn.close();
    trap.close();
  });

  /** From the sources to what was delivered. */
  async function run(place: Place | null, text: string): Promise<Snapshot> {
    const words = wordsWith(place, text, url);
    await product.hold(talkOf(words));
    const deal = await makeDeal(product, words);
    await win(product, deal);
    await briefEnds(product, deal);
    await deliver(product, deal);
    return snapshot(product, deal);
  }

  for (const by of ['rules', 'a model that obeys'] as const)
    describe(`extracted by ${by}`, () => {
      let clean: Snapshot;
      let service: ChildProcess | undefined;
      let deals = 0;

      /** A service waits when it has asked Slack as often as Slack allows; a new one has yet to ask. */
      async function soon(place: Place | null, text: string): Promise<Snapshot> {
        if (deals++ % DEALS_OF_A_SERVICE === 0) {
          const model = {
            ANTHROPIC_API_KEY: product.secrets.modelKey,
            ANTHROPIC_BASE_URL: standIn.url,
            HANDOFF_MODEL_CONSENT: 'email,call,slack,ticket,meeting,document,crm'
          };
          if (service) await end(service);
          service = await product.startService(by === 'rules' ? {} : model);
        }
        return run(place, text);
      }

      before(async () => {
        standIn.always('normal');
        clean = await soon(null, '');
        assert.ok(clean.lines.length > 10, clean.lines.join('\n'));
        standIn.always('obey');
      });

      const tried = by === 'rules' ? TOGETHER : INJECTIONS;
      for (const [place, text] of tried)
        test(`${place}: ${JSON.stringify(text).slice(0, 70)}`, async () => {
          const { added, missing } = differences(clean, await soon(place, text));
          const own = added.filter((line) => isOwnQuote(line, `${TICKET} ${text}`, product));
          // A line may ask for more review, never for less.
          const strange = added.filter((line) => !own.includes(line) && !(own.length > 0 && line.startsWith('Review')));
          // A ticket is shown by its title until a line quotes it.
          const gone = missing.filter((line) => !(own.length > 0 && place === 'ticket field' && isOfTicket(line)));
          assert.deepEqual({ strange, gone }, { strange: [], gone: [] });
        });
    });

  test('no address in evidence was asked for anything, and nothing was posted to Slack', () => {
    assert.deepEqual(asked, []);
    for (const { requests } of [product.slack, product.zendesk])
      assert.ok(requests.length > 50 && requests.every((request) => request.startsWith('GET ')));
    const posts = new Set(product.gong.requests);
    assert.deepEqual([...posts], ['POST /v2/calls/extensive', 'POST /v2/calls/transcript'], 'which only read');
  });
});
