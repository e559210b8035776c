trigger OpportunityTrigger on Opportunity(before insert, before update, after insert, after update) {
  if (Trigger.isBefore) {
    HandoffGateAction.beforeSave(Trigger.new, Trigger.oldMap);
  } else {
    OpportunityHandoffAction.afterSave(Trigger.new, Trigger.oldMap);
  }
}
