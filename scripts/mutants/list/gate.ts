import type { Mutant } from '../mutant.ts';

const SERVICE = 'classes/gate/HandoffGateService.cls';
const ACTION = 'classes/gate/HandoffGateAction.cls';
const ATTEMPT = 'classes/gate/HandoffGateAttemptAction.cls';
const CHECKLIST = 'classes/gate/HandoffChecklistService.cls';
const PLACEHOLDER = 'classes/gate/HandoffPlaceholderService.cls';
const CRM = 'classes/gate/HandoffCrmSelector.cls';
const STAGES = 'classes/gate/OpportunityStageSelector.cls';

/** Ways to break the gate: what counts as an answer, which moves are gated, what is recorded. */
export const gateMutants: readonly Mutant[] = [
  {
    file: SERVICE,
    from: 'if (old != null && old.StageName == deals[i].StageName) {',
    to: 'if (old != null) {',
    why: 'a saved deal is never gated again'
  },
  {
    file: SERVICE,
    from: 'if (OpportunityStageSelector.isLost(deal.StageName)) {',
    to: 'if (OpportunityStageSelector.isWon(deal.StageName)) {',
    why: 'won deals are free and lost ones gated'
  },
  {
    file: SERVICE,
    from: 'target < 0 || fromOrder >= target || toOrder < target',
    to: 'target < 0 || fromOrder > target || toOrder < target',
    why: 'a deal at its gated stage that moves on is gated once more'
  },
  {
    file: SERVICE,
    from: 'fromOrder >= target || toOrder < target) {',
    to: 'fromOrder >= target || toOrder <= target) {',
    why: 'a move to the very stage of the gate is free'
  },
  {
    file: SERVICE,
    from: '|| toOrder < target) {',
    to: ') {',
    why: 'gates that lie ahead are asked already'
  },
  {
    file: SERVICE,
    from: 'Mode__c == HandoffSettings.BLOCK ? missing : null;',
    to: 'Mode__c == HandoffSettings.BLOCK ? null : null;',
    why: 'the rules never learn what is missing'
  },
  {
    file: SERVICE,
    from: 'deals[i].Handoff_Blockers__c = null;',
    to: '',
    why: 'blockers of an earlier try stay on the deal'
  },
  {
    file: SERVICE,
    from: 'order > current &&',
    to: 'order < current &&',
    why: 'the panel shows a gate that lies behind'
  },
  {
    file: SERVICE,
    from: 'OpportunityStageSelector.orderOf(item.From_Stage__c) <= order',
    to: 'OpportunityStageSelector.orderOf(item.From_Stage__c) >= order',
    why: 'questions are asked before their time, and not at it'
  },
  {
    file: SERVICE,
    from: '(strictest.Mode__c != HandoffSettings.BLOCK &&',
    to: '(strictest.Mode__c == HandoffSettings.BLOCK &&',
    why: 'of two gates the one that only warns decides'
  },
  {
    file: SERVICE,
    from: 'Mode__c == HandoffSettings.BLOCK ? missing : null;',
    to: 'Mode__c != null ? missing : null;',
    why: 'a gate that only warns refuses'
  },
  {
    file: SERVICE,
    from: ': gate.Record_Type__c == recordType) {',
    to: ': true) {',
    why: 'a gate of one record type gates every deal'
  },
  {
    file: SERVICE,
    from: 'isNotBlank(gate.Record_Type__c) && gate.Record_Type__c == recordType',
    to: 'isNotBlank(gate.Record_Type__c)',
    why: 'a gate of one record type takes that of all others away'
  },
  {
    file: ACTION,
    from: 'outcome = mayBypass ? BYPASSED : BLOCKED;',
    to: 'outcome = mayBypass ? BLOCKED : BYPASSED;',
    why: 'the record says the contrary of what happened'
  },
  {
    file: ACTION,
    from: 'if (verdict.gate.Mode__c == HandoffSettings.BLOCK) {',
    to: 'if (verdict.gate.Mode__c != HandoffSettings.OFF) {',
    why: 'a move that was let through with a warning is recorded as blocked'
  },
  {
    file: ACTION,
    from: 'EventBus.publish(attempts);',
    to: '',
    why: 'no try to pass a gate is recorded'
  },
  {
    file: ATTEMPT,
    from: 'Database.insert(attempts.values(), false,',
    to: 'Database.insert(attempts.values(), true,',
    why: 'one record that cannot be written loses those of all others'
  },
  {
    file: ATTEMPT,
    from: 'event.CreatedById ?? event.User_Id__c',
    to: 'event.User_Id__c',
    why: 'a try is laid at the door of whom the event names'
  },
  {
    file: ATTEMPT,
    from: 'attempt.User__c != attempt.Opportunity__r.OwnerId &&',
    to: 'attempt.User__c == attempt.Opportunity__r.OwnerId &&',
    why: 'the bell rings for the one who tried, not for the owner'
  },
  {
    file: CHECKLIST,
    from: '} else if (!item.Resolved__c && item.Due_Date__c != null',
    to: '} else if (item.Due_Date__c != null',
    why: 'a gap that is resolved still lets the deal through'
  },
  {
    file: CHECKLIST,
    from: 'item.Due_Date__c != null && item.Assignee__c != null',
    to: 'item.Assignee__c != null',
    why: 'a gap without a date satisfies the gate'
  },
  {
    file: CHECKLIST,
    from: 'item.Due_Date__c != null && item.Assignee__c != null',
    to: 'item.Due_Date__c != null',
    why: 'a gap that nobody owns satisfies the gate'
  },
  {
    file: CHECKLIST,
    from: 'if (!answer.question.Required__c || answer.isSatisfied()) {',
    to: 'if (answer.isSatisfied()) {',
    why: 'questions that nobody must answer block the deal'
  },
  {
    file: CHECKLIST,
    from: 'more = more || !answer.question.Own_Rule__c;',
    to: '',
    why: 'no rule fires for a question that an admin added'
  },
  {
    file: CHECKLIST,
    from: 'codes.length() + code.length() + OVERFLOW.length() <= FIELD_LENGTH',
    to: 'codes.length() + code.length() <= FIELD_LENGTH',
    why: 'the codes do not fit the field'
  },
  {
    file: CHECKLIST,
    from: '&& String.isNotBlank((String) answer.value)',
    to: '',
    why: 'an empty text is taken for a placeholder, and the CRM is not asked'
  },
  {
    file: CHECKLIST,
    from: "if (question.Object__c == 'Opportunity') {",
    to: "if (question.Object__c != 'Opportunity') {",
    why: 'answers are read from the wrong record'
  },
  {
    file: PLACEHOLDER,
    from: "'to be confirmed',",
    to: '',
    why: '"to be confirmed" is an answer'
  },
  {
    file: PLACEHOLDER,
    from: 'return allowsNone ? null : System.Label.Gate_Placeholder_None;',
    to: 'return null;',
    why: '"None" answers every question'
  },
  {
    file: PLACEHOLDER,
    from: 'private static final Integer REPEATED = 3;',
    to: 'private static final Integer REPEATED = 4;',
    why: 'the same text thrice is taken for three answers'
  },
  {
    file: PLACEHOLDER,
    from: 'if (words.length() < 2) {',
    to: 'if (words.length() < 1) {',
    why: 'one letter is an answer'
  },
  {
    file: CRM,
    from: 'AND IsPrimary = TRUE',
    to: '',
    why: 'any contact role answers who the main contact is'
  },
  {
    file: CRM,
    from: 'addProducts(results);\n    return',
    to: 'return',
    why: 'the scope is asked although products are on the deal'
  },
  {
    file: STAGES,
    from: 'stage != null && stage.IsClosed && !stage.IsWon',
    to: 'stage != null && stage.IsClosed',
    why: 'a won stage counts as lost'
  },
  {
    file: STAGES,
    from: 'return stage == null ? -1 : stage.SortOrder;',
    to: 'return stage == null ? 0 : stage.SortOrder;',
    why: 'a stage that is not active has a place',
    equivalent: 'sort orders begin at 1, so 0 and -1 both lie before every stage'
  },
  {
    file: 'triggers/OpportunityTrigger.trigger',
    from: 'on Opportunity(before insert, before update,',
    to: 'on Opportunity(before update,',
    why: 'a deal may be born beyond the gate'
  }
];
