trigger HandoffTrigger on Handoff__c(before insert, before update, after insert, after update) {
  if (Trigger.isBefore) {
    HandoffAction.beforeSave(Trigger.new, Trigger.oldMap);
    HandoffBriefAction.beforeSave(Trigger.new, Trigger.oldMap);
  } else {
    HandoffAction.afterSave(Trigger.new, Trigger.oldMap);
    HandoffBriefAction.afterSave(Trigger.new, Trigger.oldMap);
    HandoffSlackAction.afterSave(Trigger.new, Trigger.oldMap);
  }
}
