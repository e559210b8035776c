import { apexRows } from './row.ts';

/** A job that works, or fails, or queues others; its finalizer says how it ended. */
const JOB = `public class Job implements Queueable {
  public Boolean fails = false;
  public Integer children = 0;
  public Boolean again = false;
  public Boolean changes = false;
  public Integer left = 100;
  public void execute(QueueableContext context) {
    End finish = new End(this);
    System.attachFinalizer(finish);
    if (changes) { finish.word = 'changed'; }
    for (Integer i = 0; i < children; i++) { System.enqueueJob(new Job()); }
    if (fails) { insert new Contact(LastName = 'lost'); throw new IllegalArgumentException('broken'); }
  }
  public class End implements Finalizer {
    private final Job job;
    public String word = 'ended';
    public End(Job job) { this.job = job; }
    public void execute(FinalizerContext context) {
      insert new Account(Name = word + ' ' + context.getResult().name() + ' ' + context.getException()?.getMessage());
      job.left--;
      if (job.again && job.left >= 0) { System.enqueueJob(job); }
    }
  }
}`;
const LIMITS = `public class Limited implements Queueable, Finalizer {
  private static String seen() { return Limits.getLimitQueries() + ' ' + Limits.getLimitQueueableJobs(); }
  public void execute(QueueableContext context) { System.attachFinalizer(this); insert new Account(Name = 'job ' + seen()); }
  public void execute(FinalizerContext context) { insert new Account(Name = 'end ' + seen()); }
}`;
const ATTACH = `public class Attach implements Queueable {
  private final Integer times;
  public Attach(Integer times) { this.times = times; }
  public void execute(QueueableContext context) {
    String said = 'fine';
    try {
      for (Integer i = 0; i < times; i++) { System.attachFinalizer(new Nothing()); }
      if (times == 0) { System.attachFinalizer(null); }
    } catch (Exception e) { said = e.getMessage(); }
    insert new Account(Name = said);
  }
  public class Nothing implements Finalizer {
    public void execute(FinalizerContext context) {
      String said = 'allowed';
      try { System.attachFinalizer(new Nothing()); } catch (Exception e) { said = e.getMessage(); }
      insert new Account(Name = 'end: ' + said);
    }
  }
}`;
const SOURCES = { 'Job.cls': JOB, 'Limited.cls': LIMITS, 'Attach.cls': ATTACH };
const NAMES =
  "List<String> names = new List<String>(); for (Account a : [SELECT Name FROM Account ORDER BY Name]) { names.add(a.Name); } said = String.join(names, '|');";
const FAILING = 'Job job = new Job(); job.fails = true;';

const QUEUEABLE = apexRows(SOURCES, [
  {
    says: 'Fifty jobs may be queued in a transaction, and nobody catches the next',
    page: 'queueable',
    apex: 'try { for (Integer i = 0; i < 51; i++) { System.enqueueJob(new Job()); } } catch (Exception e) { said = 1; }',
    fails: /Too many queueable jobs added to the queue: 51/
  },
  {
    says: 'A job queues one other at most',
    page: 'queueable',
    apex: 'Job job = new Job(); job.children = 2; System.enqueueJob(job);',
    later: NAMES,
    gives: 'ended UNHANDLED_EXCEPTION System.LimitException: Too many queueable jobs added to the queue: 2'
  },
  {
    says: 'One it may queue, and that one runs too',
    page: 'queueable',
    apex: 'Job job = new Job(); job.children = 1; System.enqueueJob(job);',
    later: NAMES,
    gives: 'ended SUCCESS null|ended SUCCESS null'
  },
  {
    says: 'enqueueJob gives the id of the job',
    page: 'queueable',
    apex: "said = String.valueOf(System.enqueueJob(new Job())).startsWith('707');",
    gives: 'true'
  },
  {
    says: 'Jobs that a rolled-back transaction queued do not run',
    page: 'queueable',
    apex: 'Savepoint sp = Database.setSavepoint(); System.enqueueJob(new Job()); Database.rollback(sp);',
    later: NAMES,
    gives: ''
  },
  {
    says: 'A job has the asynchronous limits',
    page: 'limits',
    apex: 'System.enqueueJob(new Limited());',
    later: "said = [SELECT Name FROM Account WHERE Name LIKE 'job%'].Name;",
    gives: 'job 200 1'
  },
  {
    says: 'A delay is between nought and ten minutes',
    page: 'queueable',
    apex: "try { System.enqueueJob(new Job(), 11); said = 'queued'; } catch (AsyncException e) { said = 'refused'; }",
    gives: 'refused'
  }
]);

