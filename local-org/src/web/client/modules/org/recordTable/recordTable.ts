import { LightningElement, api } from 'lwc';
import type { RecordTable as Table } from '../view/view.ts';

interface ShownRow {
  id: string;
  cells: { key: string; text: string; href: string | null; label: string }[];
}

/** Records as rows; on a narrow screen each row is a block of its own. */
export default class RecordTable extends LightningElement {
  @api table?: Table;

  get rows(): ShownRow[] {
    const columns = this.table?.columns ?? [];
    return (this.table?.rows ?? []).map(({ id, cells }) => ({
      id,
      cells: cells.map((cell, index) => ({ ...cell, key: `${id}-${index}`, label: columns[index] ?? '' }))
    }));
  }
}
