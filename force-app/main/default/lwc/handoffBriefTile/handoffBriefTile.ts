import { LightningElement, api } from 'lwc';
import type { HandoffBriefView } from 'apex-types';
import { fill, formatDay, plural } from 'c/handoffText';
import empty from '@salesforce/label/c.Brief_Tile_Empty';
import moreOne from '@salesforce/label/c.Brief_Tile_More_One';
import moreOther from '@salesforce/label/c.Brief_Tile_More_Other';
import openLine from '@salesforce/label/c.Brief_Line_Open';
import oneSource from '@salesforce/label/c.Brief_Line_Source';
import sourcesOne from '@salesforce/label/c.Brief_Line_Sources_One';
import sourcesOther from '@salesforce/label/c.Brief_Line_Sources_Other';

interface ShownLine {
  id: string;
  lead: string | null;
  text: string;
  badge: string | null;
  badgeClass: string;
  lineClass: string;
  sources: string;
  spoken: string;
}

/**
 * One question of the brief with its lines; what is missing is amber.
 *
 * @fires open with `detail.id` of the line whose source is asked for
 */
export default class HandoffBriefTile extends LightningElement {
  @api tile?: HandoffBriefView.Tile;

  showAll = false;
  readonly label = { empty };

  /** Moves the focus to the source of a line; does nothing when the line is not here. */
  @api focusLine(id: string): void {
    this.template?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  }

  get heading(): string {
    return this.tile?.label ?? '';
  }

  get headingId(): string {
    return `tile-${this.tile?.code ?? ''}`;
  }

  get lines(): ShownLine[] {
    const { lines = [], more = [] } = this.tile ?? {};
    return (this.showAll ? [...lines, ...more] : lines).map(toShown);
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  get moreLabel(): string | null {
    const count = this.tile?.more.length ?? 0;
    return count === 0 || this.showAll ? null : plural(count, moreOne, moreOther);
  }

  handleMore(): void {
    this.showAll = true;
  }

  handleOpen(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset; // Only our own buttons carry this handler.
    this.dispatchEvent(new CustomEvent('open', { detail: { id } }));
  }
}

function toShown(line: HandoffBriefView.Line): ShownLine {
  const text = line.text ?? '';
  return {
    id: line.id ?? '',
    lead: line.lead ?? null,
    text,
    badge: line.badge ?? (formatDay(line.due) || null),
    badgeClass: `badge ${line.badgeTone ?? 'neutral'}`,
    lineClass: line.isGap ? 'line gap' : 'line',
    sources: sourcesOf(line),
    spoken: fill(openLine, line.lead ? `${line.lead}: ${text}` : text)
  };
}

/** Where and when it was said, if it was said once; how often, if it was said more than once. */
function sourcesOf({ citations, source }: HandoffBriefView.Line): string {
  const [first] = citations;
  if (!first) return source ?? '';
  if (citations.length > 1 || !first.sourceType) return plural(citations.length, sourcesOne, sourcesOther);
  return fill(oneSource, first.sourceType, formatDay(first.spokenAt)).trim();
}
