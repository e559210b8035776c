import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { getRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import { RefreshEvent } from '../../lightning/refresh/refresh.ts';
import { ShowToastEvent } from '../../lightning/platformShowToastEvent/platformShowToastEvent.ts';
import { messagesOf } from '../messages/messages.ts';
import { saveRecord } from '../records/records.ts';
import type { ObjectInfo, UiRecord } from '../uiApi/uiApi.ts';
import type { WireResult } from '../resource/resource.ts';
import type { PageModel } from '../view/view.ts';

interface Section {
  label: string;
  fields: { field: string; isReadOnly: boolean }[];
}

/** All of a record's fields the user may see, edited in place. */
export default class Details extends LightningElement {
  @api recordId = '';
  @api page?: PageModel;

  record: UiRecord | undefined;
  info: ObjectInfo | undefined;
  isEditing = false;
  isSaving = false;
  problems: { key: number; text: string }[] = [];
  private changes: Record<string, unknown> = {};
  /** The record as it is in the org, while somebody edits what they were shown before. */
  private latest: UiRecord | undefined;
  /** The field whose pencil began the edit, which gets the focus back. */
  private editedFrom = '';
  private focusNext = '';

  @wire(getObjectInfo, { objectApiName: '$page.object' })
  receiveInfo({ data }: WireResult<ObjectInfo>): void {
    this.info = data;
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
  receive({ data }: WireResult<UiRecord>): void {
    // What somebody is editing must not change under their hands; saving tells them about the other change.
    this.latest = data ?? this.latest;
    if (!this.isEditing) this.record = this.latest;
  }

  get sections(): Section[] {
    const { page, info } = this;
    if (!page || !info) return [];
    return page.sections.map(({ label, columns }) => {
      const rows = Math.max(...columns.map((column) => column.length));
      // Read across, as they stand: left, right, left, right.
      const ordered = Array.from({ length: rows }, (_, row) => columns.flatMap((column) => column[row] ?? [])).flat();
      return { label, fields: ordered.filter(({ field }) => info.fields[field]) };
    });
  }

  get fields(): string[] {
    const { page, info } = this;
    if (!page || !info) return [];
    return this.sections
      .flatMap((section) => section.fields)
      .flatMap(({ field }) => {
        const relationship = info.fields[field]?.relationshipName;
        return [`${page.object}.${field}`, ...(relationship ? [`${page.object}.${relationship}.Name`] : [])];
      });
  }

  get isReadOnly(): boolean {
    return !this.page?.canEdit || !this.info?.updateable;
  }

  get hasProblems(): boolean {
    return this.problems.length > 0;
  }

  handleEdit(event: CustomEvent<{ field: string }>): void {
    this.isEditing = true;
    this.editedFrom = event.detail.field;
    this.focusNext = event.detail.field;
  }

  handleChange(event: CustomEvent<{ field: string; value: unknown }>): void {
    this.changes = { ...this.changes, [event.detail.field]: event.detail.value };
  }

  handleCancel(): void {
    this.stopEditing();
  }

  handleKey(event: KeyboardEvent): void {
    if (this.isEditing && event.key === 'Escape') this.stopEditing();
  }

  async handleSave(): Promise<void> {
    if (Object.keys(this.changes).length === 0) return this.stopEditing();
    this.isSaving = true;
    try {
      await saveRecord(this.recordId, this.changes, this.record?.lastModifiedDate ?? undefined);
      this.stopEditing();
      const message = `${this.page?.label ?? 'Record'} was saved.`;
      this.dispatchEvent(new ShowToastEvent({ message, variant: 'success' }));
      this.dispatchEvent(new RefreshEvent());
    } catch (error) {
      this.problems = messagesOf(error).map((text, key) => ({ key, text }));
    } finally {
      this.isSaving = false;
    }
  }

  override renderedCallback(): void {
    if (this.focusNext === '') return;
    this.template?.querySelector<HTMLElement>(`org-detail-field[data-field="${this.focusNext}"]`)?.focus();
    this.focusNext = '';
  }

  private stopEditing(): void {
    this.isEditing = false;
    this.record = this.latest;
    this.changes = {};
    this.problems = [];
    this.focusNext = this.editedFrom;
  }
}
