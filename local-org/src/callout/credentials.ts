import type { ExternalCredential, NamedCredential } from '../metadata/configuration.ts';

interface Deployed {
  readonly namedCredentials: ReadonlyMap<string, NamedCredential>;
  readonly externalCredentials: ReadonlyMap<string, ExternalCredential>;
}

/**
 * Named and external credentials as they were deployed, with what an admin sets in the org itself: addresses, and
 * secrets by `Credential.Parameter` (`Handoff_Service.ApiKey`), which are never in files of the project.
 */
export class Credentials {
  readonly #deployed: Deployed;
  readonly #addresses: Map<string, string>;
  readonly #secrets: Map<string, string>;

  /** @param addresses by named credential, instead of those in the metadata */
  constructor(
    deployed: Deployed,
    addresses: ReadonlyMap<string, string> = new Map(),
    secrets: ReadonlyMap<string, string> = new Map()
  ) {
    this.#deployed = deployed;
    this.#addresses = new Map(addresses);
    this.#secrets = new Map(secrets);
  }

  named(name: string): NamedCredential | undefined {
    const deployed = this.#deployed.namedCredentials.get(name);
    return deployed && { ...deployed, url: this.#addresses.get(name) ?? deployed.url };
  }

  external(name: string): ExternalCredential | undefined {
    return this.#deployed.externalCredentials.get(name);
  }

  secret(name: string): string | undefined {
    return this.#secrets.get(name);
  }

  /** Names of an external credential's secrets that have a value. */
  secretsOf(external: string): string[] {
    return [...this.#secrets]
      .filter(([name, value]) => name.startsWith(`${external}.`) && value !== '')
      .map(([name]) => name.slice(external.length + 1));
  }

  setAddress(named: string, url: string): void {
    this.#addresses.set(named, url);
  }

  setSecret(external: string, parameter: string, value: string): void {
    this.#secrets.set(`${external}.${parameter}`, value);
  }

  removeSecret(external: string, parameter: string): void {
    this.#secrets.delete(`${external}.${parameter}`);
  }
}
