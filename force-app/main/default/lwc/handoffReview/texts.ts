import type { HandoffReviewView } from 'apex-types';
import { fill } from 'c/handoffText';
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

/** How it was decided. */
export function countsText(view: HandoffReviewView | undefined): string {
  const { acceptedCount = 0, editedCount = 0, rejectedCount = 0 } = view ?? {};
  if ((acceptedCount ?? 0) + (editedCount ?? 0) + (rejectedCount ?? 0) === 0) return labels.nothingFound;
  return fill(labels.counts, acceptedCount ?? 0, editedCount ?? 0, rejectedCount ?? 0);
}
