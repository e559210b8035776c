import type { HandoffProposalView } from 'apex-types';
import HandoffReviewProposal from 'c/handoffReviewProposal';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { proposalView } from '../../../../../../config/jest/review-view.ts';

function show(changes: Partial<HandoffProposalView> = {}, properties = {}) {
  const proposal = proposalView('p1', changes);
  const element = mount('c-handoff-review-proposal', HandoffReviewProposal, { proposal, open: true, ...properties });
  const events: unknown[] = [];
  for (const name of ['choose', 'decide', 'draft', 'save', 'cancel']) {
    element.addEventListener(name, (event) => events.push([name, (event as CustomEvent).detail]));
  }
  return { element, events };
}

describe('c-handoff-review-proposal', () => {
  it('is a line while it waits, and opens when it is chosen', async () => {
    const { element, events } = show({ due: '2027-04-15' }, { open: false });
    expect(textOf(element)).toBe('Commitment Promise p1 by Apr 15, 2027');
    const line = deep(element, 'button');
    expect(line.getAttribute('aria-expanded')).toBe('false');
    line.click();
    expect(events).toEqual([['choose', null]]);
    await expect(element).toBeAccessible();
  });

  it('shows the words behind it, who said them, where and when, and the condition', async () => {
    const { element, events } = show({ condition: 'Okta is there' });
    expect(textOf(deep(element, 'blockquote'))).toBe('“You will have p1.”');
    expect(textOf(element)).toMatch(/Sam Whitlow · us · Call · Mar 4, 2027, \d+:32/);
    expect(textOf(element)).toContain('Works if: Okta is there');
    deep(element, 'button').click();
    expect(events).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('shows a person with what they care about', () => {
    const { element } = show({ isPerson: true, kindLabel: 'Champion', lead: 'Ines Okafor, COO', text: 'Fewer claims' });
    expect(textOf(element)).toContain('Champion Ines Okafor, COO Fewer claims');
    expect(deepAll(element, '.person')).toHaveLength(1);
  });

  it('opens web addresses only: links come from mails and calls', () => {
    const link = (value: string) => deepAll(show({ link: value }).element, 'a').map((a) => a.getAttribute('href'));
    expect(link('https://calls.example/1')).toEqual(['https://calls.example/1']);
    expect(link('javascript:alert(1)')).toEqual([]);
    expect(link('data:text/html,x')).toEqual([]);
  });

  it('takes the three decisions', () => {
    const { element, events } = show();
    for (const name of ['Accept', 'Edit', 'Reject']) button(element, name).click();
    expect(events).toEqual(['accept', 'edit', 'reject'].map((decision) => ['decide', { decision }]));
  });

  it('takes none from somebody who only reads', () => {
    expect(deepAll(show({}, { readOnly: true }).element, 'lightning-button')).toEqual([]);
  });

  it('says why the last decision was refused', async () => {
    const { element } = show({}, { open: false, problem: 'The record is locked.' });
    expect(textOf(deep(element, '[role="alert"]'))).toBe('The record is locked.');
    await expect(element).toBeAccessible();
  });

  describe('while it is changed', () => {
    const edited = { editing: true };
    const field = (element: Element, name: string) => deep(element, `[data-field="${name}"]`);

    it('begins with what it says, in its first field', async () => {
      const { element } = show({ due: '2027-04-15' }, edited);
      expect(field(element, 'text')).toMatchObject({ value: 'Promise p1', maxLength: 1000 });
      expect(field(element, 'due')).toMatchObject({ value: '2027-04-15' });
      expect(deepAll(element, '[data-decision]')).toEqual([]);
      element.focus();
      expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.field).toBe('text');
      await expect(element).toBeAccessible();
    });

    it('asks for no date, and for a short text, where it is about a person', () => {
      const { element } = show({ isPerson: true, text: null }, edited);
      expect(field(element, 'text')).toMatchObject({ value: '', maxLength: 255 });
      expect(deepAll(element, '[data-field="due"]')).toEqual([]);
    });

    it('begins with what was typed before', () => {
      const { element } = show({ due: '2027-04-15' }, { ...edited, draft: { text: 'Half a sen', due: '' } });
      expect(field(element, 'text')).toMatchObject({ value: 'Half a sen' });
      expect(field(element, 'due')).toMatchObject({ value: '' });
    });

    it('gives what is typed, and what is to be saved', () => {
      const { element, events } = show({}, edited);
      enter(field(element, 'text'), ' Sign-on ');
      enter(field(element, 'due'), '2027-05-01');
      button(element, 'Save').click();
      expect(events).toEqual([
        ['draft', { text: ' Sign-on ' }],
        ['draft', { due: '2027-05-01' }],
        ['save', { text: 'Sign-on', due: '2027-05-01' }]
      ]);
    });

    it('saves no blanks, and goes to where the sentence is missing', async () => {
      const { element, events } = show({}, edited);
      enter(field(element, 'text'), '   ');
      button(element, 'Save').click();
      await settle();
      expect(events).toEqual([['draft', { text: '   ' }]]);
      expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.field).toBe('text');
    });

    it('is given up by Cancel and by Escape, and keeps every key for itself', () => {
      const { element, events } = show({}, edited);
      const heard = jest.fn();
      element.addEventListener('keydown', heard);
      button(element, 'Cancel').click();
      for (const key of ['a', 'e', 'r', 'u', 'ArrowDown', 'Escape']) {
        field(element, 'text').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }
      expect(events).toEqual([
        ['cancel', null],
        ['cancel', null]
      ]);
      expect(heard).not.toHaveBeenCalled();
    });
  });
});
