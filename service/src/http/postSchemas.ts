import { z } from 'zod';
import { CHANNEL } from '../connectors/config.ts';
import { PURPOSES } from '../posts/message.ts';

/** A record page of the org that asks. Whole addresses are refused, so that no message can link elsewhere. */
const path = z.string().regex(/^\/lightning\/r\/\w{1,80}\/[a-zA-Z0-9]{15,18}\/view$/, 'is no path of a record');
const text = z.string().max(500);

export const postsRequest = z.strictObject({
  posts: z
    .array(
      z.strictObject({
        handoffId: z.string().regex(/^[a-zA-Z0-9]{18}$/, 'is no record id of 18 characters'),
        version: z.number().int().min(1).max(999),
        purpose: z.enum(PURPOSES),
        to: z.email().max(255).nullable(),
        channel: z.string().regex(CHANNEL, 'is no name or id of a channel').nullable(),
        heading: z.string().min(1).max(255),
        lines: z.array(z.strictObject({ label: z.string().min(1).max(255), text, path: path.nullable() })).max(10),
        links: z.array(z.strictObject({ text: z.string().min(1).max(255), path })).max(5)
      })
    )
    .min(1)
    .max(100)
});

export const postsAccepted = z.object({
  posts: z.array(z.object({ handoffId: z.string(), purpose: z.enum(PURPOSES), state: z.enum(['accepted', 'off']) }))
});
