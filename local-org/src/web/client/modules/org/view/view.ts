import type { Cell } from '../cells/cells.ts';
import { request } from '../http/http.ts';

/** What one page shows, as the server composes it from the package's page, layouts and compact layouts. */
export interface PageModel {
  object: string;
  label: string;
  icon: string;
  nameField: string;
  /** Fields of the highlights panel. */
  highlights: string[];
  sections: { label: string; columns: { field: string; isReadOnly: boolean }[][] }[];
  /** The path's steps, where the page has a path. */
  stages: { value: string; isClosed: boolean; isWon: boolean }[];
  regions: Record<string, PageComponent[]>;
  canEdit: boolean;
}

/** A component on the page; tabs hold further ones. */
export interface PageComponent {
  name: string;
  identifier: string;
  properties: Record<string, string>;
  tabs: { label: string; components: PageComponent[] }[];
}

export interface RecordTable {
  label: string;
  object: string;
  icon: string;
  columns: string[];
  rows: { id: string; cells: Cell[] }[];
  /** Whether there are more rows than these. */
  isCut: boolean;
}

export interface ListModel extends RecordTable {
  view: string;
  views: { name: string; label: string }[];
}

export interface Activity {
  id: string;
  kind: 'Task' | 'Event';
  subject: string;
  description: string;
  /** `Nov 20`, or empty. */
  when: string;
  who: string;
  isDone: boolean;
}

export interface Notice {
  title: string;
  body: string;
  href: string | null;
  when: string;
}

export const readPage = (object: string, id: string): Promise<PageModel> =>
  request(`/lightning/view/page/${object}/${id}`);

export const readList = (object: string, view: string): Promise<ListModel> =>
  request(`/lightning/view/list/${object}?view=${encodeURIComponent(view)}`);

export const readRelated = (id: string, list: string, rows: string): Promise<RecordTable> =>
  request(`/lightning/view/related/${id}/${list}?rows=${rows}`);

export const readActivities = (id: string): Promise<Activity[]> => request(`/lightning/view/activities/${id}`);

export const readNotices = (): Promise<Notice[]> => request('/lightning/view/notices', { isBackground: true });
