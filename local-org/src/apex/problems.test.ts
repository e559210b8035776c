import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError } from './parse/problems.ts';
import { ApexOrg, problems } from './testing/org.ts';

/** Each row is what stands in a class, and what the compiler says about it (without the place). */
function table(name: string, rows: readonly (readonly [string, string])[]): void {
  test(name, () => {
    for (const [members, expected] of rows) {
      const found = problems(`public class Snippet {\n${members}\n}`).map((line) => line.replace(/^\d+:\d+ /, ''));
      assert.deepEqual(found, expected === '' ? [] : [expected], members);
    }
  });
}

/** Rows of statements in a method. */
function statements(name: string, rows: readonly (readonly [string, string])[]): void {
  table(
    name,
    rows.map(([body, expected]) => [`void run() { ${body} }`, expected] as const)
  );
}

statements('names must exist', [
  ['missing = 1;', 'Variable does not exist: missing'],
  ['missing();', 'Method does not exist or incorrect signature: void missing() from the type Snippet'],
  ['Missing m;', 'Invalid type: Missing'],
  ["String s = 'a'.missing();", 'Method does not exist or incorrect signature: void missing() from the type String'],
  [
    "Integer i = 'a'.indexOf(1);",
    'Method does not exist or incorrect signature: void indexOf(Integer) from the type String'
  ],
  ['Account a = new Account(Missing__c = 1);', 'Field does not exist: Missing__c on Account'],
  ['Account a = new Account(); a.Missing__c = 1;', 'Variable does not exist: Missing__c on Account'],
  ['String s = Label.Missing;', 'External string does not exist: Missing'],
  ['Object o = Account.Missing__c;', 'Field does not exist: Missing__c on Account'],
  ['System.missing();', 'Method does not exist or incorrect signature: void missing() from the type System'],
  ['Database.Batchable<SObject> b;', 'Invalid type: Database.Batchable<SObject>'],
  ['new Snippet(1);', 'Constructor not defined: [Snippet].<Constructor>(Integer)'],
  ['List l;', 'Invalid type: List'],
  ['Map<Id> m;', 'Invalid type: Map<Id>']
]);

statements('values must fit', [
  ["Integer i = 'a';", 'Illegal assignment from String to Integer'],
  ['Integer i = 1.5;', 'Illegal assignment from Decimal to Integer'],
  ['Integer i = 5L;', 'Illegal assignment from Long to Integer'],
  ['Decimal d = 1; Double e = d; Long l = 2; d = l;', ''],
  ['Account a = (SObject) new Account();', 'Illegal assignment from SObject to Account'],
  ['SObject s = new Account();', ''],
  ['List<SObject> l = new List<Account>(); List<Account> a = l;', ''],
  ['Set<String> s = new Set<Id>();', 'Illegal assignment from Set<Id> to Set<String>'],
  ['List<Decimal> l = new List<Integer>();', 'Illegal assignment from List<Integer> to List<Decimal>'],
  ['Account a = new Account(Name = 5);', 'Illegal assignment from Integer to String'],
  ["if ('a') {}", 'Condition expression must be of type Boolean: String'],
  ["Boolean b = 'a' == 1;", 'Comparison arguments must be compatible types: String, Integer'],
  ["Integer i = 1; i += 'a';", 'Operator += does not go with Integer and String'],
  ["Object o = 'a' - 1;", 'Operator - does not go with String and Integer'],
  ['Object o = true < false;', 'Operator < does not go with Boolean and Boolean'],
  [
    'Contact c = (Contact) new Account();',
    'Incompatible types since an instance of Account is never an instance of Contact'
  ],
  ['Integer i = (Integer) 1.5;', 'Incompatible types since an instance of Decimal is never an instance of Integer'],
  [
    'Boolean b = new Account() instanceof SObject;',
    'Operation instanceof is always true since an instance of Account is always an instance of SObject'
  ],
  ['return 1;', 'Void method must not return a value'],
  ['Integer i = run();', 'The method gives no value: its type is void'],
  ['throw new Account();', 'Throw expression must be of type exception: Account'],
  ['for (String s : new List<Integer>()) {}', 'Loop variable must be of type Integer'],
  ['for (String s : 5) {}', 'Loop must iterate over a collection: Integer'],
  ['insert new List<String>();', 'DML requires SObject or SObject list type: List<String>'],
  ['Integer i = 2147483648;', 'Integer literal is out of range: 2147483648'],
  ["switch on 5 { when 'a' {} }", 'A when value must be a literal of type Integer'],
  ['switch on 5 { when 1 {} when 1 {} }', 'Duplicate when value: 1'],
  ['System.enqueueJob(new Snippet());', 'Snippet does not implement Queueable']
]);

