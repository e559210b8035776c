import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import close from '@salesforce/label/c.Panel_Preview_Close';
import title from '@salesforce/label/c.Panel_Preview_Title';

/** The brief as the next owner will read it, before it is delivered. */
export default class HandoffPanelPreview extends LightningModal {
  @api handoffId = '';

  readonly text = { close, title };

  handleClose(): void {
    this.close();
  }
}
