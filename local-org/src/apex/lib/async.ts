import { type NativeContext, nativeClass } from '../native.ts';
import { ApexDatetime, ApexEnumValue, ApexList, type ApexValue, NativeObject } from '../values.ts';
import { seededId } from '../../org/ids.ts';
import { typeOf } from '../types/types.ts';
import { toStored } from '../semantics/records.ts';
import { list, record, set, state, text } from './args.ts';
import { idOf } from './system.ts';

const never = (): ApexValue => null;

export const queueable = nativeClass('Queueable', {
  isInterface: true,
  methods: { 'execute(QueueableContext):void': never }
});
export const finalizer = nativeClass('Finalizer', {
  isInterface: true,
  methods: { 'execute(FinalizerContext):void': never }
});
export const schedulable = nativeClass('Schedulable', {
  isInterface: true,
  methods: { 'execute(SchedulableContext):void': never }
});

/** State of a queueable's or finalizer's context. */
export interface JobState {
  jobId: string;
  /** The exception the parent job ended with; null when it succeeded. */
  failure: ApexValue;
}

const isJob = (value: unknown): value is JobState => typeof value === 'object' && value !== null && 'jobId' in value;

export const queueableContext = nativeClass('QueueableContext', {
  methods: { 'getJobId():Id': (ctx, self) => state(ctx, self, isJob).jobId }
});
export const schedulableContext = nativeClass('SchedulableContext', {
  methods: { 'getTriggerId():Id': (ctx, self) => state(ctx, self, isJob).jobId }
});

export const parentJobResult = nativeClass('ParentJobResult', { enumValues: ['SUCCESS', 'UNHANDLED_EXCEPTION'] });

export const finalizerContext = nativeClass('FinalizerContext', {
  methods: {
    'getAsyncApexJobId():Id': (ctx, self) => state(ctx, self, isJob).jobId,
    'getRequestId():String': (ctx) => ctx.requestId,
    'getResult():ParentJobResult': (ctx, self) => {
      const failed = state(ctx, self, isJob).failure !== null;
      return new ApexEnumValue(typeOf('ParentJobResult'), failed ? 'UNHANDLED_EXCEPTION' : 'SUCCESS', failed ? 1 : 0);
    },
    'getException():Exception': (ctx, self) => state(ctx, self, isJob).failure
  }
});

function publish(ctx: NativeContext, events: readonly ApexValue[]): NativeObject[] {
  ctx.tx.limits.add('publishImmediateDml', 1);
  return events.map((event) => {
    const row = record(ctx, event);
    const values = Object.fromEntries([...row.fields].map(([name, value]) => [name, toStored(value)]));
    ctx.tx.publish({
      object: row.type,
      values: { ...values, CreatedDate: new Date().toISOString(), CreatedById: ctx.tx.user.id }
    });
    return new NativeObject(typeOf('Database.SaveResult'), { id: null, success: true, created: true, errors: [] });
  });
}

export const eventBus = nativeClass('EventBus', {
  statics: {
    'publish(SObject):Database.SaveResult': (ctx, [event = null]) => publish(ctx, [event])[0] ?? null,
    'publish(List<SObject>):List<Database.SaveResult>': (ctx, [events]) =>
      new ApexList(typeOf('Database.SaveResult'), publish(ctx, list(ctx, events).items))
  }
});

export const testEventBus = nativeClass('TestEventBus', {
  methods: {
    'deliver():void': (ctx) => {
      ctx.test?.deliverEvents();
      return null;
    }
  }
});

/** The price book every org has. */
export const STANDARD_PRICEBOOK = seededId('01s', 1);

function inTest(ctx: NativeContext): NonNullable<NativeContext['test']> {
  return ctx.test ?? ctx.raise('System.TypeException', 'This can only be used in a test');
}

export const test = nativeClass('Test', {
  statics: {
    'startTest():void': (ctx) => {
      inTest(ctx).start();
      return null;
    },
    'stopTest():void': (ctx) => {
      inTest(ctx).stop();
      return null;
    },
    'getStandardPricebookId():Id': () => STANDARD_PRICEBOOK,
    'isRunningTest():Boolean': (ctx) => ctx.test !== null,
    'setMock(Type,Object):void': (ctx, [type = null, mock = null]) => {
      inTest(ctx).setMock(ctx.text(type), mock);
      return null;
    },
    'getEventBus():TestEventBus': () => new NativeObject(typeOf('TestEventBus'), {}),
    'setCreatedDate(Id,Datetime):void': (ctx, [id, at]) => {
      if (at instanceof ApexDatetime) inTest(ctx).setCreatedDate(text(ctx, id), new Date(at.ms).toISOString());
      return null;
    }
  }
});

interface NotificationState {
  type: string | null;
  title: string;
  body: string;
  target: string | null;
}

const isNotification = (value: unknown): value is NotificationState =>
  typeof value === 'object' && value !== null && 'target' in value;
const note = (ctx: NativeContext, self: ApexValue): NotificationState => state(ctx, self, isNotification);

export const customNotification = nativeClass('Messaging.CustomNotification', {
  constructors: {
    '()': () =>
      new NativeObject(typeOf('Messaging.CustomNotification'), {
        type: null,
        title: '',
        body: '',
        target: null
      } satisfies NotificationState)
  },
  methods: {
    'setNotificationTypeId(Id):void': (ctx, self, [id]) => assign(note(ctx, self), { type: text(ctx, id) }),
    'setTitle(String):void': (ctx, self, [title]) => assign(note(ctx, self), { title: text(ctx, title) }),
    'setBody(String):void': (ctx, self, [body]) => assign(note(ctx, self), { body: text(ctx, body) }),
    'setTargetId(Id):void': (ctx, self, [target = null]) => assign(note(ctx, self), { target: idOf(target) }),
    'send(Set<String>):void': (ctx, self, [users]) => {
      const { type, title, body, target } = note(ctx, self);
      if (type === null || title === '' || body === '')
        return ctx.raise('System.IllegalArgumentException', 'Notification type, title and body are required');
      ctx.tx.limits.add('dmlStatements', 1);
      for (const user of set(ctx, users).entries.values()) {
        ctx.org.notifications.send({
          userId: text(ctx, user),
          title,
          body,
          targetId: target,
          type,
          at: new Date().toISOString()
        });
      }
      return null;
    }
  }
});

function assign(target: NotificationState, change: Partial<NotificationState>): null {
  Object.assign(target, change);
  return null;
}
