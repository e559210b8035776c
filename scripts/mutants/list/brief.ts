import type { Mutant } from '../mutant.ts';

const request = (name: string): string => `classes/request/${name}.cls`;
const scoring = (name: string): string => `classes/scoring/${name}.cls`;

/** Ways to break what asks the service: briefs, scores, retries and sweeps. */
export const briefMutants: readonly Mutant[] = [
  {
    file: request('HandoffBriefAction'),
    from: 'handoff.Review_Reminded_At__c = null;',
    to: '',
    why: 'the second review of a handoff is never reminded of'
  },
  {
    file: request('HandoffBriefAction'),
    from: 'HandoffDeliveryService.deliver(withoutBrief);',
    to: '',
    why: 'a failed brief holds the receiver up'
  },
  {
    file: request('HandoffBriefAction'),
    from: 'handoff.Brief_Status__c == status && old.Brief_Status__c != status',
    to: 'handoff.Brief_Status__c == status',
    why: 'every save of a finished brief asks for its review again'
  },
  {
    file: request('HandoffBriefAction'),
    from: '.Brief_Attempts__c >= mostAttempts',
    to: '.Brief_Attempts__c > mostAttempts',
    why: 'the giver is told of the same failure every hour'
  },
  {
    file: request('HandoffBriefRequestService'),
    from: "if (handoff.Status__c == 'Superseded') {",
    to: "if (handoff.Status__c == 'Closed') {",
    why: 'a brief of an old version is made'
  },
  {
    file: request('HandoffBriefRequestService'),
    from: 'if (!refused.isPermanent()) {',
    to: 'if (refused.isPermanent()) {',
    why: 'one wrong request stops all, and a service that is down is asked for each'
  },
  {
    file: request('HandoffBriefRequestService'),
    from: 'change.Brief_Attempts__c = 0;',
    to: '',
    why: 'what failed once gets no new tries'
  },
  {
    file: request('HandoffBriefRequestSelector'),
    from: "AND Status__c NOT IN ('Superseded', 'Exception Review')\n",
    to: '',
    why: 'givers are reminded of what lies with their manager'
  },
  {
    file: request('HandoffBriefRequestSelector'),
    from: 'AND Escalated_At__c = NULL\n',
    to: '',
    why: 'managers hear of the same handoff every hour'
  },
  {
    file: request('HandoffBriefSweepSchedulable'),
    from: 'askAgain();\n    Integer',
    to: 'Integer',
    why: 'forgotten requests stay forgotten'
  },
  {
    file: request('HandoffBriefSweepSchedulable'),
    from: 'escalate(System.now().addHours(-hours));',
    to: 'escalate(System.now().addHours(hours));',
    why: 'managers are called before anything is late'
  },
  {
    file: request('HandoffBriefQueueable'),
    from: 'failure?.isPermanent == true',
    to: 'failure?.isPermanent == false',
    why: 'what cannot succeed is tried again'
  },
  {
    file: request('HandoffBriefQueueable'),
    from: 'count >= maximum ||',
    to: 'count > maximum ||',
    why: 'one try too many'
  },
  {
    file: request('HandoffBriefProgressService'),
    from: 'if (refused.statusCode == 404) {',
    to: 'if (refused.statusCode == 500) {',
    why: 'a job that the service forgot cannot be run again'
  },
  {
    file: request('HandoffBriefProgressService'),
    from: "if (handoff.Brief_Status__c != 'Failed') {",
    to: "if (handoff.Brief_Status__c == 'Failed') {",
    why: 'only what did not fail is run again'
  },
  {
    file: request('HandoffBriefClient'),
    from: 'if (String.isBlank(result?.id)) {',
    to: 'if (false) {',
    why: 'an answer without a job is taken for one'
  },
  {
    file: scoring('HandoffScoreService'),
    from: 'if (requestedNow.get(handoff.Id) != handoff.Score_Requested_At__c) {',
    to: 'if (false) {',
    why: 'a score of the past is written over a changed handoff'
  },
  {
    file: scoring('HandoffScoreService'),
    from: 'HandoffSystemService.updateSome(deals.values());',
    to: '',
    why: 'the deal has no score'
  },
  {
    file: scoring('HandoffScoreClient'),
    from: 'result?.results == null || result.results.size() != request.handoffs.size()',
    to: 'result?.results == null',
    why: 'a score that is missing from the answer goes unnoticed'
  },
  {
    file: scoring('HandoffScoringQueueable'),
    from: 'count >= maximum;',
    to: 'count > maximum;',
    why: 'one try too many'
  },
  {
    file: scoring('HandoffScoringQueueable'),
    from: 'System.attachFinalizer(new Retry(ids));',
    to: '',
    why: 'a failed score is never tried again'
  },
  {
    file: scoring('HandoffScoreRequestService'),
    from: "if (item.Kind__c != 'Gap') {",
    to: "if (item.Kind__c == 'Gap') {",
    why: 'gaps are judged as lines, and lines not at all'
  },
  {
    file: 'classes/service/HandoffQueueService.cls',
    from: 'REQUESTED.contains(kind) || ',
    to: '',
    why: 'one save queues many jobs'
  },
  {
    file: 'classes/service/HandoffQueueService.cls',
    from: 'attempts > MOST_RETRIES',
    to: 'attempts < 0',
    why: 'the sixth retry throws and the attempt is not recorded'
  },
  {
    file: 'classes/service/HandoffServiceClient.cls',
    from: 'response.getStatusCode() > 299',
    to: 'response.getStatusCode() > 599',
    why: 'a refusal is taken for an answer'
  },
  {
    file: 'classes/service/HandoffServiceException.cls',
    from: '{ 400, 404,',
    to: '{ 404,',
    why: 'a request that is wrong is sent again and again'
  }
];
