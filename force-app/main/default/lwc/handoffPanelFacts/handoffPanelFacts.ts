import { LightningElement, api } from 'lwc';
import type { HandoffPanelView } from 'apex-types';

/** What the CRM knows and nobody has to be asked for, each fact with the record it comes from. */
export default class HandoffPanelFacts extends LightningElement {
  @api facts: readonly HandoffPanelView.FactView[] = [];
}
