import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-icon`: its alternative text, which is all a reader without sight gets. */
export default class Icon extends LightningElement {
  @api iconName = '';
  @api alternativeText = '';
  @api size = 'medium';
  @api variant = '';
  @api override title = '';
}
