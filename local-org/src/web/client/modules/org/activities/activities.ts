import { LightningElement, api } from 'lwc';
import { registerRefreshHandler, unregisterRefreshHandler } from '../../lightning/refresh/refresh.ts';
import { messagesOf } from '../messages/messages.ts';
import { type Activity, readActivities } from '../view/view.ts';

/** Tasks and events of the record: what is to come first, then what was done. */
export default class Activities extends LightningElement {
  @api recordId = '';

  activities: Activity[] | undefined;
  problem = '';
  private refreshHandler: string | undefined;

  override connectedCallback(): void {
    this.refreshHandler = registerRefreshHandler(this, () => this.read());
    void this.read();
  }

  override disconnectedCallback(): void {
    unregisterRefreshHandler(this.refreshHandler);
  }

  get isEmpty(): boolean {
    return this.activities?.length === 0;
  }

  get groups(): { label: string; items: (Activity & { icon: string })[] }[] {
    const items = (this.activities ?? []).map((item) => ({
      ...item,
      icon: item.kind === 'Task' ? 'standard:task' : 'standard:event'
    }));
    const groups = [
      { label: 'Upcoming & Overdue', items: items.filter((item) => !item.isDone) },
      { label: 'Done', items: items.filter((item) => item.isDone) }
    ];
    return groups.filter((group) => group.items.length > 0);
  }

  private async read(): Promise<void> {
    try {
      this.activities = await readActivities(this.recordId);
      this.problem = '';
    } catch (error) {
      [this.problem = ''] = messagesOf(error);
    }
  }
}
