import { LightningElement, api } from 'lwc';
import type { HandoffItemView } from 'apex-types';
import { fill, formatDate } from 'c/handoffText';
import conditionLabel from '@salesforce/label/c.Panel_Item_If';
import dayLabel from '@salesforce/label/c.Panel_Item_Day';
import dueLabel from '@salesforce/label/c.Panel_Item_By';
import editOf from '@salesforce/label/c.Panel_Edit_Of';
import mitigationLabel from '@salesforce/label/c.Panel_Item_Mitigation_Is';
import removeOf from '@salesforce/label/c.Panel_Remove_Of';
import resolvedLabel from '@salesforce/label/c.Panel_Item_Resolved';
import ruledOutLabel from '@salesforce/label/c.Panel_Item_Ruled_Out';

const TONES: Readonly<Record<string, string>> = { Red: 'red', Yellow: 'yellow', Green: 'green' };

/**
 * One line of a handoff: what it says, what belongs to it, and the words behind it.
 *
 * @fires edit
 * @fires remove
 */
export default class HandoffPanelItem extends LightningElement {
  @api item?: HandoffItemView;
  /** Labels of picklist values, by value. */
  @api labels: ReadonlyMap<string, string> = new Map();
  /** Whether its kind is worth saying, because the list holds several. */
  @api showKind = false;
  @api readOnly = false;

  get kind(): string {
    return this.labelOf(this.item?.kind);
  }

  get severity(): string {
    return this.labelOf(this.item?.severity);
  }

  get severityClass(): string {
    return `badge ${TONES[this.item?.severity ?? ''] ?? ''}`;
  }

  /** What belongs to the line, in one row of short texts. */
  get details(): string {
    const { item } = this;
    if (!item) return '';
    const parts = [
      item.technicalTopic && this.labelOf(item.technicalTopic),
      item.ruledOut && ruledOutLabel,
      item.resolved && resolvedLabel,
      item.condition && fill(conditionLabel, item.condition),
      item.milestoneDay != null && fill(dayLabel, item.milestoneDay),
      item.dueDate && fill(dueLabel, formatDate(item.dueDate)),
      item.assigneeName,
      item.mitigation && fill(mitigationLabel, item.mitigation)
    ];
    return parts.filter(Boolean).join(' · ');
  }

  get quotes(): { id: string; quote: string; source: string }[] {
    return (this.item?.citations ?? []).map((citation) => ({
      id: citation.id ?? '',
      quote: citation.quote ?? '',
      source: [citation.speaker, citation.sourceType, formatDate(citation.spokenAt)].filter(Boolean).join(' · ')
    }));
  }

  get textClass(): string {
    return this.item?.resolved ? 'text resolved' : 'text';
  }

  get editName(): string {
    return fill(editOf, this.item?.text);
  }

  get removeName(): string {
    return fill(removeOf, this.item?.text);
  }

  @api focus(): void {
    this.template?.querySelector<HTMLElement>('lightning-button-icon')?.focus();
  }

  handleEdit(): void {
    this.dispatchEvent(new CustomEvent('edit'));
  }

  handleRemove(): void {
    this.dispatchEvent(new CustomEvent('remove'));
  }

  private labelOf(value: string | null | undefined): string {
    return value ? (this.labels.get(value) ?? value) : '';
  }
}
