import { apexRows } from './row.ts';

/** Operators and numbers of Apex. */
export const LANGUAGE = apexRows({}, [
  { says: 'An Integer divided by an Integer is an Integer', page: 'operators', apex: 'said = 7 / 2;', gives: '3' },
  { says: 'It is cut off, not rounded', page: 'operators', fromUse: true, apex: 'said = -7 / 2;', gives: '-3' },
  { says: 'With a Double the quotient is a Double', page: 'operators', apex: 'said = 7 / 2.0d;', gives: '3.5' },
  {
    says: 'Division by zero throws',
    page: 'operators',
    fromUse: true,
    apex: 'Integer none = 0; try { said = 1 / none; } catch (MathException e) { said = e.getMessage(); }',
    gives: 'Divide by 0'
  },
  {
    says: 'A String takes anything that is added to it',
    page: 'operators',
    apex: "said = 'a' + 1 + true + 2.50;",
    gives: 'a1true2.50'
  },
  {
    says: 'A null added to a String is the word null',
    page: 'operators',
    fromUse: true,
    apex: "String none; said = 'a' + none;",
    gives: 'anull'
  },
  { says: '== of Strings leaves case aside', page: 'operators', apex: "said = 'Acme' == 'ACME';", gives: 'true' },
  {
    says: 'equals does not',
    page: 'operators',
    fromUse: true,
    apex: "said = 'Acme'.equals('ACME');",
    gives: 'false'
  },
  { says: '!= of Strings leaves case aside', page: 'operators', apex: "said = 'Acme' != 'ACME';", gives: 'false' },
  {
    says: 'A number that is null is less than none',
    page: 'operators',
    apex: 'Integer none; said = none < 1;',
    gives: 'false'
  },
  { says: 'Nor more', page: 'operators', apex: 'Integer none; said = none > 1;', gives: 'false' },
  {
    says: 'A String is more than null',
    page: 'operators',
    apex: "String none; said = 'a' > none;",
    gives: 'true'
  },
  {
    says: 'An Id of 15 characters equals the one of 18',
    page: 'operators',
    apex: "Account a = new Account(Name = 'x'); insert a; Id whole = a.Id; said = whole == String.valueOf(whole).left(15);",
    gives: 'true'
  },
  {
    says: 'Records are equal when all their fields are',
    page: 'operators',
    apex: "said = new Account(Name = 'x') == new Account(Name = 'x');",
    gives: 'true'
  },
  {
    says: 'Exact equality asks for the same object',
    page: 'operators',
    apex: "said = new Account(Name = 'x') === new Account(Name = 'x');",
    gives: 'false'
  },
  {
    says: 'A day added to a date is the next day',
    page: 'operators',
    apex: 'said = String.valueOf(Date.newInstance(2026, 2, 28) + 1);',
    gives: '2026-03-01'
  },
  {
    says: 'String.valueOf of a Date leaves the time out',
    page: 'primitives',
    apex: 'said = String.valueOf(Date.newInstance(2026, 2, 28));',
    gives: '2026-02-28'
  },
  {
    says: 'A Date added to a String carries its midnight along',
    page: 'primitives',
    apex: "said = '' + Date.newInstance(2026, 2, 28);",
    gives: '2026-02-28 00:00:00'
  },
  {
    says: '&& does not look at its right side once the left is false',
    page: 'operators',
    apex: 'List<Integer> none; said = false && none.size() > 0;',
    gives: 'false'
  },
  { says: 'Variables begin as null', page: 'primitives', apex: 'Boolean none; said = none == null;', gives: 'true' },
  {
    says: 'A Decimal made of a String has the String’s scale',
    page: 'primitives',
    apex: "said = Decimal.valueOf('1.10').scale() + ' ' + Decimal.valueOf('1.10');",
    gives: '2 1.10'
  },
  {
    says: 'A Decimal made of an Integer has none',
    page: 'primitives',
    apex: 'Decimal one = 1; said = one.scale();',
    gives: '0'
  },
  {
    says: 'A Decimal that a query gives has the field’s scale',
    page: 'primitives',
    apex: 'insert new Parcel__c(Weight__c = 1.5); said = [SELECT Weight__c FROM Parcel__c].Weight__c.scale();',
    gives: '2'
  },
  {
    says: 'setScale rounds to the even neighbour when both are as near',
    page: 'decimal',
    apex: "Decimal x = 2.345; Decimal y = 2.355; said = x.setScale(2) + ' ' + y.setScale(2);",
    gives: '2.34 2.36'
  },
  {
    says: 'So does round',
    page: 'decimal',
    apex: "Decimal x = 4.5; Decimal y = 5.5; Decimal z = -5.7; said = x.round() + ' ' + y.round() + ' ' + z.round();",
    gives: '4 6 -6'
  },
  {
    says: 'CEILING rounds up, and towards zero below it',
    page: 'decimal',
    apex: "Decimal x = 1.1; Decimal y = -2.7; said = x.setScale(0, System.RoundingMode.CEILING) + ' ' + y.setScale(0, System.RoundingMode.CEILING);",
    gives: '2 -2'
  },
  {
    says: 'An Integer past its largest starts again from the smallest',
    page: 'conversions',
    apex: 'Integer most = 2147483647; said = most + 1;',
    gives: '-2147483648'
  },
  {
    says: 'A String that is no id is refused as one',
    page: 'conversions',
    apex: "String text = 'x'; try { Id wrong = text; said = 'taken'; } catch (StringException e) { said = 'refused'; }",
    gives: 'refused'
  },
  {
    says: 'An empty text is stored as null',
    page: 'primitives',
    apex: "insert new Parcel__c(Title__c = ''); said = [SELECT Title__c FROM Parcel__c].Title__c == null;",
    gives: 'true'
  },
  {
    says: 'White space around a text is not stored',
    page: 'primitives',
    apex: "insert new Parcel__c(Title__c = '  x '); said = [SELECT Title__c FROM Parcel__c].Title__c;",
    gives: 'x'
  },
  {
    says: 'A text too long for its field is an error',
    page: 'primitives',
    apex: "try { insert new Parcel__c(Title__c = 'x'.repeat(41)); } catch (DmlException e) { said = e.getMessage().contains('STRING_TOO_LONG'); }",
    gives: 'true'
  }
]);
