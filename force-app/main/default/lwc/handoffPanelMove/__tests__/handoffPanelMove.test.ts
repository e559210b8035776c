import type { HandoffPanelView } from 'apex-types';
import HandoffPanelMove from 'c/handoffPanelMove';
import { button, deep, mount, textOf } from '../../../../../../config/jest/dom.ts';
import { panelView } from '../../../../../../config/jest/panel-view.ts';

function show(changes: Partial<HandoffPanelView> = {}, properties = {}) {
  return mount('c-handoff-panel-move', HandoffPanelMove, { view: panelView(changes), ...properties });
}
const BLOCK = { targetStage: 'Closed Won', mode: 'Block' };

describe('c-handoff-panel-move', () => {
  it('counts the answers before the stage', async () => {
    const element = show();
    expect(textOf(deep(element, '.count'))).toBe('1 answer before Closed Won');
    expect(textOf(deep(show({ missingCount: 2 }), '.count'))).toBe('2 answers before Closed Won');
    expect(textOf(deep(show({ missingCount: 0 }), '.count'))).toBe('Every required answer is there');
    await expect(element).toBeAccessible();
  });

  it('moves, with more emphasis once nothing is missing, and always can be pressed', () => {
    const element = show();
    const moved = jest.fn();
    element.addEventListener('move', moved);
    expect(button(element, 'Move to Closed Won')).toMatchObject({ variant: 'neutral', disabled: false });
    button(element, 'Move to Closed Won').click();
    expect(moved).toHaveBeenCalledTimes(1);
    expect(button(show({ missingCount: 0 }), 'Move to Closed Won')).toMatchObject({ variant: 'brand' });
  });

  it('previews', () => {
    const element = show({ canEdit: false });
    const previewed = jest.fn();
    element.addEventListener('preview', previewed);
    button(element, 'Preview as CSM').click();
    expect(previewed).toHaveBeenCalledTimes(1);
  });

  it('says what happens where the gate warns only, or may be passed', () => {
    expect(textOf(show({ gate: { ...BLOCK, mode: 'Warn' } }))).toContain('Closed Won goes through without them.');
    expect(textOf(show({ canBypass: true }))).toContain('You may pass without them. It will be recorded.');
    expect(textOf(show({ canBypass: true, missingCount: 0 }))).not.toContain('recorded');
    expect(textOf(show())).not.toContain('recorded');
  });

  it('offers no move without a gate, after the deal is closed, or to readers', () => {
    for (const changes of [
      { gate: null },
      { gate: { ...BLOCK, mode: 'Off' } },
      { isClosed: true, isWon: true, stageName: 'Closed Won' },
      { canEdit: false }
    ]) {
      expect(() => button(show(changes), 'Move to Closed Won')).toThrow('No button');
    }
    expect(textOf(show({ gate: null }))).toContain('1 answer is missing');
    expect(textOf(deep(show({ isWon: true, stageName: 'Closed Won' }), '.count'))).toBe('Closed Won');
  });

  it('says why the last attempt did not go through', async () => {
    const element = show({}, { problem: 'The close date is in the past.' });
    expect(textOf(deep(element, '[role="alert"]'))).toBe('The close date is in the past.');
    await expect(element).toBeAccessible();
  });
});
