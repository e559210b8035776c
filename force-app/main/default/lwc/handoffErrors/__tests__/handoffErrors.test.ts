import { isConflict, reduceErrors } from 'c/handoffErrors';
import { apexError } from '../../../../../../config/jest/apex.ts';

describe('c/handoffErrors', () => {
  it('reads what Apex says', () => {
    expect(reduceErrors(apexError('Name who will ask.'))).toEqual(['Name who will ask.']);
  });

  it('prefers what the fields say to the general message of a refused save', () => {
    const refused = {
      status: 400,
      body: [
        {
          message: 'An error occurred while trying to update the record. Please try again.',
          output: {
            errors: [{ message: 'Not ready to hand off yet.' }],
            fieldErrors: { Start_Date__c: [{ message: 'The start date is in the past.' }] }
          }
        }
      ]
    };
    expect(reduceErrors(refused)).toEqual(['The start date is in the past.', 'Not ready to hand off yet.']);
  });

  it('reads DML errors out of Apex', () => {
    const body = { pageErrors: [{ message: 'Locked.' }], fieldErrors: { Name: [{ message: 'Too long.' }] } };
    expect(reduceErrors({ body })).toEqual(['Too long.', 'Locked.']);
  });

  it('says a message once, however often it is there', () => {
    expect(reduceErrors([new Error('Offline.'), 'Offline.', apexError('Offline.')])).toEqual(['Offline.']);
  });

  it('falls back to the status, then to saying that it is not known', () => {
    expect(reduceErrors({ statusText: 'Bad Gateway' })).toEqual(['Bad Gateway']);
    for (const nothing of [undefined, null, {}, [], { body: {} }, new Error(''), { body: [{ output: {} }] }]) {
      expect(reduceErrors(nothing)).toEqual([
        'Something went wrong. Try again, or ask an admin if it keeps happening.'
      ]);
    }
  });

  it('tells a conflict from other failures', () => {
    expect(isConflict({ status: 412, body: [] })).toBe(true);
    expect([isConflict({ status: 400 }), isConflict(new Error('412')), isConflict(undefined)]).toEqual([
      false,
      false,
      false
    ]);
  });
});
