import { LightningElement, api } from 'lwc';
import type { HandoffScoreView } from 'apex-types';
import { fill, plural } from 'c/handoffText';
import complete from '@salesforce/label/c.Panel_Score_Complete';
import failed from '@salesforce/label/c.Panel_Score_Failed';
import missing from '@salesforce/label/c.Panel_Score_Missing';
import partial from '@salesforce/label/c.Panel_Score_Partial';
import reasons from '@salesforce/label/c.Panel_Score_Reasons';
import reasonsOne from '@salesforce/label/c.Panel_Score_Reasons_One';
import refresh from '@salesforce/label/c.Panel_Score_Refresh';
import retrying from '@salesforce/label/c.Panel_Score_Retrying';
import sections from '@salesforce/label/c.Panel_Score_Sections';
import waiting from '@salesforce/label/c.Panel_Score_Waiting';

const STATUS: Readonly<Record<string, { text: string; tone: string; width: string }>> = {
  Complete: { text: complete, tone: 'complete', width: 'width:100%' },
  Partial: { text: partial, tone: 'partial', width: 'width:50%' },
  Missing: { text: missing, tone: 'missing', width: 'width:0' }
};

/**
 * The score with its sections, and on demand what would raise it. A score that is on its way, or did not come, says so
 * and keeps the last one in sight.
 *
 * @fires refresh when the user wants a score at once
 */
export default class HandoffPanelScore extends LightningElement {
  @api score?: HandoffScoreView | null | undefined;
  /** A refresh that the user asked for is under way. */
  @api busy = false;
  /** Why the refresh that the user asked for failed. */
  @api problem?: string | undefined;
  @api readOnly = false;

  isExplained = false;

  readonly label = { refresh, sections };

  get number(): number | null {
    return this.score?.value ?? null;
  }

  get flagged(): boolean {
    return this.score?.flagged ?? false;
  }

  get flagBelow(): number | null {
    return this.score?.flagBelow ?? null;
  }

  get sections(): { code: string; label: string; status: string; class: string; style: string }[] {
    return (this.score?.sections ?? []).map(({ code, label, status }) => {
      const { text, tone, width } = STATUS[status ?? ''] ?? { text: '–', tone: 'none', width: 'width:0' };
      return { code: code ?? '', label: label ?? '', status: text, class: `section ${tone}`, style: width };
    });
  }

  get reasons(): { key: number; section: string; text: string; add: string }[] {
    const labels = new Map(this.score?.sections.map(({ code, label }) => [code, label]));
    return (this.score?.reasons ?? []).map(({ section, text, add }, key) => ({
      key,
      section: labels.get(section) ?? '',
      text: text ?? '',
      add: add ?? ''
    }));
  }

  get hasReasons(): boolean {
    return this.reasons.length > 0;
  }

  get reasonsLabel(): string {
    return plural(this.reasons.length, reasonsOne, reasons);
  }

  get explained(): string {
    return String(this.isExplained);
  }

  get isWaiting(): boolean {
    return this.busy || this.score?.status === 'Waiting';
  }

  /** What to know about the score beyond its number; empty when it is there and fresh. */
  get notice(): string {
    if (this.problem) return fill(failed, this.problem);
    if (this.score?.status === 'Failed' && !this.busy) return fill(failed, this.score.error);
    if (!this.isWaiting) return '';
    const tries = this.score?.attempts ?? 0;
    return tries > 1 ? fill(retrying, tries) : waiting;
  }

  get canRefresh(): boolean {
    return !this.readOnly;
  }

  handleExplain(): void {
    this.isExplained = !this.isExplained;
  }

  handleRefresh(): void {
    this.dispatchEvent(new CustomEvent('refresh'));
  }
}
