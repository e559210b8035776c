import { LightningElement, api } from 'lwc';
import type { RecordTable as Table } from '../view/view.ts';

interface ShownRow {
  id: string;
  cells: { key: string; text: string; href: string | null; label: string; role: 'rowheader' | 'cell' }[];
}

/**
 * Records as rows, each named by its first cell. On a narrow screen each row is a block of its own, and only the roles
 * keep it a table for who cannot see it.
 */
export default class RecordTable extends LightningElement {
  @api table?: Table;

  get columns(): { key: number; label: string }[] {
    return (this.table?.columns ?? []).map((label, key) => ({ key, label }));
  }

  get rows(): ShownRow[] {
    const columns = this.table?.columns ?? [];
    return (this.table?.rows ?? []).map(({ id, cells }) => ({
      id,
      cells: cells.map((cell, index) => ({
        ...cell,
        key: `${id}-${index}`,
        label: columns[index] ?? '',
        role: index === 0 ? 'rowheader' : 'cell'
      }))
    }));
  }
}
