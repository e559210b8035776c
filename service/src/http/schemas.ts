import { z } from 'zod';
import { LANGUAGES, SECTIONS } from '../domain/handoff.ts';

const text = z.string().max(8000).nullable();
const shortText = z.string().max(255).nullable();
const date = z.iso.date();
const id = z.string().regex(/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/, 'is no record id');

const gap = z.strictObject({ owner: z.string().max(255), due: date });

const answer = z.strictObject({
  code: z.string().min(1).max(40),
  value: text,
  source: z.enum(['person', 'crm', 'none']),
  gap: gap.nullable().default(null)
});

const item = z.strictObject({
  id,
  kind: z.string().min(1).max(40),
  text,
  condition: shortText.default(null),
  dueDate: date.nullable().default(null),
  milestoneDay: z.number().int().nullable().default(null),
  severity: z.enum(['Red', 'Yellow', 'Green']).nullable().default(null),
  mitigation: text.default(null),
  technicalTopic: z.enum(['Integration', 'Data Migration', 'Constraints', 'Security']).nullable().default(null),
  ruledOut: z.boolean().default(false),
  resolved: z.boolean().default(false),
  owner: shortText.default(null)
});

const stakeholder = z.strictObject({
  id,
  name: shortText,
  title: shortText.default(null),
  role: z.string().max(40).nullable().default(null),
  stance: z.enum(['Ally', 'Neutral', 'Blocker']).nullable().default(null),
  lastTouch: date.nullable().default(null),
  caresAbout: shortText.default(null),
  prefers: shortText.default(null)
});

const handoff = z.strictObject({
  id,
  type: z.string().min(1).max(40),
  asOf: date,
  story: z.strictObject({
    whyEngaged: text.default(null),
    problem: text.default(null),
    successInTheirWords: text.default(null),
    visibleRisks: text.default(null)
  }),
  judgement: z.strictObject({
    careAbout: text.default(null),
    promisedOutLoud: text.default(null),
    knowBeforeKickoff: text.default(null)
  }),
  answers: z.array(answer).max(100),
  items: z.array(item).max(500),
  stakeholders: z.array(stakeholder).max(200)
});

const weight = z.number().min(0).max(100);

export const scoresRequest = z.strictObject({
  handoffs: z.array(handoff).min(1).max(200),
  flagBelow: z.number().min(0).max(100).optional(),
  languages: z.array(z.enum(LANGUAGES)).max(LANGUAGES.length).optional(),
  weights: z
    .strictObject({
      context: weight,
      expectations: weight,
      risk: weight,
      technical: weight,
      relationship: weight,
      actions: weight
    })
    .refine(
      (weights) => Object.values(weights).some((value) => value > 0),
      'at least one weight must be more than zero'
    )
    .optional()
});

const said = z.object({ text: z.string(), add: z.string() });
const reason = said.extend({ code: z.string(), translations: z.partialRecord(z.enum(LANGUAGES), said).optional() });

export const scoresResponse = z.object({
  rubricVersion: z.string(),
  results: z.array(
    z.object({
      id: z.string(),
      score: z.number().int().min(0).max(100),
      flagged: z.boolean(),
      sections: z.array(
        z.object({
          code: z.enum(SECTIONS),
          status: z.enum(['Complete', 'Partial', 'Missing']),
          points: z.number(),
          weight: z.number(),
          reasons: z.array(reason)
        })
      )
    })
  )
});

export const errorResponse = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    action: z.string(),
    requestId: z.string(),
    details: z.array(z.object({ path: z.string(), message: z.string() })).optional()
  })
});

/** What every authenticated route may answer with besides success. */
export const sharedErrors = {
  400: errorResponse,
  401: errorResponse,
  403: errorResponse,
  413: errorResponse,
  415: errorResponse,
  429: errorResponse,
  503: errorResponse
};
