import { type ModelClient, explain, statusOf } from './call.ts';

/** What a model can take, in tokens. */
export interface ModelLimits {
  input: number;
  output: number;
  /** Whether it takes an effort level; those that do not refuse the request. */
  takesEffort: boolean;
}

/** For when the API does not say: no model in use has less. */
const LEAST: ModelLimits = { input: 200_000, output: 32_000, takesEffort: true };
const TIMEOUT_MS = 10_000;

/**
 * Asks the API what the model can take.
 *
 * @returns the limits and whether they are the model's own; or why it makes no sense to ask this model anything
 * @throws what the signal was aborted with
 */
export async function readLimits(
  client: ModelClient,
  model: string,
  signal: AbortSignal
): Promise<{ limits: ModelLimits; certain: boolean } | { unusable: string }> {
  try {
    const info = await client.models.retrieve(model, {}, { signal, timeout: TIMEOUT_MS, maxRetries: 1 });
    if (info.lifecycle === 'retired')
      return { unusable: `The model ${model} is retired (an admin can choose another)` };
    if (info.capabilities?.structured_outputs.supported === false)
      return { unusable: `The model ${model} cannot answer in a given form (an admin can choose another)` };
    return {
      limits: {
        input: info.max_input_tokens ?? LEAST.input,
        output: info.max_tokens ?? LEAST.output,
        takesEffort: info.capabilities?.effort.supported ?? LEAST.takesEffort
      },
      certain: true
    };
  } catch (error) {
    signal.throwIfAborted();
    const status = statusOf(error);
    // Errors that asking for claims would meet as well. Anything else may be a fault of this route alone.
    if (status !== null && [401, 402, 403, 404].includes(status)) return { unusable: explain(error) };
    return { limits: LEAST, certain: false };
  }
}
