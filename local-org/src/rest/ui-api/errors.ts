import { DmlFailure, type OrgError } from '../../org/errors.ts';
import type { JsonObject } from '../json.ts';

/**
 * A failed save as the UI API answers it: page-level messages in `output.errors`, field messages by field in
 * `output.fieldErrors`. Lightning's error panels read exactly this.
 */
export function toUiError(error: OrgError, labelOf: (field: string) => string): { status: number; body: JsonObject[] } {
  const saveErrors = error instanceof DmlFailure ? error.results.flatMap((result) => result.errors) : [];
  const output: { errors: JsonObject[]; fieldErrors: Record<string, JsonObject[]> } = { errors: [], fieldErrors: {} };
  for (const { statusCode, message, fields } of saveErrors) {
    const [field] = fields;
    const entry = {
      constituentField: null,
      duplicateRecordError: null,
      errorCode: statusCode,
      field: field ?? null,
      fieldLabel: field === undefined ? null : labelOf(field),
      message
    };
    if (field === undefined) output.errors.push(entry);
    else (output.fieldErrors[field] ??= []).push(entry);
  }
  const message =
    saveErrors.length > 0 ? 'An error occurred while trying to update the record. Please try again.' : error.message;
  return {
    status: 400,
    body: [{ message, statusCode: 400, errorCode: error.code, enhancedErrorType: 'RecordError', output }]
  };
}
