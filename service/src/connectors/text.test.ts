import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuMs } from '../../test/cost.ts';
import { htmlToText } from './html.ts';
import { cleanText, cutText, slackText } from './text.ts';

const htmlCases: [what: string, html: string, text: string][] = [
  ['paragraphs and line breaks', '<p>One<br>two</p><p>three</p>', 'One\ntwo\n\nthree'],
  ['white space of the source', '<p>We   will\n  deliver</p>', 'We will deliver'],
  ['lists', '<ul><li>one</li><li>two</li></ul>', 'one\n\ntwo'],
  [
    'entities',
    '&lt;5 &amp;amp; &quot;x&quot; it&#39;s &#x2014; caf&eacute;&nbsp;&euro;5',
    '<5 &amp; "x" it\'s — café €5'
  ],
  ['Windows characters by number', 'it&#146;s', 'it’s'],
  ['entities that stand for nothing', 'a&#0;b &#xD800; &nosuch;', 'a\ufffdb \ufffd &nosuch;'],
  ['comments and conditional comments', 'a<!-- <b>x</b> --><!--[if mso]>y<![endif]-->b', 'ab'],
  ['scripts and styles', '<style>p{a:b}</style>a<script>if (1 < 2) "</p>"</script>b', 'ab'],
  ['a script with a tag in a string', 'a<script>"<b>"</script >b', 'ab'],
  ['a script that never ends', 'a<script>alert(1)', 'a'],
  ['a tag with a bracket in an attribute', '<a title="a > b" href=x>link</a>', 'link'],
  ['a tag that never ends', 'a<a href="x', 'a'],
  ['a bracket that is no tag', '3 < 4 and 5 <6', '3 < 4 and 5 <6'],
  ['addresses of links', '<a href="https://evil.example/x">our site</a>', 'our site'],
  ['pictures', 'a<img src="https://track.example/1.gif" alt="x">b', 'ab'],
  ['hidden text', 'a<span style="display: none">x</span><div hidden>y</div><p style="mso-hide:all">z</p>b', 'a\n\nb'],
  ['text without size', 'a<span style="font-size:0px">x</span>b', 'ab'],
  ['a layout table without size, which browsers show', '<td style="font-size:0px"><p style="font-size:13px">a', 'a'],
  ['small but visible text', '<span style="font-size:0.8em">a</span>', 'a'],
  ['a hidden paragraph without an end', '<p hidden>x<p>a</p>', 'a'],
  ['elements within a hidden one', 'a<div style="display:none"><div>x</div>y</div>b', 'a\nb'],
  ["Gmail's quote", '<p>a</p><div class="gmail_quote gmail_x"><div>x</div>y</div><p>b</p>', 'a\n\nb'],
  ["Outlook's quote", '<p>a</p><div id="x_divRplyFwdMsg">From: x</div><p>y</p>', 'a'],
  ['quotes within quotes', 'a<blockquote>x<blockquote>y</blockquote>z</blockquote>b', 'a\nb'],
  ['signatures', '<p>a</p><div class="gmail_signature">Jo, CEO</div>', 'a'],
  ['preformatted text', '<pre>a\n  b</pre>', 'a\nb'],
  ['entities that would be tags', '&lt;script&gt;x&lt;/script&gt;', '<script>x</script>'],
  ['nothing', '', '']
];

describe('HTML as text:', () => {
  for (const [what, html, text] of htmlCases) test(what, () => assert.equal(htmlToText(html), text));

  test('hostile markup takes no longer than its length deserves', () => {
    const pieces = ['<a "', '<', '<a x="', '<!--', '<script>', '&#', '<p hidden>a', '<a =', '</', '<div><p>'];
    const cost = (repeat: number): number =>
      cpuMs(() => {
        for (const piece of pieces) htmlToText(piece.repeat(repeat));
      });
    // Twenty times the length; a quadratic step would take four hundred times as long.
    const [short, long] = [cost(2000), cost(40_000)];
    assert.ok(long < Math.max(short, 5) * 100, `${short.toFixed(1)} ms, then ${long.toFixed(1)} ms`);
  });
});

const invisible: [what: string, text: string, clean: string][] = [
  ['zero-width characters', 'ig\u200bno\u200dre\u2060 \ufeffme', 'ignore me'],
  ['marks that turn text round', 'pay \u202eevil\u202c \u2066x\u2069', 'pay evil x'],
  ['soft hyphens', 'de\u00adliver', 'deliver'],
  ['words hidden in tags', 'ok\u{e0069}\u{e0067}\u{e006e}', 'ok'],
  ['words hidden in variation selectors', 'ok\ufe0f\u{e0100}\u{e0101}', 'ok'],
  ['control characters', 'a\u0000b\u001bc\u0085d', 'abc\nd'],
  ['odd spaces and line ends', 'a\u00a0\u2003b\r\nc\u2028d \n\n\n\n e', 'a b\nc\nd\n\ne'],
  ['half a surrogate pair', 'a\ud83d b', 'a\ufffd b']
];

describe('clean text is without', () => {
  for (const [what, text, clean] of invisible)
    test(what, () => {
      assert.equal(cleanText(text), clean);
      assert.equal(cleanText(clean), clean);
    });
});

test('a cut never halves a character', () => {
  assert.equal(cutText('ab😀', 3), 'ab');
  assert.equal(cutText('ab😀', 4), 'ab😀');
});

const names = new Map([['U01', 'Amara Okafor']]);
const slackCases: [what: string, mrkdwn: string, text: string][] = [
  ['mentions', '<@U01> and <@U02|kenji> and <@U03>', '@Amara Okafor and @kenji and @someone'],
  ['channels, groups and everybody', '<#C1|deal> <#C2> <!subteam^S1|@se> <!here>', '#deal #channel @se @here'],
  ['dates', 'by <!date^1392734382^{date}|18 February>', 'by 18 February'],
  ['links', '<https://x.example/a|the annex> or <https://x.example>', 'the annex or (link)'],
  ['mail addresses', '<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['marks', '*bold*, _it_ ~no~ `code` 2*3*4 snake_case_name', 'bold, it no code 2*3*4 snake_case_name'],
  ['escapes', 'a &lt;b&gt; &amp;lt;', 'a <b> &lt;'],
  ['quoted lines', '&gt; We will pay\nThat was her wish', 'That was her wish'],
  ['a mention that is text', '&lt;@U01&gt;', '<@U01>']
];

describe('Slack text:', () => {
  for (const [what, mrkdwn, text] of slackCases) test(what, () => assert.equal(slackText(mrkdwn, names), text));
});
