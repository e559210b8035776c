import HandoffBrief from 'c/handoffBrief';
import type { HandoffBriefView } from 'apex-types';
import { refreshApex } from '@salesforce/apex';
import load from '@salesforce/apex/HandoffBriefController.load';
import preview from '@salesforce/apex/HandoffBriefController.preview';
import kickoff from '@salesforce/apex/HandoffReceiveController.kickoff';
import { apexWire } from '../../../../../../config/jest/apex.ts';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';
import { kickoffView } from '../../../../../../config/jest/review-view.ts';

const ACCOUNT = '001000000000001AAA';

const line = (id: string, text: string, rest: Partial<HandoffBriefView.Line> = {}): HandoffBriefView.Line => ({
  id,
  text,
  isGap: false,
  citations: [],
  ...rest
});

const VIEW: HandoffBriefView = {
  handoffId: 'a04000000000001AAA',
  name: 'HO-00007',
  accountId: ACCOUNT,
  status: 'Delivered',
  isCurrent: true,
  giverName: 'Amara Okafor',
  approvedAt: '2026-11-20T09:14:00.000Z',
  deliveredAt: '2026-11-20T09:15:00.000Z',
  score: 88,
  flagged: false,
  facts: [
    { code: 'segment', label: 'Segment', kind: 'text', value: 'Mid-market', isGap: false },
    { code: 'arr', label: 'ARR', kind: 'money', value: '186000.00', isGap: false },
    { code: 'goLive', label: 'Go-live', kind: 'day', value: '2027-05-15', isGap: false },
    { code: 'tier', label: 'Tier', kind: 'text', value: 'Not known', isGap: true }
  ],
  tiles: [
    {
      code: 'why',
      label: 'Why they bought',
      lines: [line('s2c.goals', 'Cut approval to 3 days', { lead: 'Buyer goals', source: 'Panel' })],
      more: []
    },
    {
      code: 'risks',
      label: 'What could go wrong',
      lines: [
        line('gap', 'Not known yet: Amara will ask by Jan 5.', { isGap: true }),
        line('risk', 'Their team is two people', {
          badge: 'Red',
          badgeTone: 'error',
          detail: 'Mitigation: Start with exports',
          citations: [
            {
              id: 'c1',
              quote: 'We lost a week',
              speaker: 'Priya Raman',
              spokenAt: '2026-11-02T10:00:00.000Z',
              sourceType: 'Call',
              link: 'https://calls.example/1'
            }
          ]
        })
      ],
      more: [line('more', 'Procurement is slow')]
    },
    { code: 'threads', label: 'What is still open', lines: [], more: [] }
  ],
  next: { owner: 'Lena Brandt', promised: 'SAP connector', task: 'Kick off Northwind', taskDue: '2026-11-24' },
  exceptionFlags: [],
  earlier: [{ handoffId: 'a04000000000002AAA', name: 'HO-00003', type: 'SDR to AE', status: 'Closed' }]
};

async function shown(view: HandoffBriefView | null = VIEW): Promise<HTMLElement> {
  const element = mount('c-handoff-brief', HandoffBrief, { recordId: ACCOUNT });
  apexWire(load).emit(view);
  await settle();
  return element;
}

