import type { Deal } from '../domain/deal.ts';
import type { Answer, Handoff, Score } from '../domain/handoff.ts';
import { scoreHandoff } from '../domain/score.ts';
import type { BriefItem, BriefPerson } from './types.ts';

/** Codes of the answers that the rubric reads, and the field each is in. */
const ANSWERS: Readonly<Record<string, string>> = {
  's2c.goals': 'Buyer_Goals__c',
  's2c.contact': 'Main_Contact__c',
  's2c.scope': 'Signed_Scope__c',
  's2c.start': 'Start_Date__c',
  's2c.deliverables': 'Promised_Deliverables__c',
  's2c.pricing': 'Pricing_Exceptions__c',
  's2c.risks': 'Risk_Notes__c',
  's2c.kickoff': 'Kickoff_Preference__c'
};

/**
 * What the handoff would score with all that the brief proposes: tells the reviewer what is still thin. The org's own
 * score stays the one that counts, and follows as lines are accepted.
 */
export function scoreBrief(deal: Deal, items: readonly BriefItem[], people: readonly BriefPerson[]): Score {
  const field = (name: string): string | null => deal.crm[name] ?? null;
  const handoff: Handoff = {
    id: deal.handoffId,
    type: 'Sales to CS',
    // The end of the cycle, not today: the same evidence always gets the same score.
    asOf: deal.window.to.slice(0, 10),
    story: {
      whyEngaged: field('Why_Engaged__c'),
      problem: field('Problem__c'),
      successInTheirWords: field('Success_In_Their_Words__c'),
      visibleRisks: field('Visible_Risks__c')
    },
    judgement: {
      careAbout: field('What_They_Care_About__c'),
      promisedOutLoud: field('Promised_Out_Loud__c'),
      knowBeforeKickoff: field('Know_Before_Kickoff__c')
    },
    answers: Object.entries(ANSWERS).map(([code, name]): Answer => {
      const value = field(name);
      return { code, value, source: value === null ? 'none' : 'person', gap: null };
    }),
    items: items
      .filter(({ kind }) => kind !== 'Gap')
      .map((item) => ({
        id: item.key,
        kind: item.kind,
        text: item.text,
        condition: item.condition,
        dueDate: item.due,
        milestoneDay: item.milestoneDay,
        severity: item.severity,
        mitigation: null,
        technicalTopic: null,
        ruledOut: false,
        resolved: false,
        owner: null
      })),
    stakeholders: people.map((person) => ({
      id: person.key,
      name: person.name,
      title: person.title,
      role: person.role,
      stance: person.stance,
      lastTouch: person.lastTouch,
      caresAbout: person.caresAbout,
      prefers: person.prefers
    }))
  };
  return scoreHandoff(handoff);
}
