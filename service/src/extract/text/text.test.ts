import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sentencesOf } from './sentences.ts';
import { wordsOf } from './words.ts';
import { foreignZones, inZones } from './zones.ts';

describe('sentences', () => {
  const cases: [text: string, sentences: string[]][] = [
    ['We ship in May. It works.', ['We ship in May.', 'It works.']],
    ['Dr. Smith signs at approx. 5 p.m. on Friday.', ['Dr. Smith signs at approx. 5 p.m. on Friday.']],
    ['It costs 3.5 million. Really?', ['It costs 3.5 million.', 'Really?']],
    ['So… we wait. Then… we go.', ['So… we wait.', 'Then… we go.']],
    ['Well... it depends.', ['Well... it depends.']],
    ['- Send the draft\n- Book the room', ['Send the draft', 'Book the room']],
    ['1. Send it\n2. Sign it', ['1. Send it', '2. Sign it']],
    [
      'We will send the whole plan to the team\nand wait for an answer.',
      ['We will send the whole plan to the team\nand wait for an answer.']
    ],
    ['He said "it works." We agreed.', ['He said "it works."', 'We agreed.']],
    ['🚀 We ship! 🎉 Yes?', ['We ship!', 'Yes?']],
    ['', []],
    [' \n ', []]
  ];
  for (const [text, sentences] of cases)
    test(JSON.stringify(text), () =>
      assert.deepEqual(
        sentencesOf(text).map(({ start, end }) => text.slice(start, end)),
        sentences
      )
    );

  test('talk without punctuation is cut, and nothing gets lost', () => {
    const text = 'so we look at the invoices and then we send them around '.repeat(40);
    const ranges = sentencesOf(text);
    assert.ok(ranges.length > 3);
    assert.ok(ranges.every(({ start, end }) => end - start <= 500));
    assert.equal(
      ranges
        .map(({ start, end }) => text.slice(start, end))
        .join('')
        .replace(/\s/g, ''),
      text.replace(/\s/g, '')
    );
  });

  test('no cut falls between the halves of a character', () => {
    const text = '😀'.repeat(2000);
    for (const { start, end } of sentencesOf(text)) assert.ok(text.slice(start, end).isWellFormed());
  });
});

describe('words', () => {
  const cases: [text: string, words: string][] = [
    ["We'll send it; won't you?", 'we will send it will not you'],
    ["It's Dana's", "it is dana 's"],
    ['I I i will w- wait', 'i will wait'],
    ['uh so um i’ll do it', 'so i will do it'],
    ["i'll i'll go", 'i will go'],
    ['3.5 % of 1,000', '3.5 % of 1,000']
  ];
  for (const [text, words] of cases) test(text, () => assert.equal(wordsOf(text).words.join(' '), words));

  test('every word stands where it says', () => {
    const text = 'İstanbul: 🚀 we’ll “ship” it';
    const { words, starts, ends, quoted } = wordsOf(text);
    const at = words.indexOf('ship');
    assert.equal(text.slice(starts[at], ends[at]), 'ship');
    assert.deepEqual(quoted.map((each, index) => (each ? words[index] : '')).filter(Boolean), ['ship']);
  });
});

describe('what is not the writer’s own message', () => {
  const cases: [name: string, text: string, foreign: string][] = [
    ['a quoted line', 'Sure.\n> we will send it\nBye', 'we will'],
    ['a quoted mail', 'Sure.\n\nOn Monday Dana wrote:\nwe will send it', 'we will'],
    ['a forwarded mail', 'FYI\n-----Original Message-----\nwe will send it', 'we will'],
    ['a signature', 'Sure.\n\nBest regards,\nAmara\nwe will win awards', 'we will']
  ];
  for (const [name, text, foreign] of cases)
    test(name, () => {
      assert.ok(inZones(foreignZones(text), text.indexOf(foreign)));
      assert.ok(!inZones(foreignZones(text), 0));
    });
});
