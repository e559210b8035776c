import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuMs } from '../../test/cost.ts';
import { mailText, ownWords } from './reply.ts';

const cases: [what: string, mail: string, own: string][] = [
  ['the earlier mail', 'Yes.\n\nOn Mon, 3 May 2026 at 10:00, Jo <jo@x.example> wrote:\n> We will pay.', 'Yes.'],
  ['an attribution over two lines', 'Yes.\n\nOn Mon, 3 May 2026, Jo\n<jo@x.example> wrote:\n\nWe will pay.', 'Yes.'],
  ['an attribution in French', 'Oui.\n\nLe lun. 3 mai 2026 à 10:00, Jo a écrit :\n\nNous payons.', 'Oui.'],
  ['an attribution in German', 'Ja.\n\nAm 3. Mai 2026 schrieb Jo <jo@x.example>:\n\nWir zahlen.', 'Ja.'],
  ['what Outlook copies', 'Yes.\n\nFrom: Jo\nSent: Monday\nTo: Al\nSubject: Offer\n\nWe will pay.', 'Yes.'],
  ['what German Outlook copies', 'Ja.\n\nVon: Jo\nGesendet: Montag\nAn: Al\nBetreff: x\n\nWir zahlen.', 'Ja.'],
  ['a forwarded mail', 'See below.\n\n---------- Forwarded message ---------\nFrom: Jo\n\nWe will pay.', 'See below.'],
  ['the original message', 'Yes.\n-----Original Message-----\nWe will pay.', 'Yes.'],
  ['quotes, not the answers between them', '> Can you?\nYes, by May.\n> And pay?\nNo.', 'Yes, by May.\nNo.'],
  [
    'marked quotes after an attribution, not the answers below',
    'On 3 May 2026 Jo <jo@x.example> wrote:\n> Can you?\n\nYes, by May.',
    'Yes, by May.'
  ],
  ['a signature after two dashes', 'Yes.\n-- \nJo\nCEO', 'Yes.'],
  ['a sign-off with what follows', 'We agree.\n\nBest regards,\nJo Smith\nVP\n+1 555', 'We agree.'],
  ['the device', 'Yes.\n\nSent from my iPhone', 'Yes.'],
  ['legal notices', 'Yes.\n\nThis e-mail and any attachments are confidential.\nDelete it.', 'Yes.'],
  ['warnings of the mail server', 'CAUTION: This email originated from outside.\n\nYes.', 'Yes.']
];

describe('own words are without', () => {
  for (const [what, mail, own] of cases) test(what, () => assert.equal(ownWords(mail, 'text'), own));
});

const kept: [what: string, mail: string, own?: string][] = [
  ['thanks at the beginning', 'Thanks,\nwe will be ready by May.'],
  ['a postscript', 'Yes.\n\nBest,\nJo\n\nPS: training is by 3 March.', 'Yes.\n\nPS: training is by 3 March.'],
  ['a sentence that tells who wrote what', 'On the call with the board he wrote:\nWe pay in May.'],
  ['a line that begins like a header', 'From: May on we pay.\nThat is agreed.'],
  ['a sentence about confidential things', 'Our prices are confidential.\nWe deliver in May.'],
  ['a sentence that begins with warning', 'Warning signs: the depots may keep sending paper.'],
  ['a list with dashes', '- one\n- two']
];

describe('own words keep', () => {
  for (const [what, mail, own = mail] of kept) test(what, () => assert.equal(ownWords(mail, 'text'), own));
});

test('a mail that only forwards says nothing', () =>
  assert.equal(ownWords('---------- Forwarded message ---------\nFrom: Jo\n\nWe will pay.', 'text'), ''));

test('quotes in HTML are left out before its text is read', () => {
  const html = '<p>Yes, by May.</p><blockquote type="cite">We will pay</blockquote><p>Best regards,<br>Jo</p>';
  assert.equal(ownWords(html, 'html'), 'Yes, by May.');
});

test('a mail without readable HTML is read from its text', () => {
  assert.equal(mailText({ html: '<p style="display:none">x</p>', text: 'Yes.' }), 'Yes.');
  assert.equal(mailText({ html: '<p>Yes.</p>', text: 'No.' }), 'Yes.');
  assert.equal(mailText({ html: null, text: null }), '');
});

test('hostile mails take no longer than their length deserves', () => {
  const pieces = [
    'thanks\n',
    `on ${'x '.repeat(150)}\n`,
    `this e-mail ${'and '.repeat(80)}\n`,
    'From: x\n',
    '\n',
    '-_* '
  ];
  const cost = (repeat: number): number =>
    cpuMs(() => {
      for (const piece of pieces) ownWords(piece.repeat(repeat), 'text');
    });
  const [short, long] = [cost(100), cost(2000)];
  assert.ok(long < Math.max(short, 5) * 100, `${short.toFixed(1)} ms, then ${long.toFixed(1)} ms`);
});
