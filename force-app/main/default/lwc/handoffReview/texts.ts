import type { HandoffReviewView } from 'apex-types';
import { fill, formatDate } from 'c/handoffText';
import { labels } from './labels';

/** What the brief was made from, and each source that could not be read. */
export function sourcesText(view: HandoffReviewView | undefined): { read: string; failed: string[] } {
  const all = view?.sources ?? [];
  const read = all
    .filter(({ state, count }) => state === 'read' && (count ?? 0) > 0)
    .map(({ name, count }) => fill(labels.sourceRead, name, count ?? 0));
  return {
    read: read.length > 0 ? fill(labels.sources, read.join(' · ')) : '',
    failed: all.filter(({ state }) => state === 'failed').map(({ name }) => fill(labels.sourceFailed, name))
  };
}

/** Who approved it, or how it was decided. */
export function outcomeText(view: HandoffReviewView | undefined): string {
  const { approvedAt, approvedByName, acceptedCount, editedCount, rejectedCount } = view ?? {};
  if (approvedAt) return fill(labels.approved, approvedByName, formatDate(approvedAt));
  const counts = [acceptedCount ?? 0, editedCount ?? 0, rejectedCount ?? 0] as const;
  return counts.some((count) => count > 0) ? fill(labels.counts, ...counts) : labels.nothingFound;
}

/** Why a manager looks at it before it is delivered, a sentence for each reason; empty when nobody has to, or somebody has. */
export function managerText(view: HandoffReviewView | undefined): string {
  const reasons = view?.managerReasons ?? [];
  return reasons.length > 0 && !view?.approvedAt ? fill(labels.managerFirst, reasons.join(' ')) : '';
}

/** What the receiver asked when they sent it back. */
export function sentBackText(view: HandoffReviewView | undefined): string {
  return view?.sentBackQuestion ? fill(labels.sentBack, view.sentBackQuestion) : '';
}
