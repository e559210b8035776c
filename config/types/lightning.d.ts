/** Lightning modules that `@salesforce/lightning-types` leaves out, as far as the bundles use them. */

declare module 'lightning/uiRecordApi' {
  import type { WireAdapterConstructor } from 'lwc';
  import type { WireResult } from '@salesforce/apex';

  export interface FieldId {
    readonly fieldApiName: string;
    readonly objectApiName: string;
  }

  export interface FieldValue {
    readonly value: unknown;
    readonly displayValue: string | null;
  }

  export interface RecordRepresentation {
    readonly id: string;
    readonly apiName: string;
    readonly fields: Readonly<Record<string, FieldValue>>;
    readonly lastModifiedById: string | null;
    readonly lastModifiedDate: string | null;
  }

  export interface RecordInput {
    readonly fields: Readonly<Record<string, string | number | boolean | null>>;
  }

  export interface ClientOptions {
    /** The save is refused with 412 when the record is newer; an ISO date and time. */
    readonly ifUnmodifiedSince?: string;
  }

  export function updateRecord(input: RecordInput, options?: ClientOptions): Promise<RecordRepresentation>;
  export function notifyRecordUpdateAvailable(ids: readonly { recordId: string }[]): Promise<void>;
  export function getFieldValue(record: RecordRepresentation | undefined, field: FieldId): unknown;
  export function getFieldDisplayValue(
    record: RecordRepresentation | undefined,
    field: FieldId
  ): string | null | undefined;

  export const getRecord: WireAdapterConstructor<
    { recordId: string | undefined; fields?: readonly FieldId[]; optionalFields?: readonly FieldId[] },
    WireResult<RecordRepresentation>
  >;
}

declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';
  import type { WireResult } from '@salesforce/apex';
  import type { FieldId } from 'lightning/uiRecordApi';

  export interface ObjectInfo {
    readonly apiName: string;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly defaultRecordTypeId: string;
  }

  export const getObjectInfo: WireAdapterConstructor<
    { objectApiName: { readonly objectApiName: string } },
    WireResult<ObjectInfo>
  >;

  export interface PicklistValues {
    readonly values: readonly { readonly label: string; readonly value: string }[];
  }

  export const getPicklistValues: WireAdapterConstructor<
    { recordTypeId: string | undefined; fieldApiName: FieldId },
    WireResult<PicklistValues>
  >;
}

declare module 'lightning/navigation' {
  import type { LightningElement } from 'lwc';

  export interface PageReference {
    readonly type: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly state?: Readonly<Record<string, string>>;
  }

  interface Navigation {
    [NavigationMixin.Navigate](page: PageReference, replace?: boolean): void;
    [NavigationMixin.GenerateUrl](page: PageReference): Promise<string>;
  }

  export function NavigationMixin<Base extends new () => LightningElement>(base: Base): Base & (new () => Navigation);
  export namespace NavigationMixin {
    const Navigate: unique symbol;
    const GenerateUrl: unique symbol;
  }
}

declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(toast: {
      title?: string;
      message: string;
      variant?: 'info' | 'success' | 'warning' | 'error';
      mode?: 'dismissible' | 'pester' | 'sticky';
    });
  }
}

declare module 'lightning/refresh' {
  import type { LightningElement } from 'lwc';

  /** Tells every view on the page that records have changed. */
  export class RefreshEvent extends CustomEvent<undefined> {
    constructor();
  }
  export function registerRefreshHandler(element: LightningElement, handler: () => Promise<boolean>): string;
  export function unregisterRefreshHandler(id: string | undefined): void;
}

declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  /** `lightning-types` has this class without `open`, which also takes handlers of the modal's events. */
  export default class LightningModal extends LightningElement {
    static open<Modal extends LightningModal>(
      this: new () => Modal,
      options: { label: string; size?: 'small' | 'medium' | 'large' | 'full'; description?: string } & Partial<
        Omit<Modal, keyof LightningModal>
      > & { [handler: `on${string}`]: (event: CustomEvent<never>) => void }
    ): Promise<unknown>;
    label: string;
    size: 'small' | 'medium' | 'large' | 'full';
    disableClose: boolean;
    close(result?: unknown): void;
  }
}
