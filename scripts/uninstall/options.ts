import { InstallError, readArguments } from '../install/options.ts';

/** What an uninstallation was asked to do. */
export interface UninstallOptions {
  /** Alias or user name of an org that `sf org login` knows. */
  readonly targetOrg: string;
  /** Only look and validate the deletion; nothing is changed. */
  readonly dryRun: boolean;
  /** Folder that the records are written to; null to let them go. */
  readonly exportTo: string | null;
  /** Do not ask. */
  readonly yes: boolean;
}

export const USAGE = `Takes Handoff out of an org, with all its records. Every step can be repeated.

  scripts/uninstall.sh --target-org ALIAS [options]

  --target-org ALIAS   org to take it out of, as "sf org login web --alias ALIAS" named it
  --export DIR         first write all records there, as JSON lines, one file for each object
  --dry-run            count, list and validate the deletion, change nothing
  --yes                do not ask before anything is changed
  --help               this text
`;

/**
 * @returns null when help was asked for
 * @throws {InstallError} for an option that is unknown or lacks its value, and without a named org
 */
export function parseOptions(args: readonly string[]): UninstallOptions | null {
  const given = readArguments(
    args,
    { flags: ['--dry-run', '--yes'], valued: ['--target-org', '--export'] },
    (message) => {
      return new InstallError(message, 'scripts/uninstall.sh --help lists the options.');
    }
  );
  if (given === null) return null;
  const { targetOrg, flags, values } = given;
  return {
    targetOrg,
    dryRun: flags.has('--dry-run'),
    exportTo: values.get('--export') ?? null,
    yes: flags.has('--yes')
  };
}
