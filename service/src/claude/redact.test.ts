import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuMs } from '../../test/cost.ts';
import { findPersonalData } from './personal-data.ts';
import { Redactor } from './redact.ts';

describe('Redactor', () => {
  const taken: [text: string, sent: string][] = [
    ['Write to dana.o+x@mail.kestrel.example today', 'Write to [email 1] today'],
    ['Call +44 20 7946 0958 or (415) 555-0123 now', 'Call [phone 1] or [phone 2] now'],
    ['Tel. 030 1234567, mobile 0171-2345678', 'Tel. [phone 1], mobile [phone 2]'],
    ['ring 415-555-0123 then', 'ring [phone 1] then'],
    ['my cell is 4155550123', 'my cell is [phone 1]'],
    ['+14155550123', '[phone 1]'],
    ['pay to DE89 3704 0044 0532 0130 00 please', 'pay to [account 1] please'],
    ['IBAN GB29NWBK60161331926819', 'IBAN [account 1]'],
    ['card 4111 1111 1111 1111 ok', 'card [account 1] ok'],
    ['SSN 078-05-1120', 'SSN [account 1]'],
    ['account number: 12345678 at the bank', 'account number: [account 1] at the bank'],
    ['at 221B Baker Street, London', 'at [address 1], London'],
    ['to 1600 Amphitheatre Parkway, Mountain View, CA 94043 by', 'to [address 1] by'],
    ['zur Hauptstraße 12, 10115 Berlin kommen', 'zur [address 1] kommen'],
    ['au 12 rue de Rivoli, 75001 Paris', 'au [address 1]'],
    ['near SW1A 1AA and P.O. Box 442', 'near [address 1] and [address 2]'],
    ['see https://x.example/a?token=abc for it', 'see [link 1] for it'],
    ['the password is hunter2! ok', 'the password is [secret 1] ok'],
    ['My wife is in chemotherapy, so later', 'My wife is in [private 1], so later'],
    ['She is on sick leave until May', 'She is on [private 1] until May'],
    ['born on 12.03.1980 in', 'born on [private 1] in']
  ];
  for (const [text, sent] of taken) test(`sends "${sent}"`, () => assert.equal(new Redactor().send(text).text, sent));

  for (const text of [
    'We ship 1,000,000 rows by 2026-05-15 and 10 000 more by 03/04/2026.',
    'Budget is $120,000 to 150,000 for 2026/2027, order 4711, version 1.28.15.',
    'Marlow Street Clinics runs 12 sites; 80% adoption by Q3; p99 under 250 ms.',
    'Opportunity 006000000000001AAA, ticket #48213, room 4.12, 24/7, 9-5 and 0930-1730.',
    'The clinic books surgery slots in spreadsheets.',
    'The password policy must be strict. We drive 3 St Louis projects.'
  ])
    test(`leaves "${text.slice(0, 40)}…" alone`, () => assert.equal(new Redactor().send(text).text, text));

  test('the same value has the same placeholder in every text, another one another', () => {
    const redactor = new Redactor();
    assert.equal(redactor.send('a@x.example b@x.example').text, '[email 1] [email 2]');
    assert.equal(
      redactor.send('B@X.example or +1 415 555 0123 or +1 (415) 555-0123').text,
      '[email 2] or [phone 1] or [phone 1]'
    );
    assert.deepEqual(redactor.counts, { email: 2, phone: 1 });
  });

  test('maps every span back to the words that were said, placeholders as a whole', () => {
    const said = 'Hi 😀, <b>call</b>\n+44 20 7946 0958\u200b or a@x.example, d\u00e0nke.\u{e0041}';
    const { text, toOriginal } = new Redactor().send(said);
    assert.equal(text, 'Hi 😀, ‹b›call‹/b› [phone 1] or [email 1], d\u00e0nke.');
    const back = (part: string) => said.slice(...toOriginal(text.indexOf(part), text.indexOf(part) + part.length));
    assert.equal(back('call‹/b› [phone 1] or'), 'call</b>\n+44 20 7946 0958\u200b or');
    assert.equal(back('[email 1]'), 'a@x.example');
    assert.equal(back('mail 1], d'), 'a@x.example, d');
    assert.equal(back('dànke.'), 'dànke.');
    for (let start = 0; start < text.length; start++)
      for (let end = start + 1; end <= text.length; end++) {
        const [from, to] = toOriginal(start, end);
        assert.ok(from >= 0 && from < to && to <= said.length);
      }
  });

  test('personal data with invisible characters inside is found all the same', () => {
    assert.equal(new Redactor().send('call +44 20\u200b 7946 0\u00ad958 now').text, 'call [phone 1] now');
  });

  test('an empty text stays empty', () => assert.deepEqual(new Redactor().send('').text, ''));

  test('takes time in proportion to the text, whatever is in it', () => {
    for (const unit of [
      'a',
      '1 ',
      '1-',
      'A1',
      'Aa ',
      '9 Aa ',
      'x@',
      'my ',
      'AB12 ',
      '.a',
      '((1) ',
      '12 rue ',
      'account '
    ])
      for (const size of [100_000]) {
        const taken = cpuMs(() => findPersonalData(unit.repeat(size / unit.length)));
        assert.ok(taken < 3_000, `${JSON.stringify(unit)} took ${Math.round(taken)} ms`);
      }
  });
});
