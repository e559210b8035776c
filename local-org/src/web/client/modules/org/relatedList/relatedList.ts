import { LightningElement, api } from 'lwc';
import { registerRefreshHandler, unregisterRefreshHandler } from '../../lightning/refresh/refresh.ts';
import { messagesOf } from '../messages/messages.ts';
import { readRelated, type RecordTable } from '../view/view.ts';

/** Records that point to this one. */
export default class RelatedList extends LightningElement {
  @api recordId = '';
  @api list = '';
  @api rows = '10';

  table: RecordTable | undefined;
  problem = '';
  private refreshHandler: string | undefined;

  override connectedCallback(): void {
    this.refreshHandler = registerRefreshHandler(this, () => this.read());
    void this.read();
  }

  override disconnectedCallback(): void {
    unregisterRefreshHandler(this.refreshHandler);
  }

  get heading(): string {
    const { label = '', rows = [], isCut = false } = this.table ?? {};
    return `${label} (${rows.length}${isCut ? '+' : ''})`;
  }

  get hasRows(): boolean {
    return Boolean(this.table?.rows.length);
  }

  private async read(): Promise<void> {
    try {
      this.table = await readRelated(this.recordId, this.list, this.rows);
      this.problem = '';
    } catch (error) {
      [this.problem = ''] = messagesOf(error);
    }
  }
}
