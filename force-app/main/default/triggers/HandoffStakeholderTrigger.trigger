trigger HandoffStakeholderTrigger on Handoff_Stakeholder__c(
  after insert,
  after update,
  after delete,
  after undelete
) {
  HandoffChildAction.afterChange(
    Trigger.isDelete ? Trigger.old : Trigger.new,
    Handoff_Stakeholder__c.Handoff__c
  );
}
