/** An error in a metadata file: text that is there, what is put in its stead, and what must be said. */
export interface MetadataPlant {
  what: string;
  /** Path below `force-app/main/default`. */
  file: string;
  /** Undefined: the file is made, or taken away where `to` is undefined too. */
  from?: string | RegExp;
  to?: string;
  said: RegExp;
}

const RULE = 'objects/Opportunity/validationRules/Handoff_S2C_Goals.validationRule-meta.xml';
const AE = 'permissionsets/Handoff_AE.permissionset-meta.xml';
const GATE = 'customMetadata/Handoff_Gate.Sales_to_CS.md-meta.xml';
const PAGE = 'flexipages/Handoff_Opportunity_Record_Page.flexipage-meta.xml';
const GERMAN = 'translations/de.translation-meta.xml';
const LONG = 'This_Name_Has_More_Than_Forty_Characters_In_It';

/** Adds a permission for one field to the account executives' permission set. */
function permission(field: string): Pick<MetadataPlant, 'file' | 'from' | 'to'> {
  return {
    file: AE,
    from: '<fieldPermissions>',
    to: `<fieldPermissions><editable>false</editable><field>${field}</field><readable>true</readable></fieldPermissions>\n  <fieldPermissions>`
  };
}

export const METADATA_PLANTS: readonly MetadataPlant[] = [
  {
    what: 'a field in a validation rule that nobody declares',
    file: RULE,
    from: 'ISCHANGED(StageName)',
    to: 'ISCHANGED(StageNam)',
    said: /StageNam\b/
  },
  {
    what: 'a custom permission in a validation rule that is missing',
    file: RULE,
    from: '$Permission.Handoff_Bypass_Gate',
    to: '$Permission.Handoff_Bypas_Gate',
    said: /Handoff_Bypas_Gate/
  },
  {
    what: 'a function that formulas do not have',
    file: RULE,
    from: 'CONTAINS(',
    to: 'CONTANIS(',
    said: /CONTANIS/
  },
  {
    what: 'a picklist value in a formula that no field has',
    file: RULE,
    from: 'ISCHANGED(StageName)',
    to: 'ISPICKVAL(StageName, "Closed Wun")',
    said: /Closed Wun/
  },
  {
    what: 'a long text area in a formula',
    file: RULE,
    from: 'NOT(ISBLANK(Handoff_Blockers__c))',
    to: 'NOT(ISBLANK(Account.Description))',
    said: /Account\.Description is a long text/
  },
  {
    what: 'a formula field, whose formula nothing here could check',
    file: 'objects/Handoff__c/fields/Planted__c.field-meta.xml',
    to: `<?xml version="1.0" encoding="UTF-8" ?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
  <fullName>Planted__c</fullName>
  <formula>Problem__c</formula>
  <label>Planted</label>
  <type>Text</type>
</CustomField>
`,
    said: /Formula fields are not supported/
  },
  {
    what: 'a validation message over 255 characters',
    file: RULE,
    from: '<errorMessage>',
    to: `<errorMessage>${'Too long. '.repeat(26)}`,
    said: /message has \d+ characters/
  },
  {
    what: 'a rule name over its limit',
    file: RULE,
    from: '<fullName>Handoff_S2C_Goals',
    to: `<fullName>${LONG}`,
    said: /rule name/
  },
  {
    what: 'an object name over its limit',
    file: `objects/${LONG}__c/${LONG}__c.object-meta.xml`,
    to: `<?xml version="1.0" encoding="UTF-8" ?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <deploymentStatus>Deployed</deploymentStatus>
  <label>Long</label>
  <nameField>
    <label>Name</label>
    <type>Text</type>
  </nameField>
  <pluralLabel>Longs</pluralLabel>
  <sharingModel>Private</sharingModel>
</CustomObject>
`,
    said: /object name/
  },
  {
    what: 'a field name over its limit',
    file: `objects/Handoff__c/fields/${LONG}__c.field-meta.xml`,
    to: `<?xml version="1.0" encoding="UTF-8" ?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
  <fullName>${LONG}__c</fullName>
  <label>Long</label>
  <length>20</length>
  <type>Text</type>
</CustomField>
`,
    said: /field name/
  },
  {
    what: 'a lookup to an object that nobody declares',
    file: 'objects/Handoff__c/fields/Giver__c.field-meta.xml',
    from: '<referenceTo>User<',
    to: '<referenceTo>Usr<',
    said: /points to Usr/
  },
  {
    what: 'a permission set naming a missing field',
    ...permission('Handoff__c.Buyer_Gaols__c'),
    said: /Buyer_Gaols__c, which does not exist/
  },
  {
    what: 'a permission on a required field',
    ...permission('Opportunity.StageName'),
    said: /deployments fail on it/
  },
  {
    what: 'a permission on a required field of one’s own',
    ...permission('Handoff__c.Type__c'),
    said: /deployments fail on it/
  },
  {
    what: 'a permission on a master-detail field',
    ...permission('Handoff_Item__c.Handoff__c'),
    said: /deployments fail on it/
  },
  {
    what: 'a permission set naming a missing class',
    file: AE,
    from: '<apexClass>HandoffPanelController<',
    to: '<apexClass>HandoffPanelControler<',
    said: /HandoffPanelControler/
  },
  {
    what: 'a custom metadata record with an unknown field',
    file: GATE,
    from: '<field>Mode__c<',
    to: '<field>Mood__c<',
    said: /Mood__c/
  },
  {
    what: 'a custom metadata record with a value of the wrong type',
    file: 'customMetadata/Handoff_Setting.Default.md-meta.xml',
    from: /<field>ARR_Limit__c<\/field>\s*<value xsi:type="xsd:double">[^<]*</,
    to: '<field>ARR_Limit__c</field>\n    <value xsi:type="xsd:string">much<',
    said: /ARR_Limit__c|xsd:string|much/
  },
  {
    what: 'a page naming a missing component',
    file: PAGE,
    from: '<componentName>handoffPanel<',
    to: '<componentName>handoffPanle<',
    said: /handoffPanle/
  },
  {
    what: 'a page setting a property that its component does not have',
    file: PAGE,
    from: '<componentName>handoffPanel</componentName>',
    to: '<componentInstanceProperties><name>colour</name><value>red</value></componentInstanceProperties><componentName>handoffPanel</componentName>',
    said: /sets colour/
  },
  {
    what: 'a class without its -meta.xml',
    file: 'classes/gate/HandoffGateService.cls-meta.xml',
    said: /HandoffGateService\.cls-meta\.xml is missing/
  },
  {
    what: 'a component without its -meta.xml',
    file: 'lwc/handoffText/handoffText.js-meta.xml',
    said: /handoffText\.js-meta\.xml is missing/
  },
  {
    what: 'a second API version',
    file: 'classes/gate/HandoffGateService.cls-meta.xml',
    from: '66.0',
    to: '65.0',
    said: /API version 65\.0/
  },
  {
    what: 'an element that its type does not have',
    file: RULE,
    from: '<active>',
    to: '<activ>true</activ>\n  <active>',
    said: /no <activ>/
  },
  {
    what: 'a required element that is missing',
    file: 'objects/Handoff__c/fields/Giver__c.field-meta.xml',
    from: /<type>[^<]*<\/type>/,
    to: '',
    said: /type/
  },
  {
    what: 'a label without its German',
    file: GERMAN,
    from: '<name>Panel_Save</name>',
    to: '<name>Panel_Sav</name>',
    said: /The label Panel_Save has no translation/
  },
  {
    what: 'a translation of a label that does not exist',
    file: GERMAN,
    from: '<name>Panel_Save</name>',
    to: '<name>Panel_Sav</name>',
    said: /translates the label Panel_Sav, which does not exist/
  },
  {
    what: 'a translation that loses a place for a value',
    file: GERMAN,
    from: 'Weiter zu {0}',
    to: 'Weiter',
    said: /The translation of the label Panel_Move_Button has no places, not \{0\}/
  },
  {
    what: 'a field without its German',
    file: 'objectTranslations/Handoff__c-de/Problem__c.fieldTranslation-meta.xml',
    said: /Problem__c has no translation: add /
  },
  {
    what: 'a picklist value without its German',
    file: 'objectTranslations/Handoff_Item__c-de/Severity__c.fieldTranslation-meta.xml',
    from: '<masterLabel>Red<',
    to: '<masterLabel>Redd<',
    said: /The value "Red" has no translation/
  },
  {
    what: 'a rule without its German',
    file: 'objectTranslations/Opportunity-de/Opportunity-de.objectTranslation-meta.xml',
    from: '<name>Handoff_More<',
    to: '<name>Handoff_Mor<',
    said: /The rule Handoff_More has no translation/
  }
];
