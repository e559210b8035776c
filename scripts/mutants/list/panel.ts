import type { Mutant } from '../mutant.ts';

const panel = (name: string): string => `classes/panel/${name}.cls`;
const brief = (name: string): string => `classes/brief/${name}.cls`;

/** Ways to break the panel of the giver and the brief of the receiver. */
export const panelMutants: readonly Mutant[] = [
  {
    file: panel('HandoffItemService'),
    from: 'insert as user item;',
    to: 'insert as system item;',
    why: 'anybody adds lines'
  },
  {
    file: panel('HandoffItemService'),
    from: 'update as user item;',
    to: 'update as system item;',
    why: 'anybody changes lines'
  },
  {
    file: panel('HandoffItemService'),
    from: 'insert as user gap;',
    to: 'insert as system gap;',
    why: 'anybody calls an answer not known yet',
    unnoticed:
      'every role of the package that reads lines may also add them; only a permission set of an org’s own could tell'
  },
  {
    file: panel('HandoffItemService'),
    from: 'Database.delete(recordId, AccessLevel.USER_MODE);',
    to: 'Database.delete(recordId, AccessLevel.SYSTEM_MODE);',
    why: 'anybody removes lines'
  },
  {
    file: panel('HandoffItemService'),
    from: 'if (due < System.today()) {',
    to: 'if (due <= System.today()) {',
    why: 'nobody can promise to ask today'
  },
  {
    file: panel('HandoffItemService'),
    from: 'if (assigneeId == null || due == null) {',
    to: 'if (assigneeId == null && due == null) {',
    why: 'a gap needs no owner or no date'
  },
  {
    file: panel('HandoffStakeholderService'),
    from: 'insert as user person;',
    to: 'insert as system person;',
    why: 'anybody adds people'
  },
  {
    file: panel('HandoffStakeholderService'),
    from: 'String.isBlank(request.name) && request.contactId == null',
    to: 'String.isBlank(request.name)',
    why: 'a contact needs a name typed beside it'
  },
  {
    file: panel('HandoffPanelService'),
    from: 'if (!HandoffSelector.canEdit(opportunityId)) {',
    to: 'if (false) {',
    why: 'readers of a deal start its handoff'
  },
  {
    file: panel('HandoffPanelService'),
    from: 'WHERE Id = :opportunityId\n      WITH USER_MODE',
    to: 'WHERE Id = :opportunityId\n      WITH SYSTEM_MODE',
    why: 'the panel shows fields that the reader may not see'
  },
  {
    file: panel('HandoffPanelService'),
    from: 'if (HandoffSelector.forBrief(handoffId) == null) {',
    to: 'if (false) {',
    why: 'anybody has a handoff scored'
  },
  {
    file: panel('HandoffMoveService'),
    from: 'update as user new Opportunity(',
    to: 'update as system new Opportunity(',
    why: 'anybody wins deals'
  },
  {
    file: panel('HandoffMoveService'),
    from: 'view.gate.mode == HandoffSettings.BLOCK && !view.canBypass',
    to: 'view.gate.mode == HandoffSettings.BLOCK',
    why: 'who may bypass cannot do so from the panel'
  },
  {
    file: panel('HandoffAnswerViewService'),
    from: 'answer.question.Required__c && !answer.isSatisfied()',
    to: '!answer.isSatisfied()',
    why: 'the panel counts what nobody must answer'
  },
  {
    file: panel('HandoffScoreView'),
    from: 'value != null && value < flagBelow',
    to: 'value != null && value <= flagBelow',
    why: 'a score that is good enough is flagged'
  },
  {
    file: brief('HandoffBriefService'),
    from: 'if (view.accountId != accountId) {',
    to: 'if (false) {',
    why: 'the page of one account shows another’s brief'
  },
  {
    file: brief('HandoffBriefService'),
    from: 'if (!NOT_DELIVERED.contains(handoff.Status__c)) {',
    to: 'if (NOT_DELIVERED.contains(handoff.Status__c)) {',
    why: 'a draft is shown as the brief'
  },
  {
    file: brief('HandoffBriefTileService'),
    from: "(item.Resolved__c && item.Kind__c != 'Objection')",
    to: 'false',
    why: 'what is settled still stands in the brief'
  },
  {
    file: brief('HandoffBriefTileService'),
    from: "(item.Resolved__c && item.Kind__c != 'Objection')",
    to: 'item.Resolved__c',
    why: 'an objection that was overcome is not part of how the deal went'
  },
  {
    file: brief('HandoffBriefTileService'),
    from: 'if (tile.lines.size() < MOST_LINES) {',
    to: 'if (tile.lines.size() <= MOST_LINES) {',
    why: 'a tile has six lines'
  },
  {
    file: brief('HandoffBriefTileService'),
    from: 'if (!line.isGap && line.rank == rank) {',
    to: 'if (line.rank == rank) {',
    why: 'a gap stands in its tile twice'
  },
  {
    file: brief('HandoffBriefNextService'),
    from: 'AND IsClosed = FALSE',
    to: '',
    why: 'the next step is one that was taken already'
  },
  {
    file: brief('HandoffBriefFactService'),
    from: 'fact.isGap = String.isBlank(value);',
    to: 'fact.isGap = false;',
    why: 'what is not known is shown as if it were'
  }
];
