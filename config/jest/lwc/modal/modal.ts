import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning/modal`: `open` records its options, `close` tells the test what came of it. */
export default class LightningModal extends LightningElement {
  static open: jest.Mock = jest.fn(() => Promise.resolve(undefined));

  @api label = '';
  @api size = 'medium';
  @api disableClose = false;

  @api close(result?: unknown): void {
    this.dispatchEvent(new CustomEvent('close', { detail: result }));
  }
}
