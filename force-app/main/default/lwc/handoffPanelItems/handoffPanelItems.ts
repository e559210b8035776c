import { api } from 'lwc';
import removeItem from '@salesforce/apex/HandoffPanelController.removeItem';
import restoreItem from '@salesforce/apex/HandoffPanelController.restoreItem';
import saveItem from '@salesforce/apex/HandoffPanelController.saveItem';
import type { HandoffItemRequest, HandoffItemView, HandoffPanelView } from 'apex-types';
import type { Choice } from 'c/handoffPanelItemForm';
import HandoffPanelLineList from 'c/handoffPanelLineList';
import added from '@salesforce/label/c.Panel_Line_Added';
import changed from '@salesforce/label/c.Panel_Line_Changed';
import none from '@salesforce/label/c.Panel_Line_None';
import removed from '@salesforce/label/c.Panel_Line_Removed';
import undo from '@salesforce/label/c.Panel_Save_Undo';

interface Row {
  id: string;
  item: HandoffItemView;
  isEdited: boolean;
}

/** Lines of some kinds: added, changed and removed in place, each with an undo. */
export default class HandoffPanelItems extends HandoffPanelLineList {
  @api items: readonly HandoffItemView[] = [];
  /** The kinds this list holds, the most usual first. */
  @api kinds: readonly Choice[] = [];
  @api severities: readonly Choice[] = [];
  @api topics: readonly Choice[] = [];
  @api people: readonly HandoffPanelView.PersonView[] = [];
  @api addLabel = '';

  readonly label = { none, undo };

  get rows(): Row[] {
    return this.items.map((item) => {
      const id = item.id ?? '';
      return { id, item, isEdited: id === this.editing };
    });
  }

  get isEmpty(): boolean {
    return this.items.length === 0 && !this.isAdding;
  }

  get showKind(): boolean {
    return this.kinds.length > 1;
  }

  get labels(): ReadonlyMap<string, string> {
    return new Map([...this.kinds, ...this.severities, ...this.topics].map(({ label, value }) => [value, label]));
  }

  async handleCreate(event: CustomEvent<HandoffItemRequest>): Promise<void> {
    const item = { ...event.detail, handoffId: this.handoffId ?? null };
    await this.change(async () => {
      const itemId = await saveItem({ item });
      return { notice: added, undo: () => removeItem({ itemId }) };
    }, 'add');
  }

  async handleSave(event: CustomEvent<HandoffItemRequest>): Promise<void> {
    const before = this.requestOf(this.idOf(event));
    await this.change(async () => {
      await saveItem({ item: { ...before, ...event.detail } });
      return { notice: changed, undo: () => saveItem({ item: before }) };
    }, before.id ?? '');
  }

  async handleRemove(event: Event): Promise<void> {
    const itemId = this.idOf(event);
    await this.change(async () => {
      await removeItem({ itemId });
      return { notice: removed, undo: () => restoreItem({ itemId }) };
    }, 'undo');
  }

  /** The line as it is, in the form in which it is saved: whatever is left out would be emptied. */
  private requestOf(id: string): HandoffItemRequest {
    const view: Partial<HandoffItemView> = this.items.find((item) => item.id === id) ?? {};
    return {
      id,
      handoffId: this.handoffId ?? null,
      kind: view.kind ?? null,
      text: view.text ?? null,
      condition: view.condition ?? null,
      dueDate: view.dueDate ?? null,
      milestoneDay: view.milestoneDay ?? null,
      severity: view.severity ?? null,
      mitigation: view.mitigation ?? null,
      technicalTopic: view.technicalTopic ?? null,
      ruledOut: view.ruledOut ?? null,
      resolved: view.resolved ?? null,
      assigneeId: view.assigneeId ?? null
    };
  }
}
