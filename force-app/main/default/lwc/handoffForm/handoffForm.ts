/** What base components' inputs have in common. Each carries the name of what it enters in `data-field`. */
export interface FormInput extends HTMLElement {
  readonly type?: string;
  value: string | null | undefined;
  readonly checked?: boolean;
  reportValidity(): boolean;
}

/**
 * What was entered, by name: texts, null for nothing or blanks alone, and whether a checkbox is ticked. When an input
 * is wrong, every wrong one says so, the first takes focus, and there is no answer.
 */
export function readInputs(inputs: Iterable<FormInput>): Record<string, string | boolean | null> | undefined {
  const all = [...inputs];
  // Blanks alone are nothing, which a required input only says of nothing at all.
  for (const input of all) if (input.value && !input.value.trim()) input.value = '';
  const wrong = all.filter((input) => !input.reportValidity());
  wrong[0]?.focus();
  if (wrong.length > 0) return undefined;
  return Object.fromEntries(
    all.map((input) => [
      input.dataset.field ?? '',
      input.type === 'checkbox' ? Boolean(input.checked) : input.value?.trim() || null
    ])
  );
}

/** What was entered into a text input: null for nothing. */
export function textOf(values: Record<string, string | boolean | null>, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' ? value : null;
}
