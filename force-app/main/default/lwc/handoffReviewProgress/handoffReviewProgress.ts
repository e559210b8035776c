import { LightningElement, api } from 'lwc';
import type { HandoffReviewView } from 'apex-types';
import { fill } from 'c/handoffText';
import failed from '@salesforce/label/c.Review_Failed';
import gather from '@salesforce/label/c.Review_Gather';
import gatherIntro from '@salesforce/label/c.Review_Gather_Intro';
import percent from '@salesforce/label/c.Review_Progress';
import problemAction from '@salesforce/label/c.Review_Problem_Action';
import progressLabel from '@salesforce/label/c.Review_Progress_Label';
import retry from '@salesforce/label/c.Review_Retry';
import stepAsk from '@salesforce/label/c.Review_Step_Ask';
import stepDefault from '@salesforce/label/c.Review_Step_Default';
import stepGates from '@salesforce/label/c.Review_Step_Gates';
import stepLink from '@salesforce/label/c.Review_Step_Link';
import stepResolve from '@salesforce/label/c.Review_Step_Resolve';
import stepScore from '@salesforce/label/c.Review_Step_Score';
import stepSource from '@salesforce/label/c.Review_Step_Source';
import stepVerify from '@salesforce/label/c.Review_Step_Verify';
import stepWrite from '@salesforce/label/c.Review_Step_Write';
import waiting from '@salesforce/label/c.Review_Waiting';

/** The service's names of its steps, as people read them. */
const STEPS: Readonly<Record<string, string>> = {
  resolve: stepResolve,
  'link people': stepLink,
  verify: stepVerify,
  gates: stepGates,
  score: stepScore,
  'write back': stepWrite,
  'ask for review': stepAsk
};
const GATHER = /^gather (.+)$/;

/**
 * Where the making of a brief stands: not asked for, on its way with its step, or failed with what to do.
 *
 * @fires request to ask for the brief
 * @fires retry to make a failed one again
 */
export default class HandoffReviewProgress extends LightningElement {
  @api progress?: HandoffReviewView['progress'];
  /** Whether the reader may ask for a brief. */
  @api canRequest = false;

  readonly label = { failed, gather, gatherIntro, progressLabel, retry };

  get isNone(): boolean {
    return (this.progress?.status ?? 'none') === 'none';
  }

  get isFailed(): boolean {
    return this.progress?.status === 'failed';
  }

  get isRunning(): boolean {
    return ['waiting', 'queued', 'running'].includes(this.progress?.status ?? '');
  }

  get percentage(): number {
    return this.progress?.progress ?? 0;
  }

  get percentText(): string {
    return fill(percent, this.percentage);
  }

  get barStyle(): string {
    return `inline-size: ${this.percentage}%`;
  }

  get stepText(): string {
    const step = this.progress?.step;
    if (!step || this.progress?.status !== 'running') return waiting;
    const source = GATHER.exec(step)?.[1];
    return source ? fill(stepSource, source) : (STEPS[step] ?? fill(stepDefault, step));
  }

  get failure(): string {
    return fill(problemAction, this.progress?.problem, this.progress?.action).trim();
  }

  handleRequest(): void {
    this.dispatchEvent(new CustomEvent('request'));
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
