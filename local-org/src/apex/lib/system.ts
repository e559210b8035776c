import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { LimitName } from '../../org/limits.ts';
import { type NativeContext, type NativeFunction, nativeClass } from '../native.ts';
import { typeOf } from '../types/types.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexEnumValue,
  type ApexValue,
  NativeObject,
  SObjectValue
} from '../values.ts';
import { blob, integer, text } from './args.ts';
import { assertions } from './assert.ts';

const DAY_MS = 86_400_000;

export const loggingLevel = nativeClass('LoggingLevel', {
  enumValues: ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST']
});

/** Debug lines go to the org's log, warnings and errors at their level. Texts may hold anything, so they are cut. */
function debug(ctx: NativeContext, level: ApexValue | undefined, value: ApexValue | undefined): null {
  const { file, line } = ctx.position;
  const fields = { place: `${file}:${line}`, requestId: ctx.requestId };
  const message = ctx.text(value ?? null).slice(0, 500);
  const name = level instanceof ApexEnumValue ? level.name : 'DEBUG';
  if (name === 'ERROR') ctx.org.log.error(fields, message);
  else if (name === 'WARN') ctx.org.log.warn(fields, message);
  else ctx.org.log.info(fields, message);
  return null;
}

export const system = nativeClass('System', {
  statics: {
    ...assertions,
    'now():Datetime': () => new ApexDatetime(Date.now()),
    'today():Date': (ctx) => new ApexDate(Math.floor(ctx.tx.now.getTime() / DAY_MS)),
    'currentTimeMillis():Long': () => BigInt(Date.now()),
    'debug(Object):void': (ctx, [value]) => debug(ctx, null, value),
    'debug(LoggingLevel,Object):void': (ctx, [level, value]) => debug(ctx, level, value),
    'enqueueJob(Queueable):Id': (ctx, [job = null]) => ctx.enqueue(job, 0),
    'enqueueJob(Queueable,Integer):Id': (ctx, [job = null, delay]) => {
      const minutes = integer(ctx, delay);
      if (minutes < 0 || minutes > 10)
        return ctx.raise('System.AsyncException', 'The delay must be between 0 and 10 minutes');
      return ctx.enqueue(job, minutes);
    },
    'schedule(String,String,Schedulable):String': (ctx, [name, cron, job = null]) =>
      ctx.schedule(text(ctx, name), text(ctx, cron), job),
    'attachFinalizer(Finalizer):void': (ctx, [finalizer = null]) => {
      ctx.attachFinalizer(finalizer);
      return null;
    },
    'isQueueable():Boolean': (ctx) => ctx.jobKind === 'queueable',
    'isFuture():Boolean': () => false,
    'isBatch():Boolean': () => false,
    'isScheduled():Boolean': (ctx) => ctx.jobKind === 'scheduled'
  }
});

const LIMITS: Readonly<Record<string, LimitName>> = {
  Queries: 'queries',
  QueryRows: 'queryRows',
  AggregateQueries: 'aggregateQueries',
  DmlStatements: 'dmlStatements',
  DmlRows: 'dmlRows',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  QueueableJobs: 'queueableJobs',
  PublishImmediateDML: 'publishImmediateDml'
};

const limitStatics: Record<string, NativeFunction> = {};
for (const [name, limit] of Object.entries(LIMITS)) {
  limitStatics[`get${name}():Integer`] = (ctx) => ctx.tx.limits.used(limit);
  limitStatics[`getLimit${name}():Integer`] = (ctx) => ctx.tx.limits.max(limit);
}

export const limits = nativeClass('Limits', { statics: limitStatics });

export const userInfo = nativeClass('UserInfo', {
  statics: {
    'getUserId():Id': (ctx) => ctx.tx.user.id,
    'getName():String': (ctx) => ctx.tx.user.name,
    'getUserName():String': (ctx) => ctx.tx.user.username,
    'getOrganizationId():Id': (ctx) => ctx.org.id,
    'getOrganizationName():String': (ctx) => ctx.org.name,
    'getLocale():String': (ctx) => ctx.tx.user.locale,
    'getLanguage():String': (ctx) => ctx.tx.user.language,
    'isMultiCurrencyOrganization():Boolean': (ctx) => ctx.org.schema.object('CurrencyType') !== undefined,
    // With one currency the user's is the org's; this org's own is the dollar.
    'getDefaultCurrency():String': (ctx) => ctx.tx.user.currency ?? 'USD'
  }
});

/** Labels by a name that is only known at run time. This org has no namespaces: null and '' are its own. */
function labelNamed(ctx: NativeContext, [namespace, name]: readonly ApexValue[], language: string): string {
  const text = namespace === null || namespace === '' ? ctx.org.schema.in(language).label(String(name)) : undefined;
  return text ?? ctx.raise('System.IllegalArgumentException', `There is no label ${String(name)}`);
}

