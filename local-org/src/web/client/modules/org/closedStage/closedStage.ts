import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** Which way a deal was closed. Closes with the stage, or with nothing when it was cancelled. */
export default class ClosedStage extends LightningModal {
  @api options: string[] = [];
  @api value = '';

  chosen: string | undefined;

  get choices(): { label: string; value: string }[] {
    return this.options.map((value) => ({ label: value, value }));
  }

  get selected(): string {
    return this.chosen ?? (this.options.includes(this.value) ? this.value : (this.options[0] ?? ''));
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
  }

  handleCancel(): void {
    this.close();
  }

  handleSave(): void {
    this.close(this.selected);
  }
}
