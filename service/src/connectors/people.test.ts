import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aurelis, kestrel, marlow } from '../../test/connectors.ts';
import { type Named, People } from './people.ts';

const people = new People(aurelis);
const sides: [what: string, named: Named, side: string][] = [
  ['a contact by address', { email: 'Stefan.Krueger@aurelis.example' }, 'customer'],
  ['one of our users by address', { email: 'ae@handoff.example' }, 'seller'],
  ["somebody of the customer's domain", { email: 'new.person@aurelis.example' }, 'customer'],
  ["somebody of a part of the customer's domain", { email: 'post@mail.aurelis.example' }, 'customer'],
  ['somebody of our domain', { email: 'someone@handoff.example' }, 'seller'],
  ['a domain that only ends like one', { email: 'x@notaurelis.example' }, 'unknown'],
  ['a stranger', { name: 'Jo', email: 'jo@elsewhere.example' }, 'unknown'],
  ['a known name beside a foreign address', { name: 'Amara Okafor', email: 'amara@elsewhere.example' }, 'unknown'],
  ['an address in the name beside a foreign one', { name: 'ae@handoff.example', email: 'x@y.example' }, 'unknown'],
  ['a full name', { name: 'Stefan Krüger' }, 'customer'],
  ['a full name without its accents', { name: 'stefan  kruger' }, 'customer'],
  ['a full name, last name first', { name: 'Krüger, Stefan' }, 'customer'],
  ['a first name alone', { name: 'Stefan' }, 'unknown'],
  ['a room', { name: 'Meeting room 4' }, 'unknown'],
  ['nobody', {}, 'unknown'],
  ['something that is no address', { email: 'stefan at aurelis' }, 'unknown']
];

describe('the side', () => {
  for (const [what, named, side] of sides)
    test(`of ${what} is ${side}`, () => assert.equal(people.resolve(named).side, side));

  test('of a name that two people share is unknown', () => {
    const [first] = kestrel.people.filter((person) => person.side === 'customer');
    assert.ok(first);
    const twice = [...kestrel.people, { ...first, id: '003000000000099AAA', email: null }];
    assert.equal(new People({ ...kestrel, people: twice }).resolve({ name: first.name }).side, 'unknown');
    const same = [...kestrel.people, first];
    assert.equal(new People({ ...kestrel, people: same }).resolve({ name: first.name }).side, 'customer');
  });

  test('of an address or a domain that both sides claim is unknown', () => {
    const both = { ...marlow, sellerDomains: ['marlowstreet.example'] };
    assert.equal(new People(both).resolve({ email: 'new@marlowstreet.example' }).side, 'unknown');
    const [user, contact] = [marlow.people[0], marlow.people.at(-1)];
    assert.ok(user && contact);
    const shared = { ...marlow, people: [user, { ...contact, email: user.email }] };
    assert.equal(new People(shared).resolve({ email: user.email }).side, 'unknown');
  });
});

test('a known person has the name that the CRM knows', () => {
  const speaker = people.resolve({ name: 'S. K.', email: 'stefan.krueger@aurelis.example' });
  assert.deepEqual(speaker, { name: 'Stefan Krüger', email: 'stefan.krueger@aurelis.example', side: 'customer' });
});

test('where people choose their own names, only an address counts', () => {
  assert.deepEqual(people.byAddress({ name: 'Amara Okafor' }), { name: 'Amara Okafor', email: null, side: 'unknown' });
  assert.equal(people.byAddress({ email: 'ae@handoff.example' }).side, 'seller');
});

test('ids of 15 and of 18 characters are the same person', () => {
  assert.equal(people.byId('005000000000001')?.name, 'Amara Okafor');
  assert.equal(people.byId('005000000000001AAA')?.name, 'Amara Okafor');
  assert.equal(people.byId('005000000000009AAA'), null);
  assert.equal(people.byId(null), null);
});
