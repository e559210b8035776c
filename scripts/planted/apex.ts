/** Errors in Apex, each in a class of its own. */
export interface ApexPlant {
  what: string;
  /** Body of a static method. */
  body: string;
  /** Members beside it. */
  members?: string;
  /** What one of the checks says about it. */
  said: RegExp;
}

export const APEX_PLANTS: readonly ApexPlant[] = [
  {
    what: 'a field that SOQL selects and nobody declares',
    body: 'List<Handoff__c> found = [SELECT Id, Buyer_Gaols__c FROM Handoff__c WITH USER_MODE];',
    said: /Buyer_Gaols__c/
  },
  {
    what: 'a field in a WHERE that nobody declares',
    body: "List<Handoff__c> found = [SELECT Id FROM Handoff__c WHERE Statuss__c = 'Draft' WITH USER_MODE];",
    said: /Statuss__c/
  },
  {
    what: 'a field of a parent that nobody declares',
    body: 'List<Handoff_Item__c> found = [SELECT Handoff__r.Stauts__c FROM Handoff_Item__c WITH USER_MODE];',
    said: /Stauts__c/
  },
  {
    what: 'a parent that nobody declares',
    body: 'List<Handoff_Item__c> found = [SELECT Handof__r.Status__c FROM Handoff_Item__c WITH USER_MODE];',
    said: /Handof__r/
  },
  {
    what: 'a child relationship that nobody declares',
    body: 'List<Handoff__c> found = [SELECT Id, (SELECT Id FROM Itemz__r) FROM Handoff__c WITH USER_MODE];',
    said: /Itemz__r/
  },
  {
    what: 'a field of a child query that nobody declares',
    body: 'List<Handoff__c> found = [SELECT Id, (SELECT Texxt__c FROM Items__r) FROM Handoff__c WITH USER_MODE];',
    said: /Texxt__c/
  },
  {
    what: 'a field in an ORDER BY that nobody declares',
    body: 'List<Handoff__c> found = [SELECT Id FROM Handoff__c WITH USER_MODE ORDER BY Scoore__c];',
    said: /Scoore__c/
  },
  {
    what: 'an object that nobody declares',
    body: 'List<SObject> found = [SELECT Id FROM Handof__c WITH USER_MODE];',
    said: /Handof__c/
  },
  {
    what: 'a field that an assignment misspells',
    body: "Handoff__c handoff = new Handoff__c();\n    handoff.Risk_Nodes__c = 'x';",
    said: /Risk_Nodes__c/
  },
  {
    what: 'a field that a constructor misspells',
    body: "Handoff__c handoff = new Handoff__c(Problm__c = 'x');",
    said: /Problm__c/
  },
  {
    what: 'a label that is used but missing',
    body: 'String text = System.Label.No_Such_Label;',
    said: /No_Such_Label/
  },
  { what: 'a value of the wrong type', body: "Integer count = 'three';", said: /String|Integer/ },
  { what: 'a class that is missing', body: 'HandoffNowhere nowhere = new HandoffNowhere();', said: /HandoffNowhere/ },
  { what: 'a method that is missing', body: 'HandoffSettings.numberz();', said: /numberz/ },
  { what: 'an argument too many', body: 'HandoffSettings.checklist(null, null);', said: /checklist/ },
  {
    what: 'a private member of another class',
    body: 'Integer length = HandoffPlaceholderService.REPEATED;',
    said: /REPEATED/
  },
  {
    what: 'a final that is given a second value',
    members: 'private static final Integer ONCE = 1;',
    body: 'ONCE = 2;',
    said: /ONCE|[Ff]inal/
  },
  {
    what: 'a method that forgets to return',
    members: 'private static Integer count() {\n  }',
    body: 'count();',
    said: /return/i
  },
  { what: 'a variable that is not there', body: 'String text = nowhere;', said: /nowhere/ },
  {
    what: 'a class passed to enqueueJob that is not Queueable',
    body: 'System.enqueueJob(new HandoffScoreResult());',
    said: /enqueueJob|Queueable/
  },
  {
    what: 'a picklist value in Apex that no field has',
    body: "Handoff__c handoff = new Handoff__c(Brief_Status__c = 'Delivred');",
    said: /Brief_Status__c has the value Delivred/
  },
  {
    what: 'a picklist value in SOQL that no field has',
    body: "List<Handoff__c> found = [SELECT Id FROM Handoff__c WHERE Brief_Status__c IN ('Draftt') WITH USER_MODE];",
    said: /Brief_Status__c has the value Draftt/
  },
  {
    what: 'a custom permission that is checked and missing',
    body: "Boolean may = FeatureManagement.checkPermission('Handoff_Bypas');",
    said: /no custom permission Handoff_Bypas/
  },
  {
    what: 'a field of custom metadata that is missing',
    body: "Decimal limitOf = Handoff_Setting__mdt.getInstance('Default').ARR_Limt__c;",
    said: /ARR_Limt__c/
  },
  {
    what: 'a query put together from a value',
    body: "String name = 'x';\n    Database.queryWithBinds('SELECT Id FROM Account WHERE Name = \\'' + name + '\\'', new Map<String, Object>(), AccessLevel.USER_MODE);",
    said: /put together from something else/
  },
  {
    what: 'a query whose text comes from a variable',
    body: "String soql = 'SELECT Id FROM Account';\n    Database.queryWithBinds(soql, new Map<String, Object>(), AccessLevel.USER_MODE);",
    said: /put together from something else/
  },
  {
    what: 'a dynamic query without binds',
    body: "Database.query('SELECT Id FROM Account');",
    said: /takes no binds/
  },
  {
    what: 'names joined into a query outside of the one class that may',
    body: "Database.queryWithBinds('SELECT ' + String.join(new List<String>{ 'Id' }, ', ') + ' FROM Account', new Map<String, Object>(), AccessLevel.USER_MODE);",
    said: /put together from something else/
  }
];

/** The class a plant becomes. @param place tells plants apart */
export function classOf({ body, members }: ApexPlant, place: number): { name: string; text: string } {
  const name = `Planted${place}`;
  return {
    name,
    text: [
      `public with sharing class ${name} {`,
      ...(members === undefined ? [] : [`  ${members}`]),
      '  public static void go() {',
      `    ${body}`,
      '  }',
      '}',
      ''
    ].join('\n')
  };
}
