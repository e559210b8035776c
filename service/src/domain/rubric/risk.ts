import type { Handoff, Item } from '../handoff.ts';
import { isNone, says } from '../text/placeholder.ts';
import { excerpt, normalize, wordCount } from '../text/words.ts';
import { absent, answered, answerText, type Check, type Finding, hasDatedGap, MET, weak } from './check.ts';

/** Words that promise attention and nothing else. */
const ATTENTION =
  /^(?:(?:we|i|csm|cs|to|will|should|needs?|just|please) )*(?:monitor|watch|observe|keep an eye|handle|manage|mitigate|address|deal with|be careful|stay close|track)\w*(?: (?:on|it|this|them|that|the|risk|situation|closely|carefully|regularly|internally))*$/;
const ATTENTION_GERMAN =
  /^(?:(?:wir|ich|csm|die|der|das|den|es|muss|müssen|soll|sollten|werden|wird|bitte|nur|eng|genau|regelmäßig|weiter|im auge|risiko|situation|intern|darauf|sich|um) )*(?:beobachten|beobachtet|überwachen|verfolgen|behalten|achten|kümmern|aufpassen|im blick behalten|managen|adressieren|vorsichtig sein)(?: werden)?$/u;
const ADD_MITIGATION = 'Say what is done about it, and by whom.';
const ADD_RISK = 'Say what could make this customer fail, how serious it is, and what would help; or "None".';

/** Risks: each with its severity and what is done about it; and the terms that are not standard. */
export function riskChecks(handoff: Handoff): Check[] {
  return [
    risks(handoff),
    answered(
      handoff,
      's2c.pricing',
      'Pricing exceptions',
      'Name discounts and terms that are not standard, or say "None".'
    )
  ];
}

function risks(handoff: Handoff): Check {
  const listed = handoff.items.filter((item) => item.kind === 'Risk' && says(item.text) && !item.resolved);
  if (listed.length > 0) {
    const reasons = listed.flatMap(missingParts);
    return reasons.length === 0 ? MET : { level: 'weak', reasons };
  }
  const text = answerText(handoff, 's2c.risks');
  if (text === null) {
    if (hasDatedGap(handoff, 's2c.risks')) return weak('risk.notes.gap', 'Risks are not known yet.', ADD_RISK);
    return absent('risk.notes.missing', 'Risk notes are missing.', ADD_RISK);
  }
  if (isNone(text)) return MET;
  if (wordCount(text, 8) < 8)
    return weak(
      'risk.notes.short',
      `"${excerpt(text)}" does not say how serious it is or what would help.`,
      'Add it as a risk with severity and mitigation.',
      excerpt(text)
    );
  return weak(
    'risk.notes.unsorted',
    'The risks stand in a note, without severity and mitigation.',
    'Add each as a risk with severity and mitigation.'
  );
}

function promisesAttention(words: string): boolean {
  return ATTENTION.test(words) || ATTENTION_GERMAN.test(words);
}

type RiskCode = 'risk.severity.missing' | 'risk.mitigation.missing' | 'risk.mitigation.vague';

function missingParts(item: Item): Finding[] {
  const reasons: Finding[] = [];
  const quote = excerpt(item.text ?? '');
  const add = (code: RiskCode, lack: string, add: string): void =>
    void reasons.push({ code, text: `The risk "${quote}" ${lack}`, add, about: [quote] });
  if (item.severity === null) add('risk.severity.missing', 'has no severity.', 'Choose red, yellow or green.');
  if (!says(item.mitigation)) add('risk.mitigation.missing', 'has no mitigation.', ADD_MITIGATION);
  else if (wordCount(item.mitigation, 9) < 9 && promisesAttention(normalize(item.mitigation)))
    add('risk.mitigation.vague', 'is only to be watched.', ADD_MITIGATION);
  return reasons;
}
