import type { HandoffItemView } from 'apex-types';
import HandoffPanelItem from 'c/handoffPanelItem';
import { button, deep, deepAll, mount, textOf } from '../../../../../../config/jest/dom.ts';
import { itemView } from '../../../../../../config/jest/panel-view.ts';

function show(item: HandoffItemView, properties = {}) {
  return mount('c-handoff-panel-item', HandoffPanelItem, { item, ...properties });
}

describe('c-handoff-panel-item', () => {
  it('says in one row what belongs to the line', async () => {
    const risk = itemView('1', 'Risk', 'Two depots start late', { severity: 'Red', mitigation: 'start with exports' });
    const element = show(risk, { showKind: true, labels: new Map([['Risk', 'Risk']]) });
    expect(textOf(element)).toContain('Risk Red Two depots start late what helps: start with exports');
    expect(deep(element, '.red')).toBeTruthy();
    const promise = itemView('2', 'Commitment', 'Sign-on', { dueDate: '2027-04-15', condition: 'Okta is there' });
    expect(textOf(show(promise))).toContain('Sign-on if Okta is there · by Apr 15, 2027');
    const thread = itemView('3', 'Open Thread', 'Redline', { assigneeName: 'Sam Whitlow', resolved: true });
    expect(textOf(show(thread))).toContain('Redline resolved · Sam Whitlow');
    const topic = itemView('4', 'Technical', 'No import', { technicalTopic: 'Data Migration', ruledOut: true });
    expect(textOf(show(topic))).toContain('No import Data Migration · ruled out');
    expect(textOf(show(itemView('5', 'Milestone', 'First claim', { milestoneDay: 30 })))).toContain('day 30');
    await expect(element).toBeAccessible();
  });

  it('shows the words behind the line, with who said them, where and when', () => {
    const citation = {
      id: 'c1',
      quote: 'Yes, that is a promise.',
      speaker: 'Sam Whitlow',
      sourceType: 'Call',
      spokenAt: '2027-03-04T14:32:00.000Z'
    };
    const element = show(itemView('1', 'Commitment', 'Sign-on', { citations: [citation] }));
    expect(textOf(deep(element, 'blockquote'))).toBe('Yes, that is a promise. Sam Whitlow · Call · Mar 4, 2027');
  });

  it('shows labels, not values, where they differ', () => {
    const element = show(itemView('1', 'Risk', 'Late', { severity: 'Red' }), { labels: new Map([['Red', 'Rot']]) });
    expect(textOf(element)).toContain('Rot');
  });

  it('can be edited and removed, each by a button with a name of its own', () => {
    const element = show(itemView('1', 'Pain', 'Late claims'));
    const events: string[] = [];
    for (const name of ['edit', 'remove']) element.addEventListener(name, () => events.push(name));
    button(element, 'Edit Late claims').click();
    button(element, 'Remove Late claims').click();
    expect(events).toEqual(['edit', 'remove']);
    element.focus();
    expect(element.shadowRoot?.activeElement?.tagName).toBe('LIGHTNING-BUTTON-ICON');
  });

  it('cannot be changed by somebody who only reads', () => {
    expect(deepAll(show(itemView('1', 'Pain', 'Late'), { readOnly: true }), 'lightning-button-icon')).toEqual([]);
  });
});