const FINALIZERS = apexRows(SOURCES, [
  {
    says: 'A finalizer runs in a transaction of its own: what the job wrote is gone, what it writes stays',
    page: 'finalizers',
    apex: `${FAILING} System.enqueueJob(job);`,
    later: `${NAMES} said = said + ' ' + [SELECT COUNT() FROM Contact];`,
    gives: 'ended UNHANDLED_EXCEPTION broken 0'
  },
  {
    says: 'It runs after success too, and there is no exception then',
    page: 'finalizers',
    apex: 'System.enqueueJob(new Job());',
    later: NAMES,
    gives: 'ended SUCCESS null'
  },
  {
    says: 'Its state is that at the end of the job',
    page: 'finalizers',
    apex: 'Job job = new Job(); job.changes = true; System.enqueueJob(job);',
    later: NAMES,
    gives: 'changed SUCCESS null'
  },
  {
    says: 'A failed job is queued again five times in a row, and no sixth',
    page: 'finalizers',
    apex: `${FAILING} job.again = true; System.enqueueJob(job);`,
    // The sixth failure's finalizer fails as it queues, and what it wrote is gone with it.
    later: "said = [SELECT COUNT() FROM Account WHERE Name LIKE 'ended UNHANDLED%'];",
    gives: '5'
  },
  {
    says: 'A job that succeeds may be queued again as often as one likes',
    page: 'finalizers',
    apex: 'Job job = new Job(); job.again = true; job.left = 8; System.enqueueJob(job);',
    later: NAMES + ' said = names.size();',
    gives: '9'
  },
  {
    says: 'It has the synchronous limits, but for the jobs it may queue',
    page: 'finalizers',
    apex: 'System.enqueueJob(new Limited());',
    later: "said = [SELECT Name FROM Account WHERE Name LIKE 'end%'].Name;",
    gives: 'end 100 1'
  },
  {
    says: 'A job has one finalizer',
    page: 'finalizerErrors',
    apex: 'System.enqueueJob(new Attach(2));',
    later: "said = [SELECT Name FROM Account WHERE Name LIKE 'More%'].Name;",
    gives: 'More than one Finalizer cannot be attached to same Async Apex Job'
  },
  {
    says: 'Nothing but a job has one',
    page: 'finalizerErrors',
    apex: 'try { System.attachFinalizer(new Attach.Nothing()); } catch (Exception e) { said = e.getMessage(); }',
    gives: 'System.attachFinalizer(Finalizer) is not allowed in this context'
  },
  {
    says: 'A finalizer has none either',
    page: 'finalizerErrors',
    apex: 'System.enqueueJob(new Attach(1));',
    later: "said = [SELECT Name FROM Account WHERE Name LIKE 'end:%'].Name;",
    gives: 'end: System.attachFinalizer(Finalizer) is not allowed in this context'
  },
  {
    says: 'Null is no finalizer',
    page: 'finalizerErrors',
    apex: 'System.enqueueJob(new Attach(0));',
    later: NAMES,
    gives: 'Argument cannot be null'
  }
]);

const CALL = `public class Call {
  public static String go() {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('callout:Somewhere');
    request.setMethod('GET');
    try { new Http().send(request); return 'called'; } catch (CalloutException e) { return e.getMessage(); }
  }
}`;
const CALLING = (name: string, more: string): string =>
  `public class ${name} implements Queueable, Finalizer${more} {
  public Boolean ends = false;
  public void execute(QueueableContext context) { if (ends) { System.attachFinalizer(this); } else { insert new Account(Name = Call.go()); } }
  public void execute(FinalizerContext context) { insert new Account(Name = Call.go()); }
}`;
const PENDING = 'You have uncommitted work pending. Please commit or rollback before calling out';
/** The interpreter's own tests call nobody: whatever reaches the network says so. */
const REACHED = 'Tests of the interpreter do not call out';
const NO_CALLOUTS =
  'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)';

