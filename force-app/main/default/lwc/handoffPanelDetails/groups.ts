import addDeal from '@salesforce/label/c.Panel_Group_Deal_Add';
import addPromise from '@salesforce/label/c.Panel_Group_Promises_Add';
import addRisk from '@salesforce/label/c.Panel_Group_Risks_Add';
import addStretch from '@salesforce/label/c.Panel_Group_Stretch_Add';
import addSuccess from '@salesforce/label/c.Panel_Group_Success_Add';
import addThread from '@salesforce/label/c.Panel_Group_Threads_Add';
import addWhy from '@salesforce/label/c.Panel_Group_Why_Add';
import deal from '@salesforce/label/c.Panel_Group_Deal';
import people from '@salesforce/label/c.Panel_Group_People';
import promises from '@salesforce/label/c.Panel_Group_Promises';
import risks from '@salesforce/label/c.Panel_Group_Risks';
import stretch from '@salesforce/label/c.Panel_Group_Stretch';
import success from '@salesforce/label/c.Panel_Group_Success';
import threads from '@salesforce/label/c.Panel_Group_Threads';
import why from '@salesforce/label/c.Panel_Group_Why';

/** Kinds of lines that are read together, under one heading. */
export interface Group {
  readonly code: string;
  readonly heading: string;
  readonly addLabel: string;
  /** Values of `Handoff_Item__c.Kind__c`, the most usual first; none for the people. */
  readonly kinds: readonly string[];
}

/** In the order in which the next owner asks. A gap belongs to its question, not here. */
export const GROUPS: readonly Group[] = [
  { code: 'why', heading: why, addLabel: addWhy, kinds: ['Pain', 'Use Case', 'Workaround'] },
  { code: 'success', heading: success, addLabel: addSuccess, kinds: ['Success Criterion'] },
  { code: 'promises', heading: promises, addLabel: addPromise, kinds: ['Commitment', 'Milestone'] },
  { code: 'stretch', heading: stretch, addLabel: addStretch, kinds: ['Stretch'] },
  { code: 'people', heading: people, addLabel: '', kinds: [] },
  { code: 'risks', heading: risks, addLabel: addRisk, kinds: ['Risk', 'Technical', 'Objection'] },
  { code: 'threads', heading: threads, addLabel: addThread, kinds: ['Open Thread'] },
  { code: 'deal', heading: deal, addLabel: addDeal, kinds: ['Key Decision', 'Competitor', 'Expansion'] }
];
