import { apexRows } from './row.ts';

const LOG = 'public class Log { public static List<String> said = new List<String>(); }';
const describeAt = (event: string): string =>
  `trigger At on Account(${event}) { Log.said.add(Trigger.size + ' ' + (Trigger.new != null) + (Trigger.newMap != null) + (Trigger.old != null) + (Trigger.oldMap != null)); }`;
const context = (event: string) => ({ 'Log.cls': LOG, 'At.trigger': describeAt(event) });
const ACCOUNT = "Account a = new Account(Name = 'x'); insert a;";
const READ = "said = String.join(Log.said, '|');";

/** Trigger variables: new, newMap, old, oldMap. */
const CONTEXT = [
  ...apexRows(context('before insert'), [
    {
      says: 'Before an insert there is new only',
      page: 'context',
      apex: `${ACCOUNT} ${READ}`,
      gives: '1 truefalsefalsefalse'
    }
  ]),
  ...apexRows(context('after insert'), [
    {
      says: 'After an insert there are new and newMap',
      page: 'context',
      apex: `${ACCOUNT} ${READ}`,
      gives: '1 truetruefalsefalse'
    }
  ]),
  ...apexRows(context('before update'), [
    {
      says: 'Before an update there are all four',
      page: 'context',
      apex: `${ACCOUNT} update a; ${READ}`,
      gives: '1 truetruetruetrue'
    }
  ]),
  ...apexRows(context('after update'), [
    { says: 'After an update too', page: 'context', apex: `${ACCOUNT} update a; ${READ}`, gives: '1 truetruetruetrue' }
  ]),
  ...apexRows(context('before delete'), [
    {
      says: 'Before a delete there are the old ones only',
      page: 'context',
      apex: `${ACCOUNT} delete a; ${READ}`,
      gives: '1 falsefalsetruetrue'
    }
  ]),
  ...apexRows(context('after undelete'), [
    {
      says: 'After an undelete there are the new ones only',
      page: 'context',
      apex: `${ACCOUNT} delete a; undelete a; ${READ}`,
      gives: '1 truetruefalsefalse'
    }
  ])
];

