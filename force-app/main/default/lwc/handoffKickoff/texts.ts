import type { HandoffKickoffView } from 'apex-types';
import { fill, formatDateTime } from 'c/handoffText';
import { labels } from './labels';

/** `Kickoff`, or with when it is. */
export function headingText(view: HandoffKickoffView | undefined): string {
  return view?.scheduledAt ? fill(labels.headingAt, formatDateTime(view.scheduledAt)) : labels.heading;
}

/** Champions whom the invite leaves out, each in a sentence. */
export function missingChampions(view: HandoffKickoffView | undefined): { id: string; text: string }[] {
  const missing = new Set(view?.missingChampions ?? []);
  return (view?.invitees ?? [])
    .filter(({ name, onInvite }) => !onInvite && missing.has(name ?? ''))
    .map(({ id, name }) => ({ id: id ?? '', text: fill(labels.championMissing, name) }));
}

/** Who is invited. */
export function inviteesText(view: HandoffKickoffView | undefined): string {
  const invited = (view?.invitees ?? []).filter(({ onInvite }) => onInvite).map(({ name }) => name);
  return invited.length > 0 ? fill(labels.invitees, invited.join(', ')) : labels.noInvitees;
}

/** `3 of 5`: points with a tick or a reason. */
export function countText(points: readonly HandoffKickoffView.PointView[]): string {
  return fill(labels.countOf, points.filter(({ done, reason }) => done || reason).length, points.length);
}

/** When it was held; empty before. */
export function heldText(view: HandoffKickoffView | undefined): string {
  return view?.heldAt ? fill(labels.held, formatDateTime(view.heldAt)) : '';
}