describe('c-handoff-brief', () => {
  it('shows header, tiles and footer, with gaps among them', async () => {
    const element = await shown();
    const text = textOf(element);
    for (const part of [
      'From Amara Okafor',
      'Mid-market',
      '$186,000',
      'May 15, 2027',
      'Call Nov 2',
      'Cut approval to 3 days',
      'Lena Brandt',
      'Kick off Northwind, due Nov 24, 2026'
    ]) {
      expect(text).toContain(part);
    }
    expect(deepAll(element, '.line.gap')).toHaveLength(1);
    expect(deepAll(element, 'dd.gap').map((gap) => gap.textContent)).toEqual(['Not known', 'Not known']);
    await expect(element).toBeAccessible();
  });

  it('says that nothing is known rather than leaving a tile blank', async () => {
    expect(textOf(await shown())).toContain('Nothing is known yet.');
  });

  it('shows what stands behind a line, and goes back', async () => {
    const element = await shown();
    deep(element, '[data-id="risk"]').dispatchEvent(new CustomEvent('click'));
    await settle();
    const drawer = deep(element, 'c-handoff-brief-drawer');
    expect(textOf(drawer)).toContain('We lost a week');
    expect(textOf(drawer)).toContain('Mitigation: Start with exports');
    expect(deep(drawer, 'a').getAttribute('href')).toBe('https://calls.example/1');
    deep(drawer, 'aside').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(deepAll(element, 'c-handoff-brief-drawer')).toHaveLength(0);
    expect(deep(element, 'c-handoff-brief-tile[data-code="risks"]').shadowRoot?.activeElement?.textContent).toContain(
      'Call'
    );
  });

  it('keeps what was typed beside it while the drawer is open, and reads again when it is taken over', async () => {
    const element = await shown();
    expect(apexWire(kickoff).getLastConfig()).toEqual({ handoffId: VIEW.handoffId });
    apexWire(kickoff).emit(kickoffView());
    await settle();
    await expect(element).toBeAccessible();
    const side = (): HTMLElement => deep(element, '.side');
    expect(side().hidden).toBe(false);
    enter(deep(side(), '[data-field="text"]'), 'Claims take');
    deep(element, '[data-id="risk"]').dispatchEvent(new CustomEvent('click'));
    await settle();
    expect(side().hidden).toBe(true);
    button(element, 'Close').click();
    await settle();
    expect(side().hidden).toBe(false);
    expect(deep(side(), '[data-field="text"]')).toMatchObject({ value: 'Claims take' });
    deep(element, 'c-handoff-kickoff').dispatchEvent(new CustomEvent('changed'));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  it('says who approved it and when, else when it was delivered', async () => {
    expect(textOf(await shown())).toContain('From Amara Okafor · approved Nov 20, 2026');
    const unapproved = { ...VIEW, approvedAt: null, deliveredAt: '2026-11-21T09:00:00.000Z' };
    expect(textOf(await shown(unapproved))).toContain('From Amara Okafor · delivered Nov 21, 2026');
  });

  it('has no kickoff before it is delivered', async () => {
    expect(deepAll(await shown({ ...VIEW, deliveredAt: null }), 'c-handoff-kickoff')).toHaveLength(0);
  });

  it('shows the rest of a tile when asked', async () => {
    const element = await shown();
    expect(textOf(element)).not.toContain('Procurement is slow');
    deep(element, '.more').dispatchEvent(new CustomEvent('click'));
    await settle();
    expect(textOf(element)).toContain('Procurement is slow');
  });

  it('names what a manager reviews first', async () => {
    const element = await shown({
      ...VIEW,
      exceptionFlags: ['Custom Scope'],
      exceptionReason: 'They want on-premises'
    });
    expect(textOf(element)).toContain('Custom Scope: They want on-premises');
  });

  it('says what to expect when there is no handoff yet', async () => {
    const element = await shown(null);
    expect(textOf(element)).toContain('No handoff yet');
    await expect(element).toBeAccessible();
  });

  it('shows an error with a way to try again', async () => {
    const element = mount('c-handoff-brief', HandoffBrief, { recordId: ACCOUNT });
    apexWire(load).error({ message: 'This record does not exist' });
    await settle();
    expect(textOf(element)).toContain('The handoff brief could not be loaded');
    expect(textOf(element)).toContain('This record does not exist');
  });

  it('previews one handoff without an account', async () => {
    const element = mount('c-handoff-brief', HandoffBrief, { handoffId: VIEW.handoffId ?? '' });
    apexWire(preview).emit({ ...VIEW, approvedAt: null, deliveredAt: null, earlier: [] });
    await settle();
    expect(textOf(element)).toContain('not delivered yet');
    expect(deepAll(element, 'lightning-combobox')).toHaveLength(0);
  });
});
