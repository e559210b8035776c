import { LightningElement, api } from 'lwc';
import { reduceErrors } from 'c/handoffErrors';
import defaultHeading from '@salesforce/label/c.Error_Panel_Heading';
import retry from '@salesforce/label/c.Error_Panel_Retry';

/**
 * What went wrong, in sentences, with a way to try again.
 *
 * @fires retry when the user asks to try again
 */
export default class HandoffErrorPanel extends LightningElement {
  /** Anything that was thrown, rejected or wired as an error. */
  @api error: unknown;
  /** What could not be done; a general sentence unless given. */
  @api heading: string = defaultHeading;

  readonly label = { retry };

  get messages(): { key: number; text: string }[] {
    return reduceErrors(this.error).map((text, key) => ({ key, text }));
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
