import { api } from 'lwc';
import removeStakeholder from '@salesforce/apex/HandoffPanelController.removeStakeholder';
import restoreStakeholder from '@salesforce/apex/HandoffPanelController.restoreStakeholder';
import saveStakeholder from '@salesforce/apex/HandoffPanelController.saveStakeholder';
import type { HandoffStakeholderRequest, HandoffStakeholderView } from 'apex-types';
import type { Choice } from 'c/handoffPanelItemForm';
import HandoffPanelLineList from 'c/handoffPanelLineList';
import add from '@salesforce/label/c.Panel_Person_Add';
import added from '@salesforce/label/c.Panel_Line_Added';
import changed from '@salesforce/label/c.Panel_Line_Changed';
import none from '@salesforce/label/c.Panel_Line_None';
import removed from '@salesforce/label/c.Panel_Line_Removed';
import undo from '@salesforce/label/c.Panel_Save_Undo';

interface Row {
  id: string;
  person: HandoffStakeholderView;
  isEdited: boolean;
}

/** The people on the customer's side: added, changed and removed in place, each with an undo. */
export default class HandoffPanelStakeholders extends HandoffPanelLineList {
  @api stakeholders: readonly HandoffStakeholderView[] = [];
  @api contacts: readonly Choice[] = [];
  @api roles: readonly Choice[] = [];
  @api stances: readonly Choice[] = [];

  readonly label = { add, none, undo };

  get rows(): Row[] {
    return this.stakeholders.map((person) => {
      const id = person.id ?? '';
      return { id, person, isEdited: id === this.editing };
    });
  }

  get isEmpty(): boolean {
    return this.stakeholders.length === 0 && !this.isAdding;
  }

  get labels(): ReadonlyMap<string, string> {
    return new Map([...this.roles, ...this.stances].map(({ label, value }) => [value, label]));
  }

  async handleCreate(event: CustomEvent<HandoffStakeholderRequest>): Promise<void> {
    const stakeholder = { ...event.detail, handoffId: this.handoffId ?? null };
    await this.change(async () => {
      const stakeholderId = await saveStakeholder({ stakeholder });
      return { notice: added, undo: () => removeStakeholder({ stakeholderId }) };
    }, 'add');
  }

  async handleSave(event: CustomEvent<HandoffStakeholderRequest>): Promise<void> {
    const before = this.requestOf(this.idOf(event));
    await this.change(async () => {
      await saveStakeholder({ stakeholder: { ...before, ...event.detail } });
      return { notice: changed, undo: () => saveStakeholder({ stakeholder: before }) };
    }, before.id ?? '');
  }

  async handleRemove(event: Event): Promise<void> {
    const stakeholderId = this.idOf(event);
    await this.change(async () => {
      await removeStakeholder({ stakeholderId });
      return { notice: removed, undo: () => restoreStakeholder({ stakeholderId }) };
    }, 'undo');
  }

  /** The person as they are, in the form in which they are saved: whatever is left out would be emptied. */
  private requestOf(id: string): HandoffStakeholderRequest {
    const view: Partial<HandoffStakeholderView> = this.stakeholders.find((person) => person.id === id) ?? {};
    return {
      id,
      handoffId: this.handoffId ?? null,
      contactId: view.contactId ?? null,
      name: view.name ?? null,
      title: view.title ?? null,
      role: view.role ?? null,
      stance: view.stance ?? null,
      lastTouch: view.lastTouch ?? null,
      caresAbout: view.caresAbout ?? null,
      prefers: view.prefers ?? null,
      onKickoffInvite: view.onKickoffInvite ?? null
    };
  }
}
