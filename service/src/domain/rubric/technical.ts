import type { Handoff } from '../handoff.ts';
import { says } from '../text/placeholder.ts';
import { excerpt, wordCount } from '../text/words.ts';
import { absent, type Check, MET, weak } from './check.ts';

/** R59. */
const TOPICS = [
  ['integration', 'Integration', 'Integrations', 'Name the systems to connect and in which direction; or rule it out.'],
  [
    'data-migration',
    'Data Migration',
    'Data migration',
    'Say what is migrated, from where and how much; or rule it out.'
  ],
  [
    'constraints',
    'Constraints',
    'Technical constraints',
    'Name what limits us: networks, versions, freezes; or rule it out.'
  ],
  ['security', 'Security', 'Security and compliance', 'Name reviews, certificates and data residency; or rule it out.']
] as const;

/** Technical requirements: four topics, each answered or ruled out. */
export function technicalChecks(handoff: Handoff): Check[] {
  return TOPICS.map(([code, topic, name, add]) => {
    const items = handoff.items.filter((item) => item.kind === 'Technical' && item.technicalTopic === topic);
    if (items.some((item) => item.ruledOut)) return MET;
    const texts = items.map((item) => item.text).filter(says);
    if (texts.length === 0)
      return absent(
        `technical.${code}.missing`,
        `${name} were not talked about.`.replace('migration were', 'migration was'),
        add
      );
    return texts.some((text) => wordCount(text, 4) >= 4)
      ? MET
      : weak(
          `technical.${code}.short`,
          `"${excerpt(texts[0] ?? '')}" does not say enough about ${name.toLowerCase()}.`,
          add,
          excerpt(texts[0] ?? '')
        );
  });
}
