import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-spinner`. */
export default class Spinner extends LightningElement {
  @api alternativeText = '';
  @api size = 'medium';
  @api variant = '';
}
