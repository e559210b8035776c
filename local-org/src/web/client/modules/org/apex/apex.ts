import { unwrap } from 'lwc';
import { request } from '../http/http.ts';
import { refreshResult, Resources, wireAdapter } from '../resource/resource.ts';

const resources = new Resources();

/**
 * An imported Apex method: called with its parameters by name, and wired when it is cacheable.
 *
 * @param isCacheable as its `@AuraEnabled` says; what is not cacheable cannot be wired
 */
export function apexMethod(className: string, method: string, isCacheable: boolean) {
  const path = `/lightning/apex/${className}/${method}`;
  const call = (params: unknown): Promise<unknown> => request(path, { method: 'POST', body: params ?? {} });
  if (!isCacheable) return call;
  const adapter = wireAdapter((config) => {
    if (Object.values(config).includes(undefined)) return undefined;
    return resources.get(`${path}?${JSON.stringify(config)}`, () => call(config));
  });
  return Object.assign((params: unknown) => call(params), { adapter });
}

/** `@salesforce/apex`: reads a wired method again. */
export const refreshApex = (result: unknown): Promise<void> => refreshResult(result, unwrap);
