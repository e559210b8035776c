/** Errors that cross the layers of the local org. Codes and texts are Salesforce's own wherever it has one. */

export interface SaveError {
  /** Salesforce status code: `FIELD_CUSTOM_VALIDATION_EXCEPTION`, `REQUIRED_FIELD_MISSING` … */
  statusCode: string;
  message: string;
  /** API names of the fields concerned; empty for the record as a whole. */
  fields: readonly string[];
}

export interface SaveResult {
  id: string | null;
  success: boolean;
  /** For upserts: whether the record was made rather than updated. */
  created: boolean;
  errors: readonly SaveError[];
}

/** A request the org refuses: `INVALID_FIELD`, `MALFORMED_QUERY`, `NOT_FOUND`, `INSUFFICIENT_ACCESS` … */
export class OrgError extends Error {
  override readonly name: string = 'OrgError';
  readonly code: string;
  readonly fields: readonly string[];

  constructor(code: string, message: string, fields: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fields = fields;
  }
}

/** Something Salesforce has and this org does not: always with file and line when it comes from a file. */
export class UnsupportedError extends OrgError {
  override readonly name = 'UnsupportedError';
  readonly source: string | undefined;

  /** @param source `path:line` relative to the project, when known */
  constructor(feature: string, source?: string) {
    super(
      'UNSUPPORTED',
      source
        ? `${source}: ${feature} is not supported by the local org`
        : `${feature} is not supported by the local org`
    );
    this.source = source;
  }
}

/** A save with `allOrNone` in which at least one record failed; nothing of it was kept. */
export class DmlFailure extends OrgError {
  override readonly name = 'DmlFailure';
  readonly results: readonly SaveResult[];

  constructor(results: readonly SaveResult[]) {
    const first = results.find((result) => !result.success)?.errors[0];
    super(first?.statusCode ?? 'UNKNOWN_EXCEPTION', first?.message ?? 'The save failed', first?.fields ?? []);
    this.results = results;
  }
}

/** A governor limit was passed. Apex cannot catch it, and the transaction rolls back. */
export class LimitError extends OrgError {
  override readonly name = 'LimitError';

  constructor(message: string) {
    super('LIMIT_EXCEEDED', message);
  }
}
