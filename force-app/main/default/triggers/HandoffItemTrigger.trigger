trigger HandoffItemTrigger on Handoff_Item__c(after insert, after update, after delete, after undelete) {
  HandoffChildAction.afterChange(Trigger.isDelete ? Trigger.old : Trigger.new, Handoff_Item__c.Handoff__c);
}
