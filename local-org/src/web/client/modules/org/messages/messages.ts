/** What an error says to the user: each message of a refused save, those about fields too, or the error's own. */
export function messagesOf(error: unknown): string[] {
  const body = isObject(error) ? error['body'] : undefined;
  if (!isObject(body)) return [error instanceof Error ? error.message : 'Something went wrong. Try again.'];
  const output = isObject(body['output']) ? body['output'] : {};
  const fields = isObject(output['fieldErrors']) ? Object.values(output['fieldErrors']).flat() : [];
  const errors = [...(Array.isArray(output['errors']) ? output['errors'] : []), ...fields];
  const texts = errors.map((entry) => (isObject(entry) ? String(entry['message']) : ''));
  return texts.length > 0 ? texts : [String(body['message'] ?? 'Something went wrong. Try again.')];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
