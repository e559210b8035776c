/** Whose words a German text is written in. */

const START = String.raw`(?<![\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;
const CUSTOMER = '(?:kunde|kundin|interessent|käufer|käuferin|champion)';

/** The first person; "Sie" and "Ihr" are somebody else. */
export const FIRST_PERSON_GERMAN = `${START}(?:ich|mich|mir|mein(?:e[nrms]?)?|wir|uns|unser(?:e[nrms]?|en)?)${END}|^(?:niemand|keiner) (?:fragt|ruft|sucht) (?:mich|uns)`;

/** A seller's "wir": what we sell, sold or promised, or the customer spoken about. */
export const SELLER_GERMAN = `${START}(?:(?:der|die|dem|den|des|dieser) ${CUSTOMER}(?:n|s)?|${CUSTOMER} (?:will|möchte|wünscht|braucht|sagt|sagte|erwartet|hofft)|(?:sie|er) (?:will|wollen|möchten?|sagten?|erwarten|erwartet)|unser(?:e[nrms]?)? (?:produkt|plattform|lösung|software|werkzeug|app|service|angebot|einführung|onboarding|csm|vertrieb|vorvertrieb)|wir (?:haben|hatten) [^.]{0,40}(?:verkauft|versprochen|zugesagt|angeboten|vereinbart)|wir (?:liefern|werden [^.]{0,40}(?:liefern|einführen|schulen|helfen|unterstützen|bereitstellen)))${END}`;
