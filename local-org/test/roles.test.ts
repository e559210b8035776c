import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { FieldDescribe, ObjectDescribe } from '../src/org/schema.ts';
import { stopOrg } from './org.ts';
import { fullRecord, ROLE_USERS, RolesOrg, sampleValue, writtenMatrix } from './roles.ts';

const MATRIX = writtenMatrix();
/** Parents before children. */
const OBJECTS = [
  'Account',
  'Contact',
  'Lead',
  'Contract',
  'Opportunity',
  'Case',
  'Handoff__c',
  'Handoff_Item__c',
  'Handoff_Stakeholder__c',
  'Handoff_Citation__c',
  'Handoff_Gate_Attempt__c',
  'Handoff_Erasure__c'
];
const EVENT = 'Handoff_Gate_Attempt__e';

interface DescribedField {
  name: string;
  updateable: boolean;
}

/** What `docs/permissions.md` says; who has no permission set has nothing. */
const letters = (name: string, role: string): string => MATRIX.get(name)?.get(role) ?? '';

describe('each role, asked through the API, against docs/permissions.md', () => {
  let roles: RolesOrg;
  /** A record of each object that belongs to the role's own user, so that sharing hides nothing. */
  const own = new Map<string, Map<string, string>>();

  before(async () => {
    roles = await RolesOrg.start();
    for (const role of Object.keys(ROLE_USERS)) own.set(role, recordsOf(role));
  });
  after(() => stopOrg(roles.running));

  function recordsOf(role: string): Map<string, string> {
    const ids = new Map<string, string>([['User', roles.userId(role)]]);
    for (const name of OBJECTS) {
      const object = objectNamed(name);
      const values = fullRecord(object, ids);
      for (const field of object.fields) if (field.unique && field.kind === 'text') values[field.apiName] = role;
      if (name === 'Opportunity') values['StageName'] = 'Prospecting';
      ids.set(name, roles.make(name, values));
    }
    return ids;
  }

  const objectNamed = (name: string): ObjectDescribe =>
    roles.running.org.schema.object(name) ?? assert.fail(`There is no ${name}`);
  const idOf = (role: string, object: string): string => own.get(role)?.get(object) ?? assert.fail(object);

  test('the page speaks of every object and field that has rights of its own', () => {
    const { schema } = roles.running.org;
    const ours = schema.objects().filter(({ kind }) => kind === 'custom' || kind === 'event');
    const missing = ours.flatMap(({ apiName, kind, fields }) => [
      ...(MATRIX.has(apiName) ? [] : [apiName]),
      ...fields
        .filter(({ custom, permissionable }) => custom && permissionable && kind !== 'event')
        .map((field) => `${apiName}.${field.apiName}`)
        .filter((name) => !MATRIX.has(name))
    ]);
    assert.deepEqual(missing, []);
    assert.deepEqual(
      [...MATRIX.keys()].filter((name) => !name.includes('.')).sort(),
      [...OBJECTS, EVENT].sort(),
      'each object that the page names is tried'
    );
  });

  for (const role of Object.keys(ROLE_USERS)) {
    for (const object of OBJECTS) {
      test(`${role}: ${object}`, async (context) => {
        const wrong = [...(await objectWrongs(role, object)), ...(await fieldsWrongs(context, role, object))];
        assert.deepEqual(wrong, []);
      });
    }

    test(`${role}: ${EVENT}`, async () => {
      const { status, text } = await roles.ask(role, 'POST', `/sobjects/${EVENT}`, { Outcome__c: 'Blocked' });
      assert.equal(status === 201, letters(EVENT, role).includes('C'), text);
    });
  }

  async function objectWrongs(role: string, object: string): Promise<string[]> {
    const rights = letters(object, role);
    const found: [right: string, may: boolean][] = [];
    const described = await roles.ask(role, 'GET', `/sobjects/${object}/describe`);
    found.push(['R', described.status === 200]);
    if (described.status === 200) {
      const summary = described.body as Record<string, boolean>; // A describe has these.
      found.push(['C', summary['createable'] === true], ['E', summary['updateable'] === true]);
      found.push(['D', summary['deletable'] === true]);
    }
    const id = idOf(role, object);
    found.push(['R', (await roles.query(role, `SELECT Id FROM ${object} WHERE Id = '${id}'`)).status === 200]);
    found.push(['R', (await roles.ask(role, 'GET', `/sobjects/${object}/${id}`)).status === 200]);
    found.push(['R', (await roles.ask(role, 'GET', `/ui-api/object-info/${object}`)).status === 200]);
    const removed = await roles.ask(role, 'DELETE', `/sobjects/${object}/${spare(role, object)}`);
    found.push(['D', removed.status === 204]);
    const made = await roles.ask(role, 'POST', `/sobjects/${object}`, least(role, object));
    found.push(['C', made.status === 201]);
    if (object === 'Handoff_Gate_Attempt__c' || object === 'Opportunity' || object === 'Account') {
      const others = await roles.query(role, `SELECT COUNT() FROM ${object} WHERE OwnerId != '${roles.userId(role)}'`);
      if (objectNamed(object).sharingModel === 'Private')
        found.push(['V', others.status === 200 && (others.body as { totalSize: number }).totalSize > 0]);
    }
    return found
      .filter(([right, may]) => rights.includes(right) !== may)
      .map(
        ([right, may], index) => `${object} ${right} ${may ? 'is possible' : 'is refused'} (${index}): ${made.text}`
      );
  }

  async function fieldsWrongs(context: TestContext, role: string, object: string): Promise<string[]> {
    const describe = objectNamed(object);
    const guarded = describe.fields.filter(({ apiName }) => MATRIX.has(`${object}.${apiName}`));
    const { status, body } = await roles.ask(role, 'GET', `/sobjects/${object}/describe`);
    const listed = status === 200 ? (body as { fields: DescribedField[] }).fields : [];
    const info = await roles.ask(role, 'GET', `/ui-api/object-info/${object}`);
    const shown = info.status === 200 ? (info.body as { fields: Record<string, { updateable: boolean }> }).fields : {};
    const wrong: string[] = [];
    let asked = 0;
    for (const field of guarded) {
      const rights = letters(`${object}.${field.apiName}`, role);
      const mayRead = rights.includes('R') && letters(object, role).includes('R');
      const mayEdit = rights.includes('E') && letters(object, role).includes('E') && !field.createOnly;
      const inDescribe = listed.find(({ name }) => name === field.apiName);
      const found: [way: string, may: boolean, expected: boolean][] = [
        ['describe', inDescribe !== undefined, mayRead],
        ['describe for edit', inDescribe?.updateable === true, mayEdit],
        ['object info', shown[field.apiName] !== undefined, mayRead],
        ['object info for edit', shown[field.apiName]?.updateable === true, mayEdit],
        ...(await readWays(role, object, field)).map(([way, may]) => [way, may, mayRead] as const),
        ['update', await updates(role, object, field), mayEdit]
      ].map(([way, may, expected]) => [String(way), may === true, expected === true]);
      asked += found.length;
      for (const [way, may, expected] of found)
        if (may !== expected) wrong.push(`${field.apiName} by ${way}: ${may ? 'is possible' : 'is refused'}`);
    }
    context.diagnostic(`${guarded.length} fields, ${asked} questions`);
    return wrong;
  }

  /** Every way to a value: named, filtered by, sorted by, read with the record, and read by the pages. */
  async function readWays(role: string, object: string, field: FieldDescribe): Promise<[string, boolean][]> {
    const { apiName, kind } = field;
    const id = idOf(role, object);
    const kept = JSON.stringify(roles.stored(object, id, apiName)).slice(0, 20);
    const whole = await roles.ask(role, 'GET', `/sobjects/${object}/${id}`);
    const given = await roles.query(role, `SELECT ${apiName} FROM ${object} WHERE Id = '${id}'`);
    const ways: [string, boolean][] = [
      ['select', given.status === 200 && given.text.includes(`"${apiName}":${kept}`)],
      ['record', whole.status === 200 && whole.text.includes(`"${apiName}":${kept}`)],
      ['fields', (await roles.ask(role, 'GET', `/sobjects/${object}/${id}?fields=${apiName}`)).status === 200],
      ['ui record', (await roles.ask(role, 'GET', `/ui-api/records/${id}?fields=${object}.${apiName}`)).status === 200]
    ];
    if (kind === 'longtextarea') return ways;
    const empty = kind === 'checkbox' ? 'false' : 'null';
    const filtered = await roles.query(role, `SELECT Id FROM ${object} WHERE ${apiName} != ${empty}`);
    ways.push(['where', filtered.status === 200]);
    if (kind === 'multipicklist') return ways;
    const sorted = await roles.query(role, `SELECT Id FROM ${object} ORDER BY ${apiName} LIMIT 1`);
    return [...ways, ['order by', sorted.status === 200]];
  }

  async function updates(role: string, object: string, field: FieldDescribe): Promise<boolean> {
    const ids = own.get(role) ?? new Map<string, string>();
    const unique = field.unique && field.kind === 'text';
    const value = unique ? role : sampleValue(field, ids);
    const { status, text } = await roles.ask(role, 'PATCH', `/sobjects/${object}/${idOf(role, object)}`, {
      [field.apiName]: value
    });
    // Refused for the field or the object, not because a rule or a trigger minds the value.
    assert.match(String(status), /^(204|400|403)$/, text);
    if (status !== 204)
      assert.match(text, /INVALID_FIELD|INSUFFICIENT_ACCESS|CANNOT_INSERT/, `${field.apiName} ${text}`);
    return status === 204;
  }

  /** A record of one's own that may go. */
  function spare(role: string, object: string): string {
    const ids = own.get(role) ?? new Map<string, string>();
    const values = required(objectNamed(object), ids);
    if (objectNamed(object).fields.some(({ apiName }) => apiName === 'OwnerId')) values['OwnerId'] = roles.userId(role);
    return roles.make(object, values);
  }

  function least(role: string, object: string): Record<string, unknown> {
    return required(objectNamed(object), own.get(role) ?? new Map());
  }
});

/** Only what a record cannot be without, and the parent it belongs to. */
function required(object: ObjectDescribe, ids: ReadonlyMap<string, string>): ReturnType<typeof fullRecord> {
  const values = Object.fromEntries(
    object.fields
      .filter(({ required, readOnly, kind }) => (required || kind === 'masterdetail') && !readOnly && kind !== 'id')
      .filter(({ apiName }) => apiName !== 'OwnerId')
      .map((field) => [field.apiName, sampleValue(field, ids)])
  );
  return object.apiName === 'Opportunity' ? { ...values, StageName: 'Prospecting' } : values;
}