export const label = nativeClass('Label', {
  statics: {
    'get(String,String):String': (ctx, args) => labelNamed(ctx, args, ctx.tx.user.language),
    'get(String,String,String):String': (ctx, args) => labelNamed(ctx, args, text(ctx, args[2])),
    'translationExists(String,String,String):Boolean': (ctx, [namespace, name, language]) =>
      (namespace === null || namespace === '') && ctx.org.schema.translates(text(ctx, name), text(ctx, language))
  }
});

export const featureManagement = nativeClass('FeatureManagement', {
  statics: { 'checkPermission(String):Boolean': (ctx, [name]) => ctx.tx.user.permissions.custom(text(ctx, name)) }
});

export const request = nativeClass('Request', {
  statics: { 'getCurrent():Request': () => new NativeObject(typeOf('Request'), {}) },
  methods: { 'getRequestId():String': (ctx) => ctx.requestId }
});

export const url = nativeClass('URL', {
  statics: { 'getOrgDomainUrl():URL': (ctx) => new NativeObject(typeOf('URL'), { token: ctx.org.domainUrl }) },
  methods: {
    'toExternalForm():String': (ctx) => ctx.org.domainUrl,
    'getHost():String': (ctx) => new URL(ctx.org.domainUrl).host
  }
});

export const uuid = nativeClass('UUID', {
  statics: { 'randomUUID():UUID': () => new NativeObject(typeOf('UUID'), { token: randomUUID() }) },
  methods: { 'toString():String': (ctx, self) => ctx.text(self) }
});

export const blobClass = nativeClass('Blob', {
  statics: { 'valueOf(String):Blob': (ctx, [value]) => new ApexBlob(new TextEncoder().encode(text(ctx, value))) },
  methods: {
    'toString():String': (ctx, self) => Buffer.from(blob(ctx, self).bytes).toString(),
    'size():Integer': (ctx, self) => blob(ctx, self).bytes.length
  }
});

export const encodingUtil = nativeClass('EncodingUtil', {
  statics: {
    'base64Encode(Blob):String': (ctx, [value]) => Buffer.from(blob(ctx, value).bytes).toString('base64'),
    'base64Decode(String):Blob': (ctx, [value]) => new ApexBlob(Buffer.from(text(ctx, value), 'base64')),
    'convertToHex(Blob):String': (ctx, [value]) => Buffer.from(blob(ctx, value).bytes).toString('hex'),
    'urlEncode(String,String):String': (ctx, [value]) => encodeURIComponent(text(ctx, value)).replace(/%20/g, '+')
  }
});

const ALGORITHMS: Readonly<Record<string, string>> = {
  'SHA-256': 'sha256',
  SHA256: 'sha256',
  hmacSHA256: 'sha256',
  'SHA-1': 'sha1',
  MD5: 'md5'
};

export const crypto = nativeClass('Crypto', {
  statics: {
    'generateDigest(String,Blob):Blob': (ctx, [name, data]) =>
      new ApexBlob(
        createHash(ALGORITHMS[text(ctx, name)] ?? 'unknown')
          .update(blob(ctx, data).bytes)
          .digest()
      ),
    'generateMac(String,Blob,Blob):Blob': (ctx, [name, data, key]) =>
      new ApexBlob(
        createHmac(ALGORITHMS[text(ctx, name)] ?? 'unknown', blob(ctx, key).bytes)
          .update(blob(ctx, data).bytes)
          .digest()
      )
  }
});

export const objectClass = nativeClass('Object', {
  methods: {
    'equals(Object):Boolean': (ctx, self, [other = null]) => ctx.equals(self, other),
    'hashCode():Integer': (ctx, self) => hashOf(String(ctx.hash(self))),
    'toString():String': (ctx, self) => ctx.text(self)
  }
});

export const enumClass = nativeClass('Enum', {
  methods: {
    'name():String': (_ctx, self) => (self instanceof ApexEnumValue ? self.name : null),
    'ordinal():Integer': (_ctx, self) => (self instanceof ApexEnumValue ? self.ordinal : null),
    'toString():String': (ctx, self) => ctx.text(self)
  }
});

export const triggerOperation = nativeClass('TriggerOperation', {
  enumValues: [
    'BEFORE_INSERT',
    'BEFORE_UPDATE',
    'BEFORE_DELETE',
    'AFTER_INSERT',
    'AFTER_UPDATE',
    'AFTER_DELETE',
    'AFTER_UNDELETE'
  ]
});

function hashOf(value: string): number {
  let hash = 0;
  for (const character of value) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return hash;
}

/** A record's id, where it has one. */
export function idOf(value: ApexValue): string | null {
  const id = value instanceof SObjectValue ? value.fields.get('Id') : value;
  return typeof id === 'string' ? id : null;
}
