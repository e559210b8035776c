import { apexRows } from './row.ts';

const LIMITS = apexRows({}, [
  {
    says: 'A rollback counts as a DML statement too',
    page: 'limits',
    apex: 'Savepoint sp = Database.setSavepoint(); Database.rollback(sp); said = Limits.getDmlStatements();',
    gives: '2'
  },
  {
    says: 'Rows count by statement: ten thousand at most',
    page: 'limits',
    apex: "List<Account> many = new List<Account>(); for (Integer i = 0; i < 10001; i++) { many.add(new Account(Name = 'x')); } insert many;",
    fails: /Too many DML rows: 10001/
  },
  {
    says: 'A hundred queries, and nobody catches the next',
    page: 'limits',
    apex: 'try { for (Integer i = 0; i < 101; i++) { List<Account> x = [SELECT Id FROM Account]; } } catch (Exception e) { said = 1; }',
    fails: /Too many SOQL queries: 101/
  },
  {
    says: 'A hundred and fifty DML statements',
    page: 'limits',
    apex: "try { for (Integer i = 0; i < 151; i++) { insert new Account(Name = 'x'); } } catch (Exception e) { said = 1; }",
    fails: /Too many DML statements: 151/
  }
]);

const USER_MODE = apexRows({}, [
  {
    says: 'User mode looks at the selected fields',
    page: 'userMode',
    user: 'ada',
    apex: "try { List<Parcel__c> x = [SELECT Tag__c FROM Parcel__c WITH USER_MODE]; said = 'read'; } catch (QueryException e) { said = 'refused'; }",
    gives: 'refused'
  },
  {
    says: 'User mode looks at the conditions too',
    page: 'userMode',
    user: 'ada',
    apex: "try { List<Parcel__c> x = [SELECT Id FROM Parcel__c WHERE Tag__c = 'x' WITH USER_MODE]; said = 'read'; } catch (QueryException e) { said = 'refused'; }",
    gives: 'refused'
  },
  {
    says: 'System mode does not',
    page: 'userMode',
    user: 'ada',
    apex: 'said = [SELECT Tag__c FROM Parcel__c WITH SYSTEM_MODE].size();',
    gives: '0'
  },
  {
    says: 'DML in user mode names the fields',
    page: 'userMode',
    user: 'ada',
    apex: "try { insert as user new Parcel__c(Mail__c = 'a@b.example'); } catch (DmlException e) { said = String.join(e.getDmlFieldNames(0), ','); }",
    gives: 'Mail__c'
  }
]);

export const BOUNDS = {
  Limits: LIMITS,
  'User mode': USER_MODE
};
