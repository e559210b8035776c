import { LightningElement, api } from 'lwc';
import { messagesOf } from '../messages/messages.ts';
import { nameThisPage } from '../title/title.ts';
import { go } from '../router/router.ts';
import { type ListModel, readList } from '../view/view.ts';

/** A list view of an object, and the choice of its others. */
export default class ListView extends LightningElement {
  @api objectApiName = '';
  @api viewName = '';

  list: ListModel | undefined;
  problem = '';

  override async connectedCallback(): Promise<void> {
    try {
      this.list = await readList(this.objectApiName, this.viewName);
      nameThisPage(this.list.label);
    } catch (error) {
      nameThisPage('List not found');
      [this.problem = ''] = messagesOf(error);
    }
  }

  get isLoading(): boolean {
    return !this.list && this.problem === '';
  }

  get views(): { label: string; value: string }[] {
    return (this.list?.views ?? []).map(({ name, label }) => ({ label, value: name }));
  }

  get isEmpty(): boolean {
    return this.list?.rows.length === 0;
  }

  get count(): string {
    const { rows = [], isCut = false } = this.list ?? {};
    return `${rows.length}${isCut ? '+' : ''} ${rows.length === 1 ? 'item' : 'items'}`;
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    go(`/lightning/o/${this.objectApiName}/list?filterName=${event.detail.value}`);
  }
}