const SAVING = [
  ...apexRows(
    { 'At.trigger': 'trigger At on Parcel__c(before insert) { for (Parcel__c p : Trigger.new) p.Weight__c = 150; }' },
    [
      {
        says: 'Validation rules run after before triggers',
        page: 'order',
        apex: 'try { insert new Parcel__c(Weight__c = 1); } catch (DmlException e) { said = e.getDmlMessage(0); }',
        gives: 'Too heavy.'
      }
    ]
  ),
  ...apexRows({ 'At.trigger': "trigger At on Account(after insert) { Trigger.new[0].Name = 'y'; }" }, [
    {
      says: 'After triggers cannot change new',
      page: 'considerations',
      apex: "try { insert new Account(Name = 'x'); } catch (DmlException e) { said = e.getMessage().contains('read-only'); }",
      gives: 'true'
    }
  ]),
  ...apexRows(
    {
      'Log.cls': LOG,
      'At.trigger': 'trigger At on Parcel__c(before insert) { Log.said.add(String.valueOf(Trigger.size)); }'
    },
    [
      {
        says: 'Triggers run again for the records that had no error',
        page: 'bulk',
        apex: `Database.insert(new List<Parcel__c>{ new Parcel__c(Weight__c = 1), new Parcel__c(Weight__c = 200) }, false); ${READ}`,
        gives: '2|1'
      }
    ]
  ),
  ...apexRows({}, [
    {
      says: 'A statement saves all or nothing',
      page: 'bulk',
      apex: "try { insert new List<Parcel__c>{ new Parcel__c(Weight__c = 1), new Parcel__c(Weight__c = 200) }; } catch (DmlException e) { said = e.getDmlIndex(0) + ' ' + [SELECT COUNT() FROM Parcel__c]; }",
      gives: '1 0'
    },
    {
      says: 'With allOrNone false the others are saved',
      page: 'statements',
      apex: 'Database.insert(new List<Parcel__c>{ new Parcel__c(Weight__c = 1), new Parcel__c(Weight__c = 200) }, false); said = [SELECT COUNT() FROM Parcel__c];',
      gives: '1'
    },
    {
      says: 'A rollback takes back what was saved since the savepoint',
      page: 'transaction',
      apex: `Savepoint sp = Database.setSavepoint(); ${ACCOUNT} Database.rollback(sp); said = [SELECT COUNT() FROM Account];`,
      gives: '0'
    },
    {
      says: 'Ids stay after a rollback',
      page: 'transaction',
      apex: `Savepoint sp = Database.setSavepoint(); ${ACCOUNT} Database.rollback(sp); said = a.Id != null;`,
      gives: 'true'
    },
    {
      says: 'A savepoint counts as a DML statement',
      page: 'transaction',
      apex: 'Savepoint sp = Database.setSavepoint(); said = Limits.getDmlStatements();',
      gives: '1'
    },
    {
      says: 'An upsert without a match inserts',
      page: 'upsert',
      apex: "said = Database.upsert(new Parcel__c(Code__c = 'k'), Parcel__c.Code__c, true).isCreated();",
      gives: 'true'
    },
    {
      says: 'An upsert with one match updates, whatever the case',
      page: 'upsert',
      apex: "insert new Parcel__c(Code__c = 'K'); said = Database.upsert(new Parcel__c(Code__c = 'k'), Parcel__c.Code__c, true).isCreated();",
      gives: 'false'
    },
    {
      says: 'An upsert with several matches fails',
      page: 'upsert',
      apex: "insert new List<Parcel__c>{ new Parcel__c(Tag__c = 't'), new Parcel__c(Tag__c = 't') }; said = Database.upsert(new Parcel__c(Tag__c = 't'), Parcel__c.Tag__c, false).isSuccess();",
      gives: 'false'
    },
    {
      says: 'Deleted records are still among ALL ROWS',
      page: 'undelete',
      apex: `${ACCOUNT} delete a; said = [SELECT Id FROM Account].size() + ' ' + [SELECT Id FROM Account ALL ROWS].size();`,
      gives: '0 1'
    },
    {
      says: 'Months later is the same time on the last day of a shorter month',
      page: 'datetime',
      apex: 'said = JSON.serialize(Datetime.newInstanceGmt(2026, 1, 31, 8, 30, 0).addMonths(1)) + JSON.serialize(Datetime.newInstanceGmt(2024, 2, 29, 8, 30, 0).addYears(-1));',
      gives: '"2026-02-28T08:30:00.000+0000""2023-02-28T08:30:00.000+0000"'
    },
    {
      says: 'Of a generic record the id can be read with a dot',
      page: 'fields',
      apex: `${ACCOUNT} SObject generic = a.Id.getSObjectType().newSObject(a.Id); said = generic.Id == a.Id;`,
      gives: 'true'
    },
    {
      says: 'What is taken out of the recycle bin cannot be undeleted',
      page: 'emptyRecycleBin',
      apex: `${ACCOUNT} delete a; Database.EmptyRecycleBinResult r = Database.emptyRecycleBin(new List<Id>{ a.Id })[0]; said = r.isSuccess() + ' ' + Database.undelete(a.Id, false).isSuccess() + ' ' + [SELECT Id FROM Account ALL ROWS].size();`,
      gives: 'true false 0'
    },
    {
      says: 'Only what is in the recycle bin can be taken out of it',
      page: 'emptyRecycleBin',
      apex: `${ACCOUNT} said = Database.emptyRecycleBin(a).isSuccess();`,
      gives: 'false'
    },
    {
      says: 'At most 200 records are taken out in one call',
      page: 'emptyRecycleBin',
      apex: "List<Account> many = new List<Account>(); for (Integer i = 0; i < 201; i++) { many.add(new Account(Name = 'x')); } insert many; delete many; Database.emptyRecycleBin(many);",
      fails: /at most 200/
    },
    {
      says: 'Details are deleted with their master',
      page: 'delete',
      apex: "Parcel__c p = new Parcel__c(); insert p; insert new Item__c(Name = 'i', Parcel__c = p.Id); delete p; said = [SELECT COUNT() FROM Item__c];",
      gives: '0'
    },
    {
      says: 'The safe navigation operator gives null for null',
      page: 'safeNavigation',
      apex: 'Account a; said = a?.Name == null;',
      gives: 'true'
    }
  ])
];

