import HandoffPanelStakeholderForm from 'c/handoffPanelStakeholderForm';
import { button, deep, deepAll, enter, mount, settle } from '../../../../../../config/jest/dom.ts';
import { stakeholderView } from '../../../../../../config/jest/panel-view.ts';

const CONTACTS = [
  { label: 'Ines Okafor, COO', value: '003A' },
  { label: 'Tom Reyes', value: '003B' }
];

function show(properties = {}) {
  const element = mount('c-handoff-panel-stakeholder-form', HandoffPanelStakeholderForm, {
    contacts: CONTACTS,
    roles: [{ label: 'Champion', value: 'Champion' }],
    stances: [{ label: 'Ally', value: 'Ally' }],
    ...properties
  });
  const saved: Record<string, unknown>[] = [];
  element.addEventListener('save', (event) => saved.push((event as CustomEvent<Record<string, unknown>>).detail));
  return { element, saved };
}
const field = (element: Element, name: string): HTMLElement => deep(element, `[data-field="${name}"]`);

describe('c-handoff-panel-stakeholder-form', () => {
  it('asks for a name only of somebody who is no contact', async () => {
    const { element, saved } = show();
    enter(field(element, 'name'), 'Owen Pritchard');
    enter(field(element, 'role'), 'Champion');
    enter(field(element, 'onKickoffInvite'), true);
    button(element, 'Save').click();
    expect(saved).toEqual([
      {
        contactId: null,
        name: 'Owen Pritchard',
        title: null,
        role: 'Champion',
        stance: null,
        lastTouch: null,
        caresAbout: null,
        prefers: null,
        onKickoffInvite: true
      }
    ]);
    enter(field(element, 'contactId'), '003A');
    await settle();
    expect(deepAll(element, '[data-field="name"]')).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('keeps the name somebody goes by, but not for another contact', async () => {
    const person = stakeholderView('a031', 'Ines', { contactId: '003A' });
    const { element, saved } = show({ person });
    button(element, 'Save').click();
    enter(field(element, 'contactId'), '003B');
    button(element, 'Save').click();
    expect(saved.map(({ contactId, name }) => [contactId, name])).toEqual([
      ['003A', 'Ines'],
      ['003B', null]
    ]);
    await settle();
  });

  it('still offers a contact who left the account', () => {
    const { element } = show({ person: stakeholderView('a031', 'Jo', { contactId: '003Z' }) });
    expect((field(element, 'contactId') as HTMLElement & { options: unknown[] }).options.at(-1)).toEqual({
      label: 'Jo',
      value: '003Z'
    });
  });

  it('saves nobody without a name', () => {
    const { element, saved } = show();
    button(element, 'Save').click();
    expect(saved).toEqual([]);
    expect((element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.field).toBe('name');
  });
});
