import { LightningElement, api } from 'lwc';
import { fill } from 'c/handoffText';
import belowLabel from '@salesforce/label/c.Score_Ring_Below';
import noneLabel from '@salesforce/label/c.Score_Ring_None';
import outOf from '@salesforce/label/c.Score_Ring_Out_Of';
import scoreLabel from '@salesforce/label/c.Score_Ring_Score';

/** A score from 0 to 100 as a ring; amber when it is flagged, a dash before there is one. */
export default class HandoffScore extends LightningElement {
  @api value?: number | null;
  @api flagged?: boolean | null = false;
  /** Below which score a handoff is flagged; spoken beside a flagged score. */
  @api flagBelow?: number | null;
  @api size: 'small' | 'medium' = 'medium';

  readonly outOf = outOf;

  get shown(): string {
    return this.value == null ? '–' : String(this.value);
  }

  get hasCaption(): boolean {
    return this.size === 'medium';
  }

  /** The ring is 100 units long, so that the score is the length of the coloured part. */
  get dashes(): string {
    return `${this.value ?? 0} 100`;
  }

  get ringClass(): string {
    const tone = this.value == null ? 'none' : this.flagged ? 'flagged' : 'good';
    return `ring ${this.size} ${tone}`;
  }

  get spoken(): string {
    if (this.value == null) return noneLabel;
    return this.flagged && this.flagBelow != null
      ? fill(belowLabel, this.value, this.flagBelow)
      : fill(scoreLabel, this.value);
  }
}