statements('variables', [
  ['Integer a; String A;', 'Duplicate variable: A'],
  ['Integer i; for (Integer i : new List<Integer>()) {}', 'Duplicate variable: i'],
  ['for (Integer i = 0; i < 1; i++) {} for (Integer i = 0; i < 1; i++) {}', ''],
  ['final Integer i = 1; i = 2;', 'Final variable cannot be assigned: i'],
  ['5 = 6;', 'Expression cannot be assigned'],
  ['1 + 1;', 'Expression cannot be a statement.'],
  ['new Account().CreatedDate = null;', 'Field is not writeable: Account.CreatedDate'],
  ['break;', 'break must be in a loop'],
  ['return; run();', 'Unreachable statement'],
  ['while (true) { } run();', 'Unreachable statement']
]);

statements('queries are checked when the class is loaded', [
  [
    'Object o = [SELECT Missing__c FROM Account];',
    "No such column 'Missing__c' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
  ],
  ['List<Contact> c = [SELECT Id FROM Account];', 'Illegal assignment from List<Account> to List<Contact>'],
  ['Contact c = [SELECT Id FROM Account];', 'Illegal assignment from List<Account> to Contact'],
  [
    'Integer i = [SELECT COUNT() FROM Account]; Account a = [SELECT Id FROM Account]; String s = [SELECT Name FROM Account].Name;',
    ''
  ],
  [
    'Object o = [SELECT Id FROM Account WHERE Name = :this];',
    'Invalid bind expression type of Snippet for column of a query'
  ]
]);

table('members and classes', [
  ['Integer one() { }', 'Missing return statement required return type: Integer'],
  ['Integer one() { if (true) { return 1; } else { throw new System.ListException(); } }', ''],
  ['void one() {} void one() {}', 'Method already defined: one from the type Snippet'],
  ['Integer a; String A;', 'Duplicate field: A'],
  ['static void one() { two(); } void two() {}', 'Non static method cannot be referenced from a static context: two'],
  ['static void one() { this.two(); } void two() {}', 'this cannot be used in a static context'],
  ['final Integer a = 1; void one() { a = 2; }', 'Final variable cannot be assigned: a'],
  ['final Integer a; Snippet() { a = 2; }', ''],
  ['Integer a { get; } void one() { a = 2; }', 'a cannot be written: it has no setter'],
  ['class Inner { static Integer a; }', 'Static can only be used on members of a top level type'],
  ['class A {} class B extends A {}', 'Non-virtual and non-abstract type cannot be extended: Snippet.A'],
  [
    'abstract class A {} void one() { new A(); }',
    'Abstract classes, interfaces and enums cannot be constructed: Snippet.A'
  ],
  [
    'virtual class A { public virtual void a() {} } class B extends A { public void a() {} }',
    'Method must use the override keyword: a'
  ],
  [
    'virtual class A { public void a() {} } class B extends A { public override void a() {} }',
    'Non-virtual, non-abstract methods cannot be overridden: a'
  ],
  ['class B { public override void a() {} }', 'Method does not override an ancestor method: a'],
  [
    'abstract class A { abstract void a(); } class B extends A {}',
    'Class Snippet.B must implement the method: Snippet.A.a()'
  ],
  [
    'interface A { void a(String s); } class B implements A { public void a(Integer i) {} }',
    'Class Snippet.B must implement the method: Snippet.A.a(String)'
  ],
  [
    'interface A { void a(); } class B implements A { void a() {} }',
    'Implementations of interface methods must be public: a'
  ],
  [
    'class Job implements Queueable {}',
    'Class Snippet.Job must implement the method: Queueable.execute(QueueableContext)'
  ],
  ['class Order implements Comparator<Account> { public Integer compare(Account a, Account b) { return 0; } }', ''],
  [
    'virtual class A { A(Integer i) {} } class B extends A {}',
    'No default constructor available in super type: Snippet.A'
  ],
  ['void one() { this(); }', "Call to 'this()' must be the first statement in a constructor method"],
  ['void one() { two(null); } void two(Account a) {} void two(Contact c) {}', 'Method is ambiguous: two']
]);

