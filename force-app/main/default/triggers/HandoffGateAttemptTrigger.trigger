trigger HandoffGateAttemptTrigger on Handoff_Gate_Attempt__e(after insert) {
  HandoffGateAttemptAction.afterInsert(Trigger.new);
}
