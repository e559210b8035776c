import assert from 'node:assert/strict';
import { ApexOrg } from '../../src/apex/testing/org.ts';
import type { Org } from '../../src/org/ports.ts';
import { objectInfo } from '../../src/rest/ui-api/object-info.ts';
import { UiRecords } from '../../src/rest/ui-api/records.ts';
import type { Row } from './row.ts';

/** What ada is shown of a parcel: she reads `Title__c` and `Mail__c`, edits the first of them, and sees no `Tag__c`. */
function shown(fields: readonly string[], optionalFields: readonly string[] = []): string[] {
  const { base } = new ApexOrg();
  const id = base.insert('Parcel__c', { Title__c: 'x', Tag__c: 'secret', Mail__c: 'a@b.example' });
  // All that reading a record asks of an org.
  const records = new UiRecords({ schema: base.schema, query: base.engine.query } as unknown as Org);
  const answer = base.as('ada', (tx) => records.read(tx, { id, fields, optionalFields }));
  assert.ok(!JSON.stringify(answer).includes('secret'));
  return Object.keys((answer as { fields: object }).fields); // As every record of the UI API.
}

function info(field: string): unknown {
  const { base } = new ApexOrg();
  const object = base.schema.object('Parcel__c');
  assert.ok(object);
  const answer = base.as('ada', (tx) => objectInfo(object, tx.user));
  return (answer as { fields: Record<string, unknown> }).fields[field]; // As every object of the UI API.
}

export const FIELD_SECURITY: readonly Row[] = [
  {
    says: 'A record is read with the fields that the user may read',
    page: 'uiApi',
    check: () => assert.deepEqual(shown(['Parcel__c.Title__c']), ['Title__c'])
  },
  {
    says: 'Asking for a field that the user may not read is an error',
    page: 'getRecord',
    check: () => assert.throws(() => shown(['Parcel__c.Title__c', 'Parcel__c.Tag__c']), /Tag__c/)
  },
  {
    says: 'As an optional field it is left out and the rest is there',
    page: 'getRecord',
    check: () => assert.deepEqual(shown(['Parcel__c.Title__c'], ['Parcel__c.Tag__c']), ['Title__c'])
  },
  {
    says: 'Object info leaves fields out that the user may not read',
    page: 'uiApi',
    check: () => assert.deepEqual([info('Tag__c'), typeof info('Title__c')], [undefined, 'object'])
  },
  {
    says: 'Object info says of a field that the user may only read that it is not updateable',
    page: 'uiApi',
    check: () => {
      const { updateable } = info('Mail__c') as { updateable: boolean }; // As every field of object info.
      assert.equal(updateable, false);
    }
  }
];
