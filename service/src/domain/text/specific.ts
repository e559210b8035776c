import { COMMONPLACE_GERMAN, FUNCTION_WORDS_GERMAN } from './german/specific.ts';
import { eachWord } from './words.ts';

/** Whether a text is about this customer. What is left without the words that fit every customer decides. */

const set = (words: string, german: readonly string[]): ReadonlySet<string> =>
  new Set([...words.split(/\s+/), ...german]);

/** Words that say nothing by themselves. */
const FUNCTION_WORDS = set(
  `a an the and or but nor so if then than as at by for from in into of off on onto out over to
  up with within without across through between about around via per is are was were be been being am do does did done
  has have had having can could will would shall should may might must need needs want wants wanted like likes get gets
  got give gives make makes made take takes use uses used using it its this that these those there here they them their
  theirs we us our ours you your he she his her i my me who whom whose which what when where why how all any each every
  some many much more most less few several other another own same such only just also very really too quite now soon
  currently today not no yes etc new current existing able let lets put one way ways lot lots thing things something
  everything anything stuff`,
  FUNCTION_WORDS_GERMAN
);

/** Words of goals and problems that fit every customer. */
const COMMONPLACE = set(
  `improve improves improved improving improvement improvements increase increases increased
  increasing boost enhance enhances enhanced enhancing better best good great optimize optimise optimizing optimising
  optimization optimisation streamline streamlines streamlined streamlining maximize maximise minimize reduce reduces
  reducing reduction lower cut cuts save saves saving savings drive drives driving accelerate enable enables empower
  leverage transform transforms transformation modernize modernise modernization modernisation digitalize digitalise
  digitize digitise digital digitalization automate automates automated automation manage manages managing management
  support supports help helps achieve deliver ensure provide grow growth scale scaling scalable scalability innovate
  innovation productivity productive efficiency efficiencies efficient efficiently effective effectiveness effectively
  visibility insight insights transparency collaboration communication alignment engagement experience satisfaction
  happy success successful value quality performance operational operations operation business company organization
  organisation process processes workflow workflows work working job jobs task tasks team teams people user users
  employee employees staff customer customers client clients stakeholder stakeholders department departments time
  faster fast quick quicker quickly easier easy ease simple simpler simplify smooth smoother smoothly seamless slow
  slower manual manually cost costs money revenue profit profitability roi margin budget solution solutions platform
  platforms tool tools system systems software product products technology technologies data information reporting
  reports report dashboard dashboards analytics single source truth overall overview end 360 view practice practices
  goal goals strategy strategic competitive future ready next level world class enterprise wide adoption onboarding
  relationship challenge challenges issue issues problem problems lack lacks poor bad difficult hard important key
  high higher low multiple different various unified centralized centralised central integrated holistic modern`,
  COMMONPLACE_GERMAN
);

/** Words a text must keep: fewer where a number makes it concrete, more where it opens with a commonplace. */
const ENOUGH = 3;
const ENOUGH_WITH_NUMBER = 2;
const ENOUGH_DESPITE_COMMONPLACE = 4;

export type Specificity = 'specific' | 'commonplace' | 'short';

/** Judges whether a text could have been written about any customer. */
export function specificity(text: string): Specificity {
  let own = 0;
  let hasNumber = false;
  let hasCommonplace = false;
  eachWord(text, (word) => {
    const first = word.charCodeAt(0);
    if (COMMONPLACE.has(word)) hasCommonplace = true;
    else if (!FUNCTION_WORDS.has(word)) own++;
    if (first >= 48 && first <= 57) hasNumber = true;
    return own >= ENOUGH_DESPITE_COMMONPLACE;
  });
  const enough = hasNumber ? ENOUGH_WITH_NUMBER : hasCommonplace ? ENOUGH_DESPITE_COMMONPLACE : ENOUGH;
  if (own >= enough) return 'specific';
  return hasCommonplace ? 'commonplace' : 'short';
}

export function isSpecific(text: string): boolean {
  return specificity(text) === 'specific';
}
