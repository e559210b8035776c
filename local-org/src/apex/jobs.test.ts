import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexOrg } from './testing/org.ts';

const HOUR = 3_600_000;

/** Writes an account whenever it runs, named by what it was made with and what the system says of the run. */
const SWEEP = `public class Sweep implements Schedulable {
  private final String word;
  public Sweep(String word) { this.word = word; }
  public void execute(SchedulableContext context) {
    String id = context.getTriggerId();
    insert new Account(Name = word + ' ' + id.left(3) + ' ' + System.isScheduled() + ' ' + System.isQueueable());
  }
}`;

/** Moves an org's clock on and runs what is due. */
function after(org: ApexOrg, ms: number): void {
  org.base.now = new Date(org.base.now.getTime() + ms);
  org.base.engine.async.drain();
}

const accounts = (org: ApexOrg): unknown[] => org.base.column('SELECT Name FROM Account ORDER BY Name');

test('System.schedule runs a class again and again from the commit on, with what it was made with', () => {
  const org = new ApexOrg({ 'Sweep.cls': SWEEP });
  org.run(`
    Sweep job = new Sweep('swept');
    String id = System.schedule('Hourly', '0 30 * * * ?', job);
    Assert.isTrue(id.startsWith('08e'), id);`);
  assert.deepEqual(
    org.base.engine.async.pending().map(({ label, dueAt }) => [label, dueAt]),
    [['Sweep', '2026-03-18T12:30:00.000Z']]
  );
  after(org, HOUR / 4);
  assert.deepEqual(accounts(org), []);
  after(org, HOUR / 4);
  after(org, HOUR);
  assert.deepEqual(accounts(org), ['swept 08e true false', 'swept 08e true false']);
});

/** "Although scheduled Apex is an asynchronous feature, synchronous limits apply" (Execution Governors and Limits). */
test('a scheduled job has the synchronous limits', () => {
  const org = new ApexOrg({
    'Limited.cls': `public class Limited implements Schedulable {
      public void execute(SchedulableContext context) {
        insert new Account(Name = Limits.getLimitQueries() + ' ' + Limits.getLimitQueueableJobs());
      }
    }`
  });
  org.run(`System.schedule('Limited', '0 0 * * * ?', new Limited());`);
  after(org, HOUR);
  assert.deepEqual(accounts(org), ['100 50']);
});

test('a schedule of a transaction that is rolled back does not run', () => {
  const org = new ApexOrg({ 'Sweep.cls': SWEEP });
  assert.throws(
    () =>
      org.run(
        `System.schedule('Hourly', '0 30 * * * ?', new Sweep('never')); throw new IllegalArgumentException('x');`
      ),
    /IllegalArgumentException: x/
  );
  assert.deepEqual(org.base.engine.async.pending(), []);
});

test('System.schedule refuses as Salesforce does, and says what this org does not have', () => {
  const org = new ApexOrg({ 'Sweep.cls': SWEEP });
  const refused = (statement: string, said: RegExp): void => assert.throws(() => org.run(statement), said);
  refused(`System.schedule('x', 'hourly', new Sweep('a'));`, /System\.StringException: Illegal cron expression format/);
  refused(`System.schedule('x', '0 0 0 L * ?', new Sweep('a'));`, /not supported by the local org/);
  refused(`System.schedule('x', '0 0 * * * ?', null);`, /System\.NullPointerException/);
  refused(`System.schedule('x', '0 0 * * * ?', 'Sweep');`, /Method does not exist or incorrect signature/);
  org.run(`System.schedule('x', '0 0 * * * ?', new Sweep('a'));`);
  refused(
    `System.schedule('x', '0 0 * * * ?', new Sweep('a'));`,
    /System\.AsyncException: The Apex job named "x" is already scheduled for execution/
  );
});

const QUEUED = `public class Queued implements Queueable {
  public Boolean fails = false;
  public void execute(QueueableContext context) {
    System.attachFinalizer(new Last());
    insert new Account(Name = 'job ' + System.isQueueable());
    if (fails) { throw new IllegalArgumentException('broken'); }
  }
  public class Last implements Finalizer {
    public void execute(FinalizerContext context) {
      insert new Account(Name = context.getResult().name() + ' ' + context.getException()?.getMessage());
    }
  }
}`;

test('Test.stopTest runs what was queued and scheduled, and throws what a job throws once its finalizer has run', () => {
  const org = new ApexOrg({
    'Sweep.cls': SWEEP,
    'Queued.cls': QUEUED,
    'JobsTest.cls': `@IsTest private class JobsTest {
      @IsTest static void scheduled() {
        Test.startTest();
        System.schedule('Sweep', '0 0 3 * * ?', new Sweep('tested'));
        Test.stopTest();
        Assert.areEqual('tested 08e true false', [SELECT Name FROM Account].Name);
      }
      @IsTest static void queued() {
        Test.startTest();
        System.enqueueJob(new Queued());
        Test.stopTest();
        Assert.areEqual(2, [SELECT COUNT() FROM Account WHERE Name IN ('job true', 'SUCCESS null')]);
      }
      @IsTest static void caught() {
        Queued job = new Queued();
        job.fails = true;
        Test.startTest();
        System.enqueueJob(job);
        try {
          Test.stopTest();
          Assert.fail('It must throw');
        } catch (IllegalArgumentException expected) {
          Assert.areEqual('broken', expected.getMessage());
        }
        Assert.areEqual('UNHANDLED_EXCEPTION broken', [SELECT Name FROM Account].Name);
      }
      @IsTest static void uncaught() {
        Queued job = new Queued();
        job.fails = true;
        Test.startTest();
        System.enqueueJob(job);
        Test.stopTest();
      }
    }`
  });
  assert.deepEqual(org.failures(), ['JobsTest.uncaught: System.IllegalArgumentException: broken']);
  assert.deepEqual(accounts(org), []);
});

test('callouts are refused in triggers and in scheduled jobs', () => {
  const org = new ApexOrg({
    'Caller.cls': `public class Caller implements Schedulable {
      public static String call() {
        HttpRequest request = new HttpRequest();
        request.setEndpoint('callout:Somewhere');
        request.setMethod('GET');
        try {
          new Http().send(request);
          return 'called';
        } catch (CalloutException refused) {
          return refused.getMessage();
        }
      }
      public void execute(SchedulableContext context) { insert new Account(Name = call()); }
    }`,
    'Contacts.trigger': `trigger Contacts on Contact (before insert) {
      for (Contact person : Trigger.new) { person.Title = Caller.call(); }
    }`
  });
  org.run(`insert new Contact(LastName = 'One'); System.schedule('Caller', '0 0 * * * ?', new Caller());`);
  assert.deepEqual(org.base.column('SELECT Title FROM Contact'), [
    'Callout from triggers are currently not supported.'
  ]);
  after(org, HOUR);
  assert.deepEqual(accounts(org), ['Callout from scheduled Apex not supported.']);
});
