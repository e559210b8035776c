import HandoffPanelHeader from 'c/handoffPanelHeader';
import { deep, mount, textOf } from '../../../../../../config/jest/dom.ts';
import { panelView } from '../../../../../../config/jest/panel-view.ts';

function show(saving: { unsaved: number; saving: boolean; savedAt: string }, view = panelView()) {
  return mount('c-handoff-panel-header', HandoffPanelHeader, { view, saving });
}
const state = (element: Element): string => textOf(deep(element, '[role="status"]'));
const IDLE = { unsaved: 0, saving: false, savedAt: '' };

describe('c-handoff-panel-header', () => {
  it('says what it is, in which version, and for whom', async () => {
    const element = show(IDLE);
    expect(textOf(element)).toContain('Handoff to Customer Success HO-00001 · Draft, version 1 · for Priya Raman');
    await expect(element).toBeAccessible();
  });

  it('says when nobody receives it yet', () => {
    expect(textOf(show(IDLE, panelView({ receiverName: null })))).toContain('nobody receives it yet');
  });

  it('says how saving goes, in a region that is read aloud', async () => {
    expect(state(show(IDLE))).toBe('');
    expect(state(show({ ...IDLE, saving: true }))).toBe('Saving…');
    expect(state(show({ ...IDLE, savedAt: '2027-01-18T18:42:00.000Z' }))).toContain('Saved 10:42 AM');
    const failed = show({ unsaved: 1, saving: true, savedAt: '2027-01-18T18:42:00.000Z' });
    expect(state(failed)).toContain('1 answer is not saved');
    expect(state(show({ ...IDLE, unsaved: 2 }))).toContain('2 answers are not saved');
    await expect(failed).toBeAccessible();
  });

  it('says that it is only to be read, where it is', () => {
    expect(state(show(IDLE, panelView({ canEdit: false })))).toBe('You can read this handoff; its owner edits it.');
  });
});