const RECURSION = [
  ...apexRows(
    {
      'At.trigger':
        "trigger At on Account(after insert, after update) { update new Account(Id = Trigger.new[0].Id, Description = 'again'); }"
    },
    [
      {
        says: 'Triggers that set each other off are stopped at sixteen',
        page: 'limits',
        apex: "try { insert new Account(Name = 'x'); } catch (DmlException e) { said = e.getMessage().contains('maximum trigger depth exceeded'); }",
        gives: 'true'
      }
    ]
  ),
  ...apexRows(
    {
      'Once.cls': 'public class Once { public static Integer runs = 0; }',
      'At.trigger':
        "trigger At on Account(after update) { Once.runs++; if (Once.runs == 1) { update new Account(Id = Trigger.new[0].Id, Description = 'again'); } }"
    },
    [
      {
        says: 'A static variable lives as long as the transaction, so that a trigger can stop itself',
        page: 'statics',
        apex: "Account a = new Account(Name = 'x'); insert a; update a; said = Once.runs;",
        gives: '2'
      }
    ]
  ),
  ...apexRows(
    {
      'At.trigger':
        'trigger At on Account(before insert) { for (Account a : Trigger.new) { a.Description = a.Name; } }',
      'After.trigger':
        'trigger After on Account(after insert) { insert new Contact(LastName = Trigger.new[0].Description); }'
    },
    [
      {
        says: 'What a before trigger sets is saved without another DML statement',
        page: 'order',
        apex: "insert new Account(Name = 'x'); said = [SELECT Description FROM Account].Description + ' ' + Limits.getDmlStatements();",
        gives: 'x 2'
      },
      {
        says: 'After triggers see the id and what before triggers set',
        page: 'order',
        apex: "insert new Account(Name = 'x'); said = [SELECT LastName FROM Contact].LastName;",
        gives: 'x'
      }
    ]
  ),
  ...apexRows(
    {
      'At.trigger':
        "trigger At on Account(before insert) { for (Account a : Trigger.new) { if (a.Name == 'bad') { a.addError('Not this one'); } } }",
      'After.trigger':
        'trigger After on Account(after insert) { for (Account a : Trigger.new) { insert new Contact(LastName = a.Name); } }'
    },
    [
      {
        says: 'addError stops the record that it was said of, and with allOrNone false only that',
        page: 'bulk',
        apex: "List<Database.SaveResult> all = Database.insert(new List<Account>{ new Account(Name = 'bad'), new Account(Name = 'good') }, false); said = all[0].isSuccess() + ' ' + all[0].getErrors()[0].getMessage() + ' ' + all[1].isSuccess() + ' ' + [SELECT COUNT() FROM Contact];",
        gives: 'false Not this one true 1'
      },
      {
        says: 'A record that fails takes nothing with it but what its triggers did',
        page: 'bulk',
        apex: "Database.insert(new List<Account>{ new Account(Name = 'good'), new Account(Name = 'bad') }, false); said = [SELECT COUNT() FROM Account] + ' ' + [SELECT LastName FROM Contact].LastName;",
        gives: '1 good'
      }
    ]
  )
];

export const APEX = {
  'Trigger variables': CONTEXT,
  Saving: SAVING,
  'Triggers of triggers': RECURSION
};
