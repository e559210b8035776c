import { LightningElement, api } from 'lwc';
import { messagesOf } from '../messages/messages.ts';
import { nameThisPage } from '../title/title.ts';
import { type PageModel, readPage } from '../view/view.ts';

/** A record, laid out as the package's Lightning page says. */
export default class RecordPage extends LightningElement {
  @api recordId = '';
  @api objectApiName = '';

  page: PageModel | undefined;
  problem = '';

  override async connectedCallback(): Promise<void> {
    try {
      this.page = await readPage(this.objectApiName, this.recordId);
    } catch (error) {
      [this.problem = ''] = messagesOf(error);
      nameThisPage('Record not found');
    }
  }

  get isLoading(): boolean {
    return !this.page && this.problem === '';
  }

  get header(): PageModel['regions'][string] {
    return this.page?.regions['header'] ?? [];
  }

  get subheader(): PageModel['regions'][string] {
    return this.page?.regions['subheader'] ?? [];
  }

  get main(): PageModel['regions'][string] {
    return this.page?.regions['main'] ?? [];
  }

  get sidebar(): PageModel['regions'][string] {
    return this.page?.regions['sidebar'] ?? [];
  }
}