const CALLOUTS = apexRows(
  { 'Call.cls': CALL, 'Bare.cls': CALLING('Bare', ''), 'Allowed.cls': CALLING('Allowed', ', Database.AllowsCallouts') },
  [
    { says: 'A callout goes out before any DML', page: 'callouts', apex: 'said = Call.go();', gives: REACHED },
    {
      says: 'A callout after DML is refused',
      page: 'callouts',
      apex: "insert new Account(Name = 'x'); said = Call.go();",
      gives: PENDING
    },
    {
      says: 'A callout after queueing a job is refused',
      page: 'callouts',
      apex: 'System.enqueueJob(new Bare()); said = Call.go();',
      gives: PENDING
    },
    {
      says: 'A hundred callouts, and nobody catches the next',
      page: 'callouts',
      apex: 'try { for (Integer i = 0; i < 101; i++) { Call.go(); } } catch (Exception e) { said = 1; }',
      fails: /Too many callouts: 101/
    },
    {
      says: 'A job calls out only with Database.AllowsCallouts',
      page: 'queueable',
      apex: 'System.enqueueJob(new Bare());',
      later: 'said = [SELECT Name FROM Account].Name;',
      gives: NO_CALLOUTS
    },
    {
      says: 'With it, it does',
      page: 'queueable',
      apex: 'System.enqueueJob(new Allowed());',
      later: 'said = [SELECT Name FROM Account].Name;',
      gives: REACHED
    },
    {
      says: 'Finalizers may call out',
      page: 'finalizers',
      apex: 'Bare job = new Bare(); job.ends = true; System.enqueueJob(job);',
      later: 'said = [SELECT Name FROM Account].Name;',
      gives: REACHED
    }
  ]
);

const REFUSED =
  "said = 'saved'; } catch (DmlException e) { said = e.getMessage().contains('MIXED_DML_OPERATION') ? 'refused' : e.getMessage(); }";
const ASSIGN =
  'insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet LIMIT 1].Id);';
const NEW_USER =
  "User fresh = new User(LastName = 'new', Username = 'new@parcels.example', Email = 'new@parcels.example', Alias = 'new', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile LIMIT 1].Id); insert fresh;";
const BEN = "User ben = [SELECT Id FROM User WHERE Name = 'ben'];";

const MIXED_DML = apexRows({}, [
  {
    says: 'Permission set assignments and accounts are not written in one transaction',
    page: 'mixedDml',
    apex: `try { insert new Account(Name = 'x'); ${ASSIGN} ${REFUSED}`,
    gives: 'refused'
  },
  {
    says: 'Nor the other way round',
    page: 'mixedDml',
    apex: `try { ${ASSIGN} insert new Account(Name = 'x'); ${REFUSED}`,
    gives: 'refused'
  },
  {
    says: 'A user whose access changes is not written beside others',
    page: 'mixedDml',
    apex: `${BEN} try { insert new Account(Name = 'x'); ben.IsActive = false; update ben; ${REFUSED}`,
    gives: 'refused'
  },
  {
    says: 'One whose access does not change is',
    page: 'mixedDml',
    apex: `try { insert new Account(Name = 'x'); ${NEW_USER} update new User(Id = fresh.Id, LastName = 'Benson'); ${REFUSED}`,
    gives: 'saved'
  },
  {
    says: 'So is a new one without a role',
    page: 'mixedDml',
    apex: `try { insert new Account(Name = 'x'); ${NEW_USER} ${REFUSED}`,
    gives: 'saved'
  },
  {
    says: 'And then what was assigned to them is still set-up',
    page: 'mixedDml',
    apex: `try { ${NEW_USER} ${ASSIGN} insert new Account(Name = 'x'); ${REFUSED}`,
    gives: 'refused'
  }
]);

export const JOBS = { 'Queueable jobs': QUEUEABLE, Finalizers: FINALIZERS, Callouts: CALLOUTS, 'Mixed DML': MIXED_DML };
