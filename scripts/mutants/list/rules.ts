import type { Mutant } from '../mutant.ts';

const rule = (name: string): string => `objects/Opportunity/validationRules/${name}.validationRule-meta.xml`;

/** Ways to break the validation rules that hold a deal back. */
export const ruleMutants: readonly Mutant[] = [
  {
    file: rule('Handoff_S2C_Goals'),
    from: '"s2c.goals;"',
    to: '"s2c.goal;"',
    why: 'the rule looks for a code that nobody writes'
  },
  {
    file: rule('Handoff_S2C_Contact'),
    from: 'NOT($Permission.Handoff_Bypass_Gate)',
    to: '$Permission.Handoff_Bypass_Gate',
    why: 'only those who may bypass are held back'
  },
  {
    file: rule('Handoff_S2C_Scope'),
    from: ', NOT($Permission.Handoff_Bypass_Gate)',
    to: '',
    why: 'nobody may bypass this answer'
  },
  {
    file: rule('Handoff_S2C_Deliverables'),
    from: 'NOT(ISBLANK(Handoff_Blockers__c))',
    to: 'ISBLANK(Handoff_Blockers__c)',
    why: 'the rule fires only when nothing is missing'
  },
  {
    file: rule('Handoff_S2C_Pricing'),
    from: 'OR(ISNEW(), ISCHANGED(StageName))',
    to: 'AND(ISNEW(), ISCHANGED(StageName))',
    why: 'the rule never fires'
  },
  {
    file: rule('Handoff_S2C_Risks'),
    from: 'OR(ISNEW(), ISCHANGED(StageName)), ',
    to: '',
    why: 'a deal that was let through cannot be saved any more'
  },
  {
    file: rule('Handoff_S2C_Kickoff'),
    from: '<active>true</active>',
    to: '<active>false</active>',
    why: 'the rule is off'
  },
  {
    file: rule('Handoff_S2C_Scope'),
    from: 'CONTAINS(Handoff_Blockers__c, "s2c.scope;"), ',
    to: '',
    why: 'the message names an answer that is there'
  },
  {
    file: rule('Handoff_More'),
    from: '"more;"',
    to: '"most;"',
    why: 'questions that an admin added hold nothing back'
  },
  {
    file: rule('Handoff_More'),
    from: 'ISNEW(), ',
    to: '',
    why: 'a new deal passes without what an admin asks for'
  }
];
