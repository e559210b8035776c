import type { Mutant } from '../mutant.ts';

const review = (name: string): string => `classes/review/${name}.cls`;
const receive = (name: string): string => `classes/receive/${name}.cls`;

/** Ways to break the giver's review and the receiver's kickoff: who may do what, and what becomes of it. */
export const reviewMutants: readonly Mutant[] = [
  {
    file: review('HandoffApproveService'),
    from: 'handoff.Status__c == REVIEW && !mayDecide()',
    to: 'handoff.Status__c == REVIEW && mayDecide()',
    why: 'givers decide on exceptions, managers may not'
  },
  {
    file: review('HandoffApproveService'),
    from: 'if (open > 0) {',
    to: 'if (open > 1) {',
    why: 'a brief is approved with a proposal undecided'
  },
  {
    file: review('HandoffApproveService'),
    from: "handoff.Brief_Status__c == 'Gathering' && !mayDecide()",
    to: "handoff.Brief_Status__c == 'Delivered' && !mayDecide()",
    why: 'a brief is approved while it is being made'
  },
  {
    file: review('HandoffApproveService'),
    from: 'mayDecide() ? new List<String>() : HandoffExceptionService.reasonsOf(handoff);',
    to: 'new List<String>();',
    why: 'exceptions are delivered without a manager'
  },
  {
    file: review('HandoffApproveService'),
    from: 'Approved_By__c = UserInfo.getUserId(),',
    to: '',
    why: 'nobody knows who approved'
  },
  {
    file: review('HandoffApproveService'),
    from: 'if (!isWon) {\n      return',
    to: 'if (isWon) {\n      return',
    why: 'a won deal’s handoff waits, an open one’s is delivered'
  },
  {
    file: review('HandoffReviewSelector'),
    from: 'if (!mayReview(new Set<Id>{ handoffId })) {',
    to: 'if (false) {',
    why: 'whoever sees a handoff may review it'
  },
  {
    file: review('HandoffReviewSelector'),
    from: 'count += access.HasEditAccess ? 1 : 0;',
    to: 'count += 1;',
    why: 'readers may review'
  },
  {
    file: review('HandoffReviewSelector'),
    from: 'WHERE Id = :handoffId\n      WITH USER_MODE',
    to: 'WHERE Id = :handoffId\n      WITH SYSTEM_MODE',
    why: 'the review shows what the reader may not see'
  },
  {
    file: review('HandoffReviewService'),
    from: 'if (!HandoffReviewSelector.mayReview(handoffIds)) {',
    to: 'if (false) {',
    why: 'readers decide on proposals'
  },
  {
    file: review('HandoffReviewService'),
    from: 'if (records.size() != wanted.size()) {',
    to: 'if (false) {',
    why: 'what the user may not see is passed over in silence'
  },
  {
    file: review('HandoffReviewService'),
    from: 'update as user items;',
    to: 'update as system items;',
    why: 'decisions are written past the user’s rights',
    unnoticed:
      'every role of the package that reads a line may also decide on it; only a permission set of an org’s own could tell'
  },
  {
    file: review('HandoffReviewService'),
    from: "if (record.get('Basis__c') == BY_A_PERSON) {\n        continue;\n      }",
    to: '',
    why: 'undo turns what a person wrote into a proposal'
  },
  {
    file: review('HandoffReviewService'),
    from: 'isFirst ? item.Text__c : item.Proposed_Text__c',
    to: 'item.Text__c',
    why: 'the second edit loses what was proposed'
  },
  {
    file: review('HandoffProposalService'),
    from: 'place(BY_CONSEQUENCE, a.kind) - place(BY_CONSEQUENCE, b.kind)',
    to: 'place(BY_CONSEQUENCE, b.kind) - place(BY_CONSEQUENCE, a.kind)',
    why: 'the least consequential comes first'
  },
  {
    file: review('HandoffProposalService'),
    from: 'if (known.contains(essence(item.Kind__c, item.Text__c))) {\n        continue;\n      }',
    to: '',
    why: 'what was decided in an earlier version is proposed again'
  },
  {
    file: review('HandoffProposalService'),
    from: 'return a.due == null ? 1 : -1;',
    to: 'return a.due == null ? -1 : 1;',
    why: 'what has no date comes before what has one'
  },
  {
    file: review('HandoffReviewViewService'),
    from: 'private static final Integer SHOWN_FIRST = 12;',
    to: 'private static final Integer SHOWN_FIRST = 13;',
    why: 'more proposals than promised at first'
  },
  {
    file: receive('HandoffReceiveService'),
    from: 'return handoff.Receiver__c == UserInfo.getUserId() ||',
    to: 'return handoff.Receiver__c != UserInfo.getUserId() ||',
    why: 'anybody but the receiver may take it over'
  },
  {
    file: receive('HandoffReceiveService'),
    from: 'if (!mayAct(handoff)) {',
    to: 'if (false) {',
    why: 'whoever sees a handoff may take it over'
  },
  {
    file: receive('HandoffReceiveService'),
    from: "if (handoff.Status__c != 'Delivered') {",
    to: "if (handoff.Status__c == 'Draft') {",
    why: 'a handoff is acknowledged twice'
  },
  {
    file: receive('HandoffReceiveService'),
    from: 'HandoffPlaceholderService.reasonFor(sentence, System.Label.Receive_Sentence_Label, false);',
    to: 'null;',
    why: '"TBD" acknowledges a handoff'
  },
  {
    file: receive('HandoffReceiveService'),
    from: 'HandoffTaskService.askGiver(handoff, question.trim());',
    to: '',
    why: 'the giver has no task to answer'
  },
  {
    file: receive('HandoffAgendaService'),
    from: 'point.done != true && String.isBlank(point.reason)',
    to: 'point.done != true',
    why: 'a reason does not count'
  },
  {
    file: receive('HandoffAgendaService'),
    from: 'if (!HandoffReceiveService.mayAct(handoff)) {',
    to: 'if (false) {',
    why: 'whoever sees a handoff changes its agenda'
  },
  {
    file: receive('HandoffAgendaService'),
    from: "if (handoff.Status__c != 'Acknowledged') {",
    to: "if (handoff.Status__c == 'Draft') {",
    why: 'a kickoff is held before the handoff is acknowledged'
  },
  {
    file: receive('HandoffAgendaService'),
    from: 'if (!CODES.contains(point.code)) {',
    to: 'if (false) {',
    why: 'points that there are not are kept'
  },
  {
    file: receive('HandoffKickoffService'),
    from: 'if (!person.On_Kickoff_Invite__c) {',
    to: 'if (person.On_Kickoff_Invite__c) {',
    why: 'the champion who is invited is called missing'
  },
  {
    file: receive('HandoffKickoffService'),
    from: '!item.Resolved__c && !item.Ruled_Out__c && String.isNotBlank(item.Text__c)',
    to: '!item.Ruled_Out__c && String.isNotBlank(item.Text__c)',
    why: 'what is settled is on the agenda'
  },
  {
    file: receive('HandoffKickoffSelector'),
    from: 'WHERE Id = :handoffId\n      WITH USER_MODE',
    to: 'WHERE Id = :handoffId\n      WITH SYSTEM_MODE',
    why: 'the kickoff shows what the reader may not see'
  }
];
