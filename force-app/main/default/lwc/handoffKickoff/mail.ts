import type { HandoffKickoffView } from 'apex-types';
import HandoffWelcome from 'c/handoffWelcome';
import { labels } from './labels';

/** The welcome mail in its dialog. What the receiver made of the draft outlives the dialog. */
export class WelcomeMail {
  private written: string | null = null;

  async open(draft: HandoffKickoffView.WelcomeView | null | undefined): Promise<void> {
    await HandoffWelcome.open({
      label: labels.welcome,
      size: 'small',
      draft: draft ?? {},
      written: this.written,
      onwrite: ({ detail }: CustomEvent<string>) => {
        this.written = detail;
      }
    });
  }
}
