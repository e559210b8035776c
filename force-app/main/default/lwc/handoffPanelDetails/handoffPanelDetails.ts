import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo, getPicklistValues, type ObjectInfo, type PicklistValues } from 'lightning/uiObjectInfoApi';
import type { WireResult } from '@salesforce/apex';
import ITEM from '@salesforce/schema/Handoff_Item__c';
import KIND from '@salesforce/schema/Handoff_Item__c.Kind__c';
import SEVERITY from '@salesforce/schema/Handoff_Item__c.Severity__c';
import TOPIC from '@salesforce/schema/Handoff_Item__c.Technical_Topic__c';
import STAKEHOLDER from '@salesforce/schema/Handoff_Stakeholder__c';
import ROLE from '@salesforce/schema/Handoff_Stakeholder__c.Role__c';
import STANCE from '@salesforce/schema/Handoff_Stakeholder__c.Stance__c';
import type { HandoffItemView, HandoffPanelView } from 'apex-types';
import type { Choice } from 'c/handoffPanelItemForm';
import { fill } from 'c/handoffText';
import none from '@salesforce/label/c.Panel_Group_None';
import redRisks from '@salesforce/label/c.Panel_Group_Red';
import { type Group, GROUPS } from './groups';

interface Fold extends Group {
  items: HandoffItemView[];
  choices: Choice[];
  summary: string;
  isPeople: boolean;
}

/**
 * Everything of a handoff beyond its questions, folded by topic: success criteria, promises, people, risks, open
 * threads. Whoever the org lets add lines may do so here, also without editing the handoff itself, as an SE does.
 *
 * @fires changed when a line was saved
 */
export default class HandoffPanelDetails extends LightningElement {
  @api view?: HandoffPanelView;

  @wire(getObjectInfo, { objectApiName: ITEM }) itemInfo?: WireResult<ObjectInfo>;
  @wire(getObjectInfo, { objectApiName: STAKEHOLDER }) stakeholderInfo?: WireResult<ObjectInfo>;
  @wire(getPicklistValues, { recordTypeId: '$itemRecordType', fieldApiName: KIND }) kinds?: WireResult<PicklistValues>;
  @wire(getPicklistValues, { recordTypeId: '$itemRecordType', fieldApiName: SEVERITY })
  severities?: WireResult<PicklistValues>;
  @wire(getPicklistValues, { recordTypeId: '$itemRecordType', fieldApiName: TOPIC })
  topics?: WireResult<PicklistValues>;
  @wire(getPicklistValues, { recordTypeId: '$stakeholderRecordType', fieldApiName: ROLE })
  roles?: WireResult<PicklistValues>;
  @wire(getPicklistValues, { recordTypeId: '$stakeholderRecordType', fieldApiName: STANCE })
  stances?: WireResult<PicklistValues>;

  get itemRecordType(): string | undefined {
    return this.itemInfo?.data?.defaultRecordTypeId;
  }

  get stakeholderRecordType(): string | undefined {
    return this.stakeholderInfo?.data?.defaultRecordTypeId;
  }

  get itemsReadOnly(): boolean {
    return !this.view?.canEdit && !this.itemInfo?.data?.createable;
  }

  get stakeholdersReadOnly(): boolean {
    return !this.view?.canEdit && !this.stakeholderInfo?.data?.createable;
  }

  get folds(): Fold[] {
    const kinds = choicesOf(this.kinds);
    return GROUPS.map((group) => {
      const items = (this.view?.items ?? []).filter(
        (item) => group.kinds.includes(item.kind ?? '') && item.review !== 'Rejected'
      );
      const choices = group.kinds.map((value) => kinds.find((kind) => kind.value === value) ?? { label: value, value });
      const isPeople = group.kinds.length === 0;
      return { ...group, items, choices, isPeople, summary: isPeople ? this.peopleSummary : summaryOf(items) };
    });
  }

  get severityChoices(): Choice[] {
    return choicesOf(this.severities);
  }

  get topicChoices(): Choice[] {
    return choicesOf(this.topics);
  }

  get roleChoices(): Choice[] {
    return choicesOf(this.roles);
  }

  get stanceChoices(): Choice[] {
    return choicesOf(this.stances);
  }

  /** The account's contacts, which the question for the main contact brings along. */
  get contacts(): Choice[] {
    const question = this.view?.answers.find((answer) => answer.inputType === 'contact');
    return (question?.options ?? []).map(({ label, value }) => ({ label: label ?? '', value: value ?? '' }));
  }

  private get peopleSummary(): string {
    const stakeholders = this.view?.stakeholders ?? [];
    if (stakeholders.length === 0) return none;
    const labels = new Map(this.roleChoices.map(({ label, value }) => [value, label]));
    const roles = new Set(stakeholders.map(({ role }) => role && (labels.get(role) ?? role)).filter(Boolean));
    return [stakeholders.length, ...roles].join(' · ');
  }

  handleChanged(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}

function summaryOf(items: readonly HandoffItemView[]): string {
  if (items.length === 0) return none;
  const red = items.filter((item) => item.severity === 'Red').length;
  return red === 0 ? String(items.length) : `${items.length} · ${fill(redRisks, red)}`;
}

function choicesOf(result: WireResult<PicklistValues> | undefined): Choice[] {
  return (result?.data?.values ?? []).map(({ label, value }) => ({ label, value }));
}
