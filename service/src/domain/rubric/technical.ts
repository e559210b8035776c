import type { Handoff } from '../handoff.ts';
import { says } from '../text/placeholder.ts';
import { excerpt, wordCount } from '../text/words.ts';
import { absent, type Check, MET, weak } from './check.ts';

/** R59. */
const TOPICS: readonly [topic: string, name: string, add: string][] = [
  ['Integration', 'Integrations', 'Name the systems to connect and in which direction; or rule it out.'],
  ['Data Migration', 'Data migration', 'Say what is migrated, from where and how much; or rule it out.'],
  ['Constraints', 'Technical constraints', 'Name what limits us: networks, versions, freezes; or rule it out.'],
  ['Security', 'Security and compliance', 'Name reviews, certificates and data residency; or rule it out.']
];

/** Technical requirements: four topics, each answered or ruled out. */
export function technicalChecks(handoff: Handoff): Check[] {
  return TOPICS.map(([topic, name, add]) => {
    const items = handoff.items.filter((item) => item.kind === 'Technical' && item.technicalTopic === topic);
    const code = `technical.${topic.toLowerCase().replace(' ', '-')}`;
    if (items.some((item) => item.ruledOut)) return MET;
    const texts = items.map((item) => item.text).filter(says);
    if (texts.length === 0)
      return absent(
        `${code}.missing`,
        `${name} were not talked about.`.replace('migration were', 'migration was'),
        add
      );
    return texts.some((text) => wordCount(text, 4) >= 4)
      ? MET
      : weak(`${code}.short`, `"${excerpt(texts[0] ?? '')}" does not say enough about ${name.toLowerCase()}.`, add);
  });
}
