/** What an installation was asked to do. */
export interface InstallOptions {
  /** Alias or user name of an org that `sf org login` knows. */
  readonly targetOrg: string;
  /** Only check the org and validate the deployment; nothing is changed. */
  readonly dryRun: boolean;
  readonly sampleData: boolean;
  /** Where the service answers; null leaves the address as it is. */
  readonly serviceUrl: string | null;
  /** File written by `scripts/connect.ts`, whose first API key goes into the org. */
  readonly secrets: string | null;
  /** User name of the user the service logs in as. */
  readonly integrationUser: string | null;
  readonly open: boolean;
}

export const USAGE = `Installs Handoff into an org. Every step can be repeated.

  scripts/install.sh --target-org ALIAS [options]

  --target-org ALIAS        org to install into, as "sf org login web --alias ALIAS" named it
  --dry-run                 check the org and validate the deployment, change nothing
  --sample-data             load the five sample deals
  --service-url URL         address of the scoring service
  --secrets FILE            file that scripts/connect.ts wrote; its API key goes into the external credential
  --integration-user NAME   user the service logs in as; gets the permission set Handoff_Integration
  --no-open                 do not open the app at the end
  --help                    this text
`;

/** Something is in the way; the message says what, the action how to go on. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
  readonly action: string;

  constructor(message: string, action: string, options?: ErrorOptions) {
    super(message, options);
    this.action = action;
  }
}

/**
 * @returns null when help was asked for
 * @throws {InstallError} for an option that is unknown, lacks its value, or has a wrong one
 */
export function parseOptions(args: readonly string[]): InstallOptions | null {
  const given = readArguments(
    args,
    {
      flags: ['--dry-run', '--sample-data', '--no-open'],
      valued: ['--target-org', '--service-url', '--secrets', '--integration-user']
    },
    wrong
  );
  if (given === null) return null;
  const { targetOrg, flags, values } = given;
  const serviceUrl = values.get('--service-url') ?? null;
  if (serviceUrl !== null && !isSafeUrl(serviceUrl))
    throw wrong(`--service-url must be an https address (http only on this machine), not "${serviceUrl}".`);
  return {
    targetOrg,
    dryRun: flags.has('--dry-run'),
    sampleData: flags.has('--sample-data'),
    serviceUrl,
    secrets: values.get('--secrets') ?? null,
    integrationUser: values.get('--integration-user') ?? null,
    open: !flags.has('--no-open')
  };
}

/** What was given at the command line. */
interface Arguments {
  readonly targetOrg: string;
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * @param known which options there are, beside `--help`
 * @param refuse makes the error that says what is wrong
 * @returns null when help was asked for
 */
export function readArguments(
  args: readonly string[],
  known: { readonly flags: readonly string[]; readonly valued: readonly string[] },
  refuse: (message: string) => InstallError
): Arguments | null {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const rest = [...args];
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '--help' || known.flags.includes(name)) flags.add(name);
    else if (known.valued.includes(name)) {
      const value = rest.shift();
      if (value === undefined || value.startsWith('--')) throw refuse(`${name} needs a value.`);
      values.set(name, value);
    } else throw refuse(`${name} is no option.`);
  }
  if (flags.has('--help')) return null;
  const targetOrg = values.get('--target-org');
  if (targetOrg === undefined) throw refuse('--target-org is missing.');
  return { targetOrg, flags, values };
}

/** The key must not travel in the clear, except to this machine itself. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, search, hash } = new URL(text);
  if (username !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function wrong(message: string): InstallError {
  return new InstallError(message, 'scripts/install.sh --help lists the options.');
}
