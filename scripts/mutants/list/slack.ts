import type { Mutant } from '../mutant.ts';

const slack = (name: string): string => `classes/slack/${name}.cls`;
const QUEUE = slack('HandoffSlackQueueable');
const SELECTOR = slack('HandoffSlackSelector');
const REQUEST = slack('HandoffSlackRequest');
const SERVICE = slack('HandoffSlackService');

/** Ways to break what is said in Slack. */
export const slackMutants: readonly Mutant[] = [
  {
    file: slack('HandoffSlackAction'),
    from: 'handoff.Slack_Waiting__c != before?.get(handoff.Id)?.Slack_Waiting__c',
    to: 'handoff.Slack_Waiting__c == before?.get(handoff.Id)?.Slack_Waiting__c',
    why: 'messages wait for the hourly sweep'
  },
  {
    file: QUEUE,
    from: 'record.Slack_Waiting__c = null;',
    to: '',
    why: 'what the service will never take is asked again and again'
  },
  {
    file: QUEUE,
    from: 'Slack_Attempts__c = (handoff.Slack_Attempts__c ?? 0) + 1,',
    to: 'Slack_Attempts__c = handoff.Slack_Attempts__c ?? 0,',
    why: 'a service that is down is asked without end'
  },
  {
    file: QUEUE,
    from: 'Limits.getLimitQueueableJobs() > 1',
    to: 'Limits.getLimitQueueableJobs() > 0',
    why: 'inside a job the message takes the place of what the job queues',
    unnoticed: 'a test may not chain jobs, so none sees how many a job may queue'
  },
  {
    file: SELECTOR,
    from: "AND Status__c != 'Superseded'",
    to: '',
    why: 'an old version is announced'
  },
  {
    file: SELECTOR,
    from: "AND Review__c != 'Proposed'",
    to: '',
    why: 'the channel reads what nobody confirmed'
  },
  {
    file: SELECTOR,
    from: "AND Review__c != 'Rejected'",
    to: '',
    why: 'the channel reads what somebody rejected'
  },
  {
    file: SELECTOR,
    from: 'AND Ruled_Out__c = FALSE',
    to: '',
    why: 'the channel reads what was ruled out'
  },
  {
    file: SELECTOR,
    from: 'AND Resolved__c = FALSE',
    to: '',
    why: 'the channel reads what is settled'
  },
  {
    file: SELECTOR,
    from: 'AND IsActive = TRUE',
    to: '',
    why: 'who left the company is written to'
  },
  {
    file: REQUEST,
    from: 'if (String.isBlank(text)) {',
    to: 'if (text == null) {',
    why: 'messages have lines without words'
  },
  {
    file: REQUEST,
    from: 'line.text = text.abbreviate(LONGEST_TEXT);',
    to: 'line.text = text;',
    why: 'a long answer makes the service refuse the message'
  },
  {
    file: SERVICE,
    from: 'change.Slack_Attempts__c = 0;',
    to: '',
    why: 'after one message that failed the next has no tries'
  },
  {
    file: SERVICE,
    from: 'if (handoff.Slack_Waiting__c != OVERDUE) {',
    to: 'if (handoff.Slack_Waiting__c == REMINDER) {',
    why: 'the manager is asked for the review'
  },
  {
    file: SERVICE,
    from: 'if (message.purpose == DELIVERED || message.to != null) {',
    to: 'if (true) {',
    why: 'a message for who left goes to the channel'
  },
  {
    file: SERVICE,
    from: 'message.channel = String.isBlank(channel) ? null : channel.trim();',
    to: 'message.channel = null;',
    why: "the org's own channel gets nothing"
  },
  {
    file: SERVICE,
    from: 'if (!own.containsKey(line.Kind__c)) {',
    to: 'if (line != null) {',
    why: 'the last line of a kind is told in place of the first'
  },
  {
    file: SERVICE,
    from: 'message.version = Integer.valueOf(handoff.Version__c ?? 1);',
    to: 'message.version = 1;',
    why: 'the second version of a handoff is never announced'
  }
];
