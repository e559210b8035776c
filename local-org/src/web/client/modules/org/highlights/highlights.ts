import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { getRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import { nameThisPage } from '../title/title.ts';
import type { ObjectInfo, UiRecord } from '../uiApi/uiApi.ts';
import type { WireResult } from '../resource/resource.ts';
import { type Cell, cellOf, labelOf } from '../cells/cells.ts';
import type { PageModel } from '../view/view.ts';

/** The record's name and the few fields of its compact layout. */
export default class Highlights extends LightningElement {
  @api recordId = '';
  @api page?: PageModel;

  record: UiRecord | undefined;
  info: ObjectInfo | undefined;

  @wire(getObjectInfo, { objectApiName: '$page.object' })
  receiveInfo({ data }: WireResult<ObjectInfo>): void {
    this.info = data;
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
  receive({ data }: WireResult<UiRecord>): void {
    this.record = data ?? this.record;
    if (this.record) nameThisPage(`${this.name} | ${this.page?.label ?? ''}`);
  }

  get fields(): string[] {
    const { page, info } = this;
    if (!page || !info) return [];
    return [page.nameField, ...page.highlights].flatMap((field) => {
      const relationship = info.fields[field]?.relationshipName;
      return [`${page.object}.${field}`, ...(relationship ? [`${page.object}.${relationship}.Name`] : [])];
    });
  }

  get name(): string {
    return String(this.record?.fields[this.page?.nameField ?? '']?.value ?? '');
  }

  get shown(): (Cell & { field: string; label: string })[] {
    return (this.page?.highlights ?? [])
      .filter((field) => field !== this.page?.nameField && this.info?.fields[field])
      .map((field) => {
        const info = this.info?.fields[field];
        return { ...cellOf(this.record, field, info?.relationshipName ?? null), field, label: labelOf(info, field) };
      });
  }
}
