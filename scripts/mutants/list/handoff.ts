import type { Mutant } from '../mutant.ts';

const handoff = (name: string): string => `classes/handoff/${name}.cls`;

/** Ways to break handoffs: drafts, readiness, winning, versions, delivery, exceptions, tasks, notices. */
export const handoffMutants: readonly Mutant[] = [
  {
    file: handoff('OpportunityHandoffAction'),
    from: 'if (String.isBlank(stage) || OpportunityStageSelector.isLost(newStage)) {',
    to: 'if (String.isBlank(stage)) {',
    why: 'a deal that is lost at once gets a handoff'
  },
  {
    file: handoff('OpportunityHandoffAction'),
    from: 'OpportunityStageSelector.orderOf(oldStage) < order &&',
    to: 'OpportunityStageSelector.orderOf(oldStage) <= order &&',
    why: 'a deal that was at its first stage before its type was in use gets a draft'
  },
  {
    file: handoff('OpportunityHandoffAction'),
    from: "type.Type__c == 'Sales to CS' && ",
    to: '',
    why: 'winning delivers handoffs between sales people too'
  },
  {
    file: handoff('HandoffWonService'),
    from: "    'Acknowledged',\n",
    to: '',
    why: 'an acknowledged handoff of a deal won again has no new version'
  },
  {
    file: handoff('HandoffWonService'),
    from: 'handoff.Approved_At__c != null || ',
    to: '',
    why: 'an approved handoff waits for a brief when the deal is won'
  },
  {
    file: handoff('HandoffWonService'),
    from: "if (handoff.Status__c == 'Exception Review') {\n        continue;\n      }",
    to: '',
    why: 'winning takes a handoff out of the manager’s hands'
  },
  {
    file: handoff('HandoffWonService'),
    from: "if (handoff.Brief_Status__c != 'Gathering') {",
    to: 'if (true) {',
    why: 'a brief that is being made is asked for again'
  },
  {
    file: handoff('HandoffVersionService'),
    from: "Status__c = 'Superseded'",
    to: "Status__c = 'Closed'",
    why: 'the old version still counts'
  },
  {
    file: handoff('HandoffVersionService'),
    from: 'next.Approved_At__c = null;',
    to: '',
    why: 'the new version is delivered unread'
  },
  {
    file: handoff('HandoffVersionService'),
    from: 'copyChildren(renewed);\n',
    to: '',
    why: 'lines and people are lost with the old version'
  },
  {
    file: handoff('HandoffVersionService'),
    from: 'HandoffTaskService.move(successors);',
    to: '',
    why: 'open tasks stay with the old version'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'if (flags.isEmpty() || isApprovedByOther(handoff)) {',
    to: 'if (flags.isEmpty() && isApprovedByOther(handoff)) {',
    why: 'standard handoffs go to a manager'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'handoff.Approved_By__c != handoff.Giver__c &&',
    to: '',
    why: 'givers approve their own exceptions'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'return sells ? null : ownerId;',
    to: 'return ownerId;',
    why: 'the seller hands over to themselves'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'Boolean sells = ownerId == handoff.Giver__c || ',
    to: 'Boolean sells = ',
    why: 'a giver who owns the account receives from themselves'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'HandoffSystemService.updateAll(accounts.values());',
    to: '',
    why: 'the account does not show its handoff'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'handoff.Account__c != null && !accounts.containsKey(handoff.Account__c)',
    to: '!accounts.containsKey(handoff.Account__c)',
    why: 'a deal without an account cannot be delivered'
  },
  {
    file: handoff('HandoffDeliveryService'),
    from: 'tell(handoffs);\n  }',
    to: '}',
    why: 'the receiver is not told'
  },
  {
    file: handoff('HandoffDeliverySelector'),
    from: "AND Review__c != 'Rejected'\n        ",
    to: '',
    why: 'rejected threads become tasks'
  },
  {
    file: handoff('HandoffDeliverySelector'),
    from: 'WHERE Id IN :taskIds AND IsClosed = FALSE',
    to: 'WHERE Id IN :taskIds',
    why: 'a closed task is taken for an open one'
  },
  {
    file: handoff('HandoffDraftService'),
    from: 'if (existing.containsKey(deal.Id)) {',
    to: 'if (!existing.containsKey(deal.Id)) {',
    why: 'drafts are made where there is one'
  },
  {
    file: handoff('HandoffDraftService'),
    from: 'continueStory(draft, stories.get(deal.AccountId));',
    to: '',
    why: 'the story begins anew with each handoff'
  },
  {
    file: handoff('HandoffDraftService'),
    from: 'draft.Previous_Handoff__c = previous.Id;',
    to: '',
    why: 'nobody finds the handoff before'
  },
  {
    file: handoff('HandoffSystemSelector'),
    from: "' FROM Handoff__c WHERE Opportunity__c IN :opportunityIds AND Status__c != \\'Superseded\\'' +",
    to: "' FROM Handoff__c WHERE Opportunity__c IN :opportunityIds' +",
    why: 'superseded versions are read too',
    equivalent: 'it reads oldest first and keeps the last, which is never the superseded one'
  },
  {
    file: handoff('HandoffSystemSelector'),
    from: "Handoff__c IN :handoffIds AND Review__c != 'Rejected' AND Review__c != 'Proposed'",
    to: "Handoff__c IN :handoffIds AND Review__c != 'Rejected'",
    why: 'what nobody confirmed counts as an answer'
  },
  {
    file: handoff('HandoffAction'),
    from: 'if (old == null || differs(handoff, old, fields)) {',
    to: 'if (old == null) {',
    why: 'a changed answer changes neither readiness nor score'
  },
  {
    file: handoff('HandoffAction'),
    from: 'HandoffScoringQueueable.request();',
    to: '',
    why: 'nothing is scored'
  },
  {
    file: handoff('HandoffChildAction'),
    from: 'HandoffSystemService.updateSome(handoffs.values());',
    to: '',
    why: 'lines and people do not change the score'
  },
  {
    file: handoff('HandoffExceptionService'),
    from: 'inCorporateCurrency(worth, isoCode) > most',
    to: 'inCorporateCurrency(worth, isoCode) < most',
    why: 'small deals go to a manager and large ones do not'
  },
  {
    file: handoff('HandoffExceptionService'),
    from: 'Decimal worth = handoff.ARR__c ?? handoff.Opportunity__r?.Amount;',
    to: 'Decimal worth = handoff.ARR__c;',
    why: 'a large deal without ARR goes unseen'
  },
  {
    file: handoff('HandoffExceptionService'),
    from: "if (!routes.contains('Manager')) {",
    to: "if (routes.contains('Manager')) {",
    why: 'what the service found does not reach the manager'
  },
  {
    file: handoff('HandoffExceptionService'),
    from: "reason.get('route') != 'AE' && ",
    to: '',
    why: 'what concerns the giver alone is told to the manager'
  },
  {
    file: handoff('HandoffManagerService'),
    from: 'giver?.ManagerId != null && giver.Manager.IsActive',
    to: 'giver?.ManagerId != null',
    why: 'a manager who has left is asked'
  },
  {
    file: handoff('HandoffTaskService'),
    from: "note.Status = 'Completed';",
    to: '',
    why: 'the note on the account is an open task'
  },
  {
    file: handoff('HandoffTaskService'),
    from: 'if (!open.contains(thread.Task_Id__c)) {',
    to: 'if (true) {',
    why: 'a thread gets its task twice'
  },
  {
    file: handoff('HandoffTaskService'),
    from: 'if (!open.contains(handoff.Review_Task_Id__c)) {',
    to: 'if (true) {',
    why: 'a manager is asked twice'
  },
  {
    file: handoff('HandoffSelector'),
    from: "Opportunity__c = :opportunityId AND Type__c = :type AND Status__c != 'Superseded'\n      WITH USER_MODE",
    to: "Opportunity__c = :opportunityId AND Type__c = :type AND Status__c != 'Superseded'\n      WITH SYSTEM_MODE",
    why: 'the panel shows what the reader may not see'
  },
  {
    file: handoff('HandoffSelector'),
    from: 'WHERE Id = :handoffId\n      WITH USER_MODE',
    to: 'WHERE Id = :handoffId\n      WITH SYSTEM_MODE',
    why: 'the brief shows what the reader may not see'
  },
  {
    file: handoff('HandoffSelector'),
    from: "if (!FeatureManagement.checkPermission('Handoff_View_Private_Stance')) {",
    to: 'if (false) {',
    why: 'the private stance is read without the permission for it'
  },
  {
    file: handoff('HandoffSelector'),
    from: 'return !access.isEmpty() && access[0].HasEditAccess;',
    to: 'return !access.isEmpty();',
    why: 'readers are shown what only editors may use'
  },
  {
    file: handoff('HandoffErrors'),
    from: 'failure instanceof HandoffException || failure instanceof HandoffServiceException',
    to: 'failure.getMessage() != null',
    why: 'a page shows what went wrong inside'
  },
  {
    file: handoff('HandoffNoticeService'),
    from: 'if (own.size() > 1) {',
    to: 'if (own.size() > 2) {',
    why: 'a second notice is lost',
    unnoticed: 'Apex cannot read the words of a notice that was sent'
  },
  {
    file: handoff('HandoffNoticeService'),
    from: 'byUser.remove(null);',
    to: '',
    why: 'a notice to nobody is sent'
  },
  {
    file: 'triggers/HandoffItemTrigger.trigger',
    from: ', after delete, after undelete)',
    to: ')',
    why: 'a removed line still counts'
  },
  {
    file: 'classes/settings/HandoffSettings.cls',
    from: 'item.Type__c == type && (item.Variant__c == null || item.Variant__c == BASE_VARIANT)',
    to: 'item.Type__c == type',
    why: 'questions of other variants are asked'
  },
  {
    file: 'classes/settings/HandoffSettings.cls',
    from: 'if (gate.Mode__c == BLOCK || gate.Mode__c == WARN) {',
    to: 'if (gate.Mode__c != null) {',
    why: 'a gate that is off still gates'
  }
];
