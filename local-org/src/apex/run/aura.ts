import { OrgError } from '../../org/errors.ts';
import { annotation } from '../parse/ast.ts';
import type { MethodInfo } from '../types/classes.ts';
import type { Registry } from '../types/registry.ts';
import { fromJson, toJson } from './aura-json.ts';
import { outward } from './faults.ts';
import type { Run } from './run.ts';

/** The `@AuraEnabled` method of a class. @throws {OrgError} NOT_FOUND when there is none that pages may call */
export function auraMethod(registry: Registry, className: string, methodName: string): MethodInfo {
  const cls = registry.classes.get(className.toLowerCase());
  const method = cls?.methods.get(methodName.toLowerCase())?.find((candidate) => candidate.isStatic);
  if (!method?.node || !annotation(method.node.modifiers, 'auraenabled'))
    throw new OrgError('NOT_FOUND', `There is no @AuraEnabled method ${className}.${methodName}`);
  return method;
}

export function isCacheable({ node }: MethodInfo): boolean {
  const enabled = node && annotation(node.modifiers, 'auraenabled');
  return enabled?.values['cacheable']?.toLowerCase() === 'true';
}

/**
 * Calls a method as Lightning does: parameters by name, missing ones null, unknown ones left alone. Cacheable methods
 * may not write.
 */
export function callAura(run: Run, method: MethodInfo, params: Readonly<Record<string, unknown>>): unknown {
  const cls = method.owner.name;
  if (!run.tx.user.permissions.apexClass(cls))
    throw new OrgError('INSUFFICIENT_ACCESS', `You do not have access to the Apex class named '${cls}'.`);
  // Controllers share unless they say otherwise: "Apex classes that are used by Aura components and LWC and don't
  // declare sharing run with sharing" (Secure Apex Classes, Lightning Web Components Developer Guide).
  run.defaultSharing = 'with';
  run.isReadOnly = isCacheable(method);
  const args = method.parameters.map((type, index) => {
    const name = method.parameterNames[index] ?? '';
    return fromJson(run, params[name], type, name);
  });
  return outward(() => toJson(run, run.invoke(method, null, args)));
}
