import { z } from 'zod';

/** Rows of the queries in salesforce.ts, as far as they are read; the API leaves out what is null in children. */

const text = z.string().nullish();
const named = z.object({ Name: text, Email: text }).nullish();
/** Child rows come in an object of their own, or not at all. */
const children = <T extends z.ZodType>(row: T) =>
  z
    .object({ records: z.array(row) })
    .nullish()
    .transform((rows) => rows?.records ?? []);

export const mail = z.object({
  Id: z.string(),
  Subject: text,
  TextBody: text,
  HtmlBody: text,
  FromAddress: text,
  FromName: text,
  MessageDate: text,
  ActivityId: text
});
export const task = z.object({
  Id: z.string(),
  Subject: text,
  Description: text,
  ActivityDate: text,
  CreatedDate: text,
  IsClosed: z.boolean().nullish(),
  OwnerId: text,
  Owner: named
});
export const event = z.object({
  Id: z.string(),
  Subject: text,
  Description: text,
  StartDateTime: text,
  OwnerId: text,
  Owner: named,
  EventRelations: children(z.object({ RelationId: text, Relation: named }))
});
export const supportCase = z.object({
  Id: z.string(),
  Subject: text,
  Description: text,
  CreatedDate: text,
  ContactId: text,
  Contact: named,
  SuppliedName: text,
  SuppliedEmail: text,
  CaseComments: children(z.object({ CommentBody: text, CreatedDate: text, CreatedById: text, CreatedBy: named }))
});
export const note = z.object({
  Id: z.string(),
  Title: text,
  Body: text,
  CreatedDate: text,
  CreatedById: text,
  CreatedBy: named
});
export const change = z.object({
  Id: z.string(),
  StageName: text,
  Amount: z.number().nullish(),
  CurrencyIsoCode: text,
  CloseDate: text,
  CreatedDate: text,
  CreatedById: text,
  CreatedBy: named
});
