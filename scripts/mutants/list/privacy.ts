import type { Mutant } from '../mutant.ts';

const privacy = (name: string): string => `classes/privacy/${name}.cls`;
const MATCH = privacy('HandoffErasureMatchService');
const ERASURE = privacy('HandoffErasureService');
const WRITE = privacy('HandoffErasureWriteService');
const QUEUE = privacy('HandoffErasureQueueable');

/** Ways to break what erases persons and deletes what was kept long enough. */
export const privacyMutants: readonly Mutant[] = [
  {
    file: MATCH,
    from: 'return names.contains(plain(name)) && accountIds.contains(accountId);',
    to: 'return names.contains(plain(name));',
    why: 'a namesake at another account is erased'
  },
  {
    file: MATCH,
    from: 'email != null && sharing(email, null, null, known).size() < 2',
    to: 'email != null',
    why: 'whoever shares an address with the person is erased too'
  },
  {
    file: MATCH,
    from: 'accountId != null && sharing(null, name, accountId, known).size() < 2',
    to: 'accountId != null',
    why: 'a namesake at the same account is erased too'
  },
  {
    file: MATCH,
    from: 'if (found.size() > 1) {',
    to: 'if (found.size() > 2) {',
    why: 'of two persons of one name the first is erased'
  },
  {
    file: MATCH,
    from: "'(?iu)(?<![\\\\p{L}\\\\p{N}])'",
    to: "'(?iu)'",
    why: 'the end of a longer word is taken for the name'
  },
  {
    file: MATCH,
    from: "'(?![\\\\p{L}\\\\p{N}])'",
    to: "''",
    why: 'the beginning of a longer word is taken for the name'
  },
  {
    file: MATCH,
    from: '? isNamed(stakeholder.Person_Name__c, stakeholder.Handoff__r.Account__c)',
    to: '? false',
    why: 'somebody who is no contact is not erased'
  },
  {
    file: MATCH,
    from: 'theirs.contains(quote.Stakeholder__c) ||',
    to: '',
    why: 'what others said of the person stays'
  },
  {
    file: MATCH,
    from: 'if (part.length() >= SHORTEST_PART) {',
    to: 'if (part.length() > 99) {',
    why: 'texts that use the first name alone are not listed'
  },
  {
    file: MATCH,
    from: "UserInfo.getOrganizationId() + ' ' + text",
    to: 'UserInfo.getOrganizationId()',
    why: 'nobody can show which person was erased'
  },
  {
    file: ERASURE,
    from: '(changes.takes(quote.Id) ? lose : keepTheirs)',
    to: '(changes.takes(quote.Id) ? keepTheirs : lose)',
    why: "lines of the person stay, and everybody else's go"
  },
  {
    file: ERASURE,
    from: 'lose.removeAll(keepTheirs);',
    to: '',
    why: 'a line goes that somebody else said as well'
  },
  {
    file: ERASURE,
    from: 'if (NOT_DECIDED.contains(item.Review__c)) {',
    to: 'if (true) {',
    why: 'a line goes that somebody made their own'
  },
  {
    file: ERASURE,
    from: 'change.Main_Contact__c = null;',
    to: '',
    why: 'the person stays main contact'
  },
  {
    file: ERASURE,
    from: "Status__c = concerned[i].isEmpty() ? 'Done' : 'Waiting'",
    to: "Status__c = 'Done'",
    why: 'the service never forgets'
  },
  {
    file: ERASURE,
    from: 'Person_Key__c = persons[i].key,',
    to: 'Person_Key__c = String.join(new List<String>(persons[i].names), null),',
    why: 'the record of the erasure holds the name'
  },
  {
    file: ERASURE,
    from: "if (handoff.Brief_Status__c == 'Gathering') {",
    to: "if (handoff.Brief_Status__c == 'Delivered') {",
    why: 'nobody is told that a brief in the making brings the person back'
  },
  {
    file: ERASURE,
    from: '&& !concerned[i].contains(handoff.Id)',
    to: '',
    why: 'a handoff without the account keeps the name in its texts'
  },
  {
    file: WRITE,
    from: 'purge(new List<Id>(deleted.keySet()), true);',
    to: '',
    why: 'what was erased lies in the recycle bin'
  },
  {
    file: WRITE,
    from: 'purge(new List<Id>(inBin), false);',
    to: '',
    why: 'what somebody deleted before stays in the recycle bin'
  },
  {
    file: WRITE,
    from: 'if (deleted.containsKey(record.Id) || inBin.contains(record.Id)) {',
    to: 'if (inBin.contains(record.Id)) {',
    why: 'what two persons share is counted twice'
  },
  {
    file: privacy('HandoffErasureTaskService'),
    from: 'if (wanted.contains(handoff.Id)) {',
    to: 'if (handoff != null) {',
    why: 'tasks of another account are listed'
  },
  {
    file: privacy('HandoffErasureTaskSelector'),
    from: 'AND Subject LIKE :subjects)',
    to: 'AND Subject != NULL)',
    why: "the account's other tasks are listed"
  },
  {
    file: privacy('HandoffErasureTaskSelector'),
    from: 'AND IsDeleted = FALSE',
    to: '',
    why: 'deleted tasks are listed, which nobody can open'
  },
  {
    file: QUEUE,
    from: 'if (forgotten.unfinished > 0) {',
    to: 'if (forgotten.unfinished > 1) {',
    why: 'an erasure is done while a brief still holds the words'
  },
  {
    file: QUEUE,
    from: 'count >= maximum || failure?.isPermanent() == true',
    to: 'count >= maximum',
    why: 'what the service will never take is asked again and again'
  },
  {
    file: QUEUE,
    from: "givenUp ? 'Failed' : 'Waiting'",
    to: "'Waiting'",
    why: 'no admin sees that the service did not forget'
  },
  {
    file: privacy('HandoffErasureInvocable'),
    from: "if (!FeatureManagement.checkPermission('Handoff_Erase_Person')) {",
    to: 'if (false) {',
    why: 'everybody may erase'
  },
  {
    file: privacy('HandoffErasureRequestSelector'),
    from: "Status__c = 'Failed' OR (Status__c = 'Waiting' AND Requested_At__c < :waitingSince)",
    to: "Status__c = 'Waiting' AND Requested_At__c < :waitingSince",
    why: 'what failed is never asked for again'
  },
  {
    file: privacy('HandoffRetentionSelector'),
    from: "Handoff__r.Status__c IN ('Kicked Off', 'Closed', 'Superseded')",
    to: 'Handoff__r.Status__c != NULL',
    why: 'quotes of handoffs that people work with lose their words'
  },
  {
    file: privacy('HandoffRetentionSelector'),
    from: 'AND Handoff__r.LastModifiedDate <= :unchangedSince',
    to: '',
    why: 'quotes lose their words at once'
  },
  {
    file: privacy('HandoffRetentionQueueable'),
    from: 'quote.Speaker__c = null;',
    to: '',
    why: 'who spoke is kept for ever'
  },
  {
    file: privacy('HandoffRetentionQueueable'),
    from: 'if (hasMore && done > 0) {',
    to: 'if (done > 0 && !hasMore) {',
    why: 'of many old quotes one batch a night is deleted',
    unnoticed: 'a test may not chain jobs (HandoffQueueService.next)'
  },
  {
    file: privacy('HandoffRetentionQueueable'),
    from: 'addMonths(-months.intValue())',
    to: 'addMonths(months.intValue())',
    why: 'attempts at the gate are gone the night after'
  }
];
