import { LightningElement, api, wire } from 'lwc';
import { getPicklistValues } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import type { FieldInfo, ObjectInfo, PicklistValues, UiRecord } from '../uiApi/uiApi.ts';
import type { WireResult } from '../resource/resource.ts';
import { type Cell, cellOf, labelOf } from '../cells/cells.ts';

/** Input type by data type. What is not here is shown, and changed where it belongs. */
const INPUTS: Readonly<Record<string, string>> = {
  String: 'text',
  Phone: 'tel',
  Email: 'email',
  Url: 'url',
  Currency: 'number',
  Double: 'number',
  Int: 'number',
  Percent: 'number',
  Date: 'date',
  DateTime: 'datetime'
};

/** One field of a record: its label and value, or an input for it. */
export default class DetailField extends LightningElement {
  static override delegatesFocus = true;

  @api field = '';
  @api info?: ObjectInfo;
  @api record?: UiRecord;
  @api editing = false;
  /** The page shows it, and does not let it be changed. */
  @api readOnly = false;
  /** Nothing of this record may be changed. */
  @api locked = false;

  options: { label: string; value: string }[] = [];
  private changed: unknown;

  @wire(getPicklistValues, { recordTypeId: '$picklistType', fieldApiName: '$qualified' })
  receive({ data }: WireResult<PicklistValues>): void {
    if (data) this.options = [{ label: '--None--', value: '' }, ...data.values];
  }

  @api
  focus(): void {
    this.template?.querySelector<HTMLElement>('[data-input], .pencil')?.focus();
  }

  private get describe(): FieldInfo | undefined {
    return this.info?.fields[this.field];
  }

  get picklistType(): string | undefined {
    return this.editing && this.describe?.dataType === 'Picklist' ? this.info?.defaultRecordTypeId : undefined;
  }

  get qualified(): string {
    return `${this.info?.apiName ?? ''}.${this.field}`;
  }

  get label(): string {
    return labelOf(this.describe, this.field);
  }

  get help(): string | null {
    return this.describe?.inlineHelpText ?? null;
  }

  get cell(): Cell {
    return cellOf(this.record, this.field, this.describe?.relationshipName ?? null);
  }

  get isCheckbox(): boolean {
    return this.describe?.dataType === 'Boolean';
  }

  get isChecked(): boolean {
    return this.value === true;
  }

  get value(): unknown {
    if (!this.editing) this.changed = undefined;
    return this.changed === undefined ? this.record?.fields[this.field]?.value : this.changed;
  }

  get text(): string {
    return this.value === null || this.value === undefined ? '' : String(this.value);
  }

  get canEdit(): boolean {
    const type = this.describe?.dataType ?? '';
    const isKnown = type in INPUTS || ['Boolean', 'Picklist', 'TextArea'].includes(type);
    return isKnown && Boolean(this.describe?.updateable) && !this.readOnly && !this.locked;
  }

  get showsPencil(): boolean {
    return this.canEdit && !this.editing;
  }

  get isInput(): boolean {
    return this.editing && this.canEdit && (this.describe?.dataType ?? '') in INPUTS;
  }

  get isCheckboxInput(): boolean {
    return this.editing && this.canEdit && this.isCheckbox;
  }

  get isPicklistInput(): boolean {
    return this.editing && this.canEdit && this.describe?.dataType === 'Picklist';
  }

  get isTextInput(): boolean {
    return this.editing && this.canEdit && this.describe?.dataType === 'TextArea';
  }

  get inputType(): string {
    return INPUTS[this.describe?.dataType ?? ''] ?? 'text';
  }

  get step(): string | undefined {
    return this.inputType === 'number' ? String(10 ** -(this.describe?.scale ?? 0)) : undefined;
  }

  get isRequired(): boolean {
    return Boolean(this.describe?.required);
  }

  get pencilLabel(): string {
    return `Edit ${this.label}`;
  }

  handleEdit(): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: { field: this.field } }));
  }

  handleChange(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
    const { value = '', checked } = event.detail;
    if (this.isCheckbox) this.changed = checked === true;
    else if (value === '') this.changed = null;
    else this.changed = this.inputType === 'number' ? Number(value) : value;
    this.dispatchEvent(new CustomEvent('fieldchange', { detail: { field: this.field, value: this.changed } }));
  }
}
