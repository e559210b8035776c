import { getObjectInfo, getPicklistValues } from 'lightning/uiObjectInfoApi';
import type { HandoffPanelView } from 'apex-types';
import HandoffPanelDetails from 'c/handoffPanelDetails';
import { ldsWire } from '../../../../../../config/jest/apex.ts';
import { deep, deepAll, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { itemView, panelView, stakeholderView } from '../../../../../../config/jest/panel-view.ts';

async function show(changes: Partial<HandoffPanelView> = {}, createable = false) {
  const element = mount('c-handoff-panel-details', HandoffPanelDetails, { view: panelView(changes) });
  ldsWire(getObjectInfo).emit({
    apiName: 'Handoff_Item__c',
    createable,
    updateable: createable,
    defaultRecordTypeId: '012000000000000AAA'
  });
  await settle();
  return element;
}
const fold = (element: Element, group: string): HTMLElement => deep(element, `[data-group="${group}"]`);
const summary = (element: Element, group: string): string => textOf(deep(fold(element, group), 'button'));

describe('c-handoff-panel-details', () => {
  it('sorts lines by topic and says how many there are', async () => {
    const element = await show({
      items: [
        itemView('1', 'Commitment', 'Sign-on'),
        itemView('2', 'Milestone', 'First claim'),
        itemView('3', 'Risk', 'Late depots', { severity: 'Red' }),
        itemView('4', 'Technical', 'FTP'),
        itemView('5', 'Expansion', 'Rail', { review: 'Rejected' })
      ]
    });
    expect(summary(element, 'promises')).toBe('Promises and 30 / 60 / 90 2');
    expect(summary(element, 'risks')).toBe('Risks and technical 2 · 1 red');
    expect(summary(element, 'deal')).toBe('Decisions, competition, expansion none');
    await expect(element).toBeAccessible();
  });

  it('says which roles the people have', async () => {
    const element = await show({
      stakeholders: [
        stakeholderView('1', 'Ines', { role: 'Champion' }),
        stakeholderView('2', 'Tom', { role: 'Economic Buyer' }),
        stakeholderView('3', 'Jo')
      ]
    });
    expect(summary(element, 'people')).toBe('People 3 · Champion · Economic Buyer');
    expect(summary(await show({ stakeholders: [] }), 'people')).toBe('People none');
  });

  it('offers the choices the org has, under their labels', async () => {
    const element = await show();
    ldsWire(getPicklistValues).emit({ values: [{ label: 'Zusage', value: 'Commitment' }] });
    await settle();
    expect(deep(element, '[data-group="promises"] c-handoff-panel-items')).toMatchObject({
      kinds: [
        { label: 'Zusage', value: 'Commitment' },
        { label: 'Milestone', value: 'Milestone' }
      ]
    });
  });

  it("lets the account's contacts be chosen", async () => {
    const element = await show();
    expect(deep(element, 'c-handoff-panel-stakeholders')).toMatchObject({
      contacts: [{ label: 'Ines Okafor, COO', value: '003000000000001AAA' }]
    });
  });

  it('may be edited by who edits the handoff, and by who may add lines, but by nobody else', async () => {
    const readOnly = (element: Element): unknown[] =>
      deepAll(element, 'c-handoff-panel-items, c-handoff-panel-stakeholders').map(
        (list) => (list as HTMLElement & { readOnly: boolean }).readOnly
      );
    expect(new Set(readOnly(await show({ canEdit: true })))).toEqual(new Set([false]));
    expect(new Set(readOnly(await show({ canEdit: false }, true)))).toEqual(new Set([false]));
    expect(new Set(readOnly(await show({ canEdit: false }, false)))).toEqual(new Set([true]));
  });

  it('passes on that something was saved', async () => {
    const element = await show();
    const changed = jest.fn();
    element.addEventListener('changed', changed);
    deep(element, 'c-handoff-panel-items').dispatchEvent(new CustomEvent('changed'));
    deep(element, 'c-handoff-panel-stakeholders').dispatchEvent(new CustomEvent('changed'));
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
