import type { HandoffKickoffView } from 'apex-types';
import HandoffWelcome from 'c/handoffWelcome';
import { button, deep, deepAll, enter, mount, settle, textOf } from '../../../../../../config/jest/dom.ts';

const DRAFT: HandoffKickoffView.WelcomeView = {
  to: 'priya@northwind.example',
  subject: 'Welcome, Northwind & Co',
  body: 'Hello Priya,\n\nI take over.'
};

function show(changes: Partial<HandoffKickoffView.WelcomeView> = {}, written: string | null = null) {
  return mount('c-handoff-welcome', HandoffWelcome, { draft: { ...DRAFT, ...changes }, written });
}

/** A text that was made of the draft before. */
const BEFORE = 'Dear Priya';

function clipboard(writeText: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
}

const said = (element: Element) => textOf(deep(element, '[role="status"]'));
const paragraphs = (element: Element) => deepAll(element, 'p').map(textOf);
const address = (element: Element) => element.shadowRoot?.querySelector('a')?.getAttribute('href') ?? null;

describe('c-handoff-welcome', () => {
  it('shows a draft that opens in the mail program with subject and text', async () => {
    const element = show();
    expect(paragraphs(element)).toContain('To priya@northwind.example');
    expect(paragraphs(element)).toContain('A draft: read it, change it, send it yourself. Nothing was sent.');
    expect(address(element)).toBe(
      'mailto:priya%40northwind.example?subject=Welcome%2C%20Northwind%20%26%20Co' +
        '&body=Hello%20Priya%2C%0D%0A%0D%0AI%20take%20over.'
    );
    await expect(element).toBeAccessible();
  });

  it('copies and opens what the receiver made of it', async () => {
    const written: string[] = [];
    clipboard(async (text) => {
      written.push(text);
    });
    const element = show();
    enter(deep(element, 'lightning-textarea'), 'Hi Priya');
    await settle();
    button(element, 'Copy').click();
    await settle();
    expect(written).toEqual(['Hi Priya']);
    expect(said(element)).toBe('Copied.');
    expect(address(element)).toContain('body=Hi%20Priya');
  });

  it('says so where the browser does not copy, and offers no mail to nobody', async () => {
    clipboard(() => Promise.reject(new Error('not allowed')));
    const element = show({ to: null });
    button(element, 'Copy').click();
    await settle();
    expect(said(element)).toContain('select the text');
    expect(address(element)).toBeNull();
    expect(paragraphs(element)).toContain('The main contact has no e-mail address.');
    await expect(element).toBeAccessible();
  });

  it('goes on from what was written before, says what is written, and closes', async () => {
    const element = show({}, BEFORE);
    const told: unknown[] = [];
    element.addEventListener('write', (event) => told.push((event as CustomEvent<string>).detail)); // Its own event.
    const closed = jest.fn();
    element.addEventListener('close', closed);
    expect(address(element)).toContain('body=Dear%20Priya');
    enter(deep(element, 'lightning-textarea'), 'Hi Priya');
    button(element, 'Close').click();
    expect(told).toEqual(['Hi Priya']);
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
