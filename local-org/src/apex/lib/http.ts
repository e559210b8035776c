import { OrgError } from '../../org/errors.ts';
import { type NativeContext, nativeClass } from '../native.ts';
import { STRING, typeOf } from '../types/types.ts';
import { ApexBlob, ApexList, type ApexValue, NativeObject } from '../values.ts';
import { integer, state, text } from './args.ts';

interface Message {
  method: string;
  endpoint: string;
  headers: Map<string, string>;
  body: string;
  timeoutMs: number;
  status: number;
  statusText: string;
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'headers' in value;

function newMessage(type: string): NativeObject {
  return new NativeObject(typeOf(type), {
    method: '',
    endpoint: '',
    headers: new Map(),
    body: '',
    timeoutMs: 10_000,
    status: 0,
    statusText: ''
  } satisfies Message);
}

const message = (ctx: NativeContext, self: ApexValue | undefined): Message => state(ctx, self, isMessage);

function set<K extends keyof Message>(ctx: NativeContext, self: ApexValue, key: K, value: Message[K]): null {
  message(ctx, self)[key] = value;
  return null;
}

const shared = {
  'setHeader(String,String):void': (ctx: NativeContext, self: ApexValue, [name, value]: readonly ApexValue[]) => {
    message(ctx, self).headers.set(text(ctx, name), text(ctx, value));
    return null;
  },
  'getHeader(String):String': (ctx: NativeContext, self: ApexValue, [name]: readonly ApexValue[]) => {
    const wanted = text(ctx, name).toLowerCase();
    for (const [key, value] of message(ctx, self).headers) if (key.toLowerCase() === wanted) return value;
    return null;
  },
  'setBody(String):void': (ctx: NativeContext, self: ApexValue, [body]: readonly ApexValue[]) =>
    set(ctx, self, 'body', text(ctx, body)),
  'getBody():String': (ctx: NativeContext, self: ApexValue) => message(ctx, self).body,
  'getBodyAsBlob():Blob': (ctx: NativeContext, self: ApexValue) =>
    new ApexBlob(new TextEncoder().encode(message(ctx, self).body))
};

export const httpRequest = nativeClass('HttpRequest', {
  constructors: { '()': () => newMessage('HttpRequest') },
  methods: {
    ...shared,
    'setMethod(String):void': (ctx, self, [method]) => set(ctx, self, 'method', text(ctx, method)),
    'getMethod():String': (ctx, self) => message(ctx, self).method,
    'setEndpoint(String):void': (ctx, self, [endpoint]) => set(ctx, self, 'endpoint', text(ctx, endpoint)),
    'getEndpoint():String': (ctx, self) => message(ctx, self).endpoint,
    'setTimeout(Integer):void': (ctx, self, [ms]) => {
      if (integer(ctx, ms) < 1 || integer(ctx, ms) > 120_000)
        return ctx.raise('System.CalloutException', 'The timeout must be between 1 and 120000 milliseconds');
      return set(ctx, self, 'timeoutMs', integer(ctx, ms));
    }
  }
});

export const httpResponse = nativeClass('HttpResponse', {
  constructors: { '()': () => newMessage('HttpResponse') },
  methods: {
    ...shared,
    'setStatusCode(Integer):void': (ctx, self, [status]) => set(ctx, self, 'status', integer(ctx, status)),
    'getStatusCode():Integer': (ctx, self) => message(ctx, self).status,
    'setStatus(String):void': (ctx, self, [status]) => set(ctx, self, 'statusText', text(ctx, status)),
    'getStatus():String': (ctx, self) => message(ctx, self).statusText,
    'getHeaderKeys():List<String>': (ctx, self) => new ApexList(STRING, [...message(ctx, self).headers.keys()])
  }
});

export const http = nativeClass('Http', {
  constructors: { '()': () => new NativeObject(typeOf('Http'), {}) },
  methods: {
    'send(HttpRequest):HttpResponse': (ctx, _self, [request = null]) => send(ctx, request)
  }
});

export const calloutMock = nativeClass('HttpCalloutMock', {
  isInterface: true,
  methods: { 'respond(HttpRequest):HttpResponse': () => null }
});

function send(ctx: NativeContext, request: ApexValue): ApexValue {
  if (ctx.inTrigger) return ctx.raise('System.CalloutException', 'Callout from triggers are currently not supported.');
  if (ctx.jobKind === 'scheduled')
    return ctx.raise('System.CalloutException', 'Callout from scheduled Apex not supported.');
  if (!ctx.mayCallOut)
    return ctx.raise(
      'System.CalloutException',
      'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)'
    );
  if (ctx.tx.hasUncommittedWork)
    return ctx.raise(
      'System.CalloutException',
      'You have uncommitted work pending. Please commit or rollback before calling out'
    );
  ctx.tx.limits.add('callouts', 1);
  if (ctx.test) {
    const mock = ctx.test.mock('HttpCalloutMock');
    if (mock === null)
      return ctx.raise('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    return ctx.call(mock, 'respond', [request]);
  }
  const { method, endpoint, headers, body, timeoutMs } = message(ctx, request);
  try {
    const answer = ctx.org.callouts.send(ctx.tx.user, {
      method,
      endpoint,
      headers: Object.fromEntries(headers),
      body,
      timeoutMs
    });
    const response = newMessage('HttpResponse');
    Object.assign(response.state as Message, {
      status: answer.status,
      statusText: answer.statusText,
      headers: new Map(Object.entries(answer.headers)),
      body: answer.body
    }); // Made just above.
    return response;
  } catch (error) {
    if (error instanceof OrgError) return ctx.raise('System.CalloutException', error.message);
    throw error;
  }
}
