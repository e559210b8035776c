export interface Toast {
  title?: string;
  message: string;
  variant?: 'info' | 'success' | 'warning' | 'error';
  mode?: 'dismissible' | 'pester' | 'sticky';
}

export const ShowToastEventName = 'lightning__showtoast';

/** Bubbles to the page, which shows it. */
export class ShowToastEvent extends CustomEvent<Toast> {
  constructor(toast: Toast) {
    super(ShowToastEventName, { bubbles: true, cancelable: true, composed: true, detail: toast });
  }
}
