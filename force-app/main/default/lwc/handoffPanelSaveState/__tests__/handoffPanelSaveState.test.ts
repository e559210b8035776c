import type { FieldStatus } from 'c/handoffPanelAutosave';
import HandoffPanelSaveState from 'c/handoffPanelSaveState';
import { button, deepAll, mount, textOf } from '../../../../../../config/jest/dom.ts';

function show(status: Partial<FieldStatus>, lastSaved?: { name: string; at: string }) {
  const element = mount('c-handoff-panel-save-state', HandoffPanelSaveState, {
    status: { state: 'clean', value: '', message: '', theirs: '', canUndo: false, ...status },
    fieldLabel: 'Buyer goals',
    lastSaved
  });
  const actions: string[] = [];
  element.addEventListener('act', (event) => actions.push((event as CustomEvent<{ action: string }>).detail.action));
  return { element, actions };
}

describe('c-handoff-panel-save-state', () => {
  it('says nothing while there is nothing to say', () => {
    expect(textOf(show({ state: 'clean' }).element)).toBe('');
    expect(textOf(show({ state: 'edited' }).element)).toBe('');
  });

  it('says that it is saving', async () => {
    const { element } = show({ state: 'saving' });
    expect(textOf(element)).toBe('Saving…');
    await expect(element).toBeAccessible();
  });

  it('says that it is saved, and offers to undo what can be undone', async () => {
    const { element, actions } = show({ state: 'saved', canUndo: true });
    expect(textOf(element)).toContain('Saved');
    button(element, 'Undo the change of Buyer goals').click();
    expect(actions).toEqual(['undo']);
    expect(deepAll(show({ state: 'saved' }).element, 'lightning-button')).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('says why it is not saved, and offers to retry or discard', async () => {
    const { element, actions } = show({ state: 'failed', message: 'You are offline.' });
    expect(textOf(element)).toContain('Not saved. You are offline.');
    button(element, 'Retry saving Buyer goals').click();
    button(element, 'Discard').click();
    expect(actions).toEqual(['retry', 'discard']);
    await expect(element).toBeAccessible();
  });

  it('says who changed it and when, shows the other text, and lets the user choose', async () => {
    const { element, actions } = show(
      { state: 'conflict', theirs: 'Theirs.' },
      { name: 'Priya Raman', at: '2027-01-18T18:42:00.000Z' }
    );
    expect(textOf(element)).toContain('Priya Raman saved another text at 10:42 AM. Yours is still here; choose one.');
    expect(textOf(element)).toContain('Theirs.');
    button(element, 'Keep mine').click();
    button(element, 'Use theirs').click();
    expect(actions).toEqual(['keepmine', 'usetheirs']);
    await expect(element).toBeAccessible();
  });

  it('shows a conflict before it is known who saved, and with an emptied answer', () => {
    const { element } = show({ state: 'conflict', theirs: '' });
    expect(textOf(element)).toContain('Somebody else saved another text.');
    expect(textOf(element)).toContain('(empty)');
  });
});
