import type { HandoffStakeholderView } from 'apex-types';
import HandoffPanelStakeholder from 'c/handoffPanelStakeholder';
import { button, deepAll, mount, textOf } from '../../../../../../config/jest/dom.ts';
import { stakeholderView } from '../../../../../../config/jest/panel-view.ts';

const INES: Partial<HandoffStakeholderView> = {
  title: 'COO',
  role: 'Champion',
  stance: 'Ally',
  lastTouch: '2026-11-12',
  caresAbout: 'a win before October',
  prefers: 'short calls',
  onKickoffInvite: true
};

function show(changes: Partial<HandoffStakeholderView> = {}, properties = {}) {
  const person = stakeholderView('a031', 'Ines Okafor', { ...INES, ...changes });
  return mount('c-handoff-panel-stakeholder', HandoffPanelStakeholder, { person, ...properties });
}

describe('c-handoff-panel-stakeholder', () => {
  it('says who somebody is, and how to reach them', async () => {
    const element = show();
    expect(textOf(element)).toContain(
      'Champion Ally Ines Okafor, COO last touch Nov 12, 2026 · cares about a win before October · ' +
        'prefers short calls · on the kickoff invite'
    );
    await expect(element).toBeAccessible();
  });

  it('says when nobody wrote down the last touch', () => {
    expect(textOf(show({ lastTouch: null }))).toContain('no last touch yet');
  });

  it('shows a private stance only where the org sends one', () => {
    expect(textOf(show({ privateStance: 'Voted yes reluctantly.' }))).toContain('In private: Voted yes reluctantly.');
    expect(textOf(show({ privateStance: null }))).not.toContain('In private');
  });

  it('can be edited and removed, but not by somebody who only reads', () => {
    const element = show();
    const events: string[] = [];
    for (const name of ['edit', 'remove']) element.addEventListener(name, () => events.push(name));
    button(element, 'Edit Ines Okafor').click();
    button(element, 'Remove Ines Okafor').click();
    expect(events).toEqual(['edit', 'remove']);
    expect(deepAll(show({}, { readOnly: true }), 'lightning-button-icon')).toEqual([]);
  });
});
