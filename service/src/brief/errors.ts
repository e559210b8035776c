/** Why a brief cannot go on. `message` and `action` are shown to people and hold nothing of what customers said. */
export class BriefError extends Error {
  override readonly name = 'BriefError';
  readonly code: string;
  /** What the reader can do. */
  readonly action: string;
  /** Whether trying again later can help. */
  readonly retryable: boolean;

  constructor(code: string, message: string, action: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.action = action;
    this.retryable = retryable;
  }
}
