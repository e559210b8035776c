import type { Connection } from 'jsforce';

/** Set by whatever of the texts below runs. */
export const FLAG = '__ran';
const RUN = `window.${FLAG}=1`;
const ELSEWHERE = 'https://evil.example';

/** Texts that do harm where somebody takes them for more than text. */
export const PIECES: readonly string[] = [
  `<img src=x onerror="${RUN}">`,
  `<script>${RUN}</script>`,
  `<svg onload=${RUN}><a xlink:href="javascript:${RUN}">a</a>`,
  `"><iframe srcdoc="<script>parent.${FLAG}=1</script>">`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} {label.open}`,
  `javascript:${RUN}//`,
  `'></textarea><script>${RUN}</script><!-- ]]>`,
  '\u202egnp.eciovni\u202c \u200b\u200d\u2060\ufeff',
  `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
  `<base href="${ELSEWHERE}/"><link rel=stylesheet href=${ELSEWHERE}/x.css>`,
  `<meta http-equiv=refresh content="0;url=${ELSEWHERE}/">`,
  `<form action="${ELSEWHERE}"><button>Approve</button></form>`
];
const LINKS: readonly string[] = [
  `javascript:${RUN}`,
  ` JaVaScRiPt:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `vbscript:${RUN}`,
  `//evil.example/"onclick="${RUN}`,
  `javascript://evil.example/%0a${RUN}`
];
/** A word that no line can hold. */
const WORD = 'W'.repeat(10_000);

/** Fields that hold JSON for a page: it must be whole to be read, so each text in it is hostile. */
const JSON_FIELDS: Readonly<Record<string, (text: string) => unknown>> = {
  Score_Reasons__c: (text) => [{ section: 'context', code: 'context.goals.vague', text, add: text }],
  Brief_Sources__c: (text) => [{ name: text, state: 'failed', count: 1, note: text }],
  Gate_Results__c: (text) => ({
    gates: [{ name: 'tickets', passed: false, why: text, refs: [text] }],
    triggers: [{ code: 'regret', why: text, route: 'AE', refs: [text] }],
    routes: ['AE'],
    score: { score: 40, flagged: true, sections: [] }
  }),
  Kickoff_Agenda__c: (text) => [{ code: 'commitments', done: false, reason: text }]
};
/** What has a meaning for code: filled otherwise, a page would show less, not more. */
const KEPT = new Set(['Key__c', 'Trigger_Key__c', 'Missing_Answers__c', 'Answer_Code__c', 'Task_Id__c']);
const TEXT_TYPES = new Set(['string', 'textarea', 'url']);

/** Counts the texts, so that each begins with another piece. */
let count = 0;

/** A hostile text that fits, with a mark of its own in front: a page shows the mark, so it shows the text. */
export function hostile(length: number): string {
  const number = count++;
  const pieces = PIECES.map((_piece, index) => PIECES[(index + number) % PIECES.length] ?? '');
  const fitting = length < 200 ? pieces.slice(0, 1) : pieces;
  const rest = number % 7 === 0 ? [WORD] : [];
  return [`[h${number}]`, ...fitting, ...rest].join(' ').slice(0, length);
}

/**
 * Fills every text of an object's records that its user may write.
 *
 * @returns how many texts were written
 */
export async function poison(api: Connection, object: string, where: Record<string, unknown> = {}): Promise<number> {
  const { fields } = await api.sobject(object).describe();
  const writable = fields.filter(({ name, type, updateable }) => updateable && TEXT_TYPES.has(type) && !KEPT.has(name));
  const records = await api.sobject(object).find(where, ['Id']);
  for (const { Id } of records) {
    const values = writable.map(({ name, type, length }) => {
      const make = JSON_FIELDS[name];
      if (make) return [name, JSON.stringify(make(hostile(900)))];
      return [name, type === 'url' ? (LINKS[count++ % LINKS.length] ?? '') : hostile(length)];
    });
    const [result] = await api.sobject(object).update([{ Id: String(Id), ...Object.fromEntries(values) }]);
    if (!result?.success) throw new Error(`${object}: ${JSON.stringify(result)}`);
  }
  return records.length * writable.length;
}