test('private means the top-level class, and tests where @TestVisible says so', () => {
  const hidden = `public class Hidden {
    private static Integer secret = 1;
    @TestVisible private static Integer shown = 2;
    private class Inner {}
    private Hidden() {}
  }`;
  const use = (name: string, annotation: string): string => `${annotation}
    public class ${name} {
      Integer a = Hidden.secret; Integer b = Hidden.shown; Hidden.Inner c; Object d = new Hidden();
    }`;
  const said = (name: string, annotation: string): string[] => {
    try {
      new ApexOrg({ 'Hidden.cls': hidden, [`${name}.cls`]: use(name, annotation) });
      return [];
    } catch (error) {
      assert.ok(error instanceof CompileError);
      return error.problems.map((line) => line.replace(/^\S+ /, ''));
    }
  };
  const always = [
    'Type is not visible: Hidden.Inner',
    'secret is not visible: it is private',
    'Constructor is not visible: Hidden'
  ];
  assert.deepEqual(said('Other', '').sort(), [...always, 'shown is not visible: it is private'].sort());
  assert.deepEqual(said('OtherTest', '@IsTest').sort(), [...always].sort());
});

test('every problem of the project is reported at once, with its place', () => {
  const sources = {
    'a/First.cls': 'public class First {\n  Integer a = missing;\n  void b() {\n    c();\n    String d = 1;\n  }\n}',
    'Second.cls': 'public class Second {\n  void b( {}\n}',
    'Third.cls': 'public class Wrong {}',
    'Deal.trigger': 'trigger Deal on Missing__c (before insert) {}'
  };
  assert.throws(
    () => new ApexOrg(sources),
    (error) => {
      assert.ok(error instanceof CompileError);
      assert.deepEqual(
        error.problems.map((line) => line.split(' ')[0]).sort(),
        [
          'Deal.trigger:1:1',
          'Second.cls:2:11',
          'Third.cls:1:8',
          'a/First.cls:2:15',
          'a/First.cls:4:5',
          'a/First.cls:5:16'
        ].sort()
      );
      return true;
    }
  );
});

test('what the interpreter does not know is refused with file and line', () => {
  const rows: [string, string][] = [
    [
      'void a() {\n merge new Account() new Account(); }',
      'Snippet.cls:3: mergenewAccount()newAccount(); is not supported by the local org'
    ],
    ['@Future\n static void a() {}', 'Snippet.cls:2: The annotation @future is not supported by the local org'],
    ['webservice static void a() {}', 'Snippet.cls:2: webservice is not supported by the local org'],
    ["Object a = [FIND 'x' IN ALL FIELDS RETURNING Account];", 'is not supported by the local org'],
    ["Boolean a = 'x' === 'y';", 'Snippet.cls:2: === on texts is not supported by the local org'],
    ['virtual Integer a { get; set; }', 'Snippet.cls:2: The virtual property is not supported by the local org']
  ];
  for (const [members, expected] of rows) {
    const [found = ''] = problems(`public class Snippet {\n${members}\n}`);
    assert.ok(found.includes(expected), found);
    assert.match(found, /^Snippet\.cls:\d+: /);
  }
  assert.match(
    problems('@IsTest(SeeAllData=true) public class Snippet {}')[0] ?? '',
    /SeeAllData=true is not supported/
  );
  assert.match(problems('public class Account {}', 'Account')[0] ?? '', /named like the system's Account/);
});
