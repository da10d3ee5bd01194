/** Stems of verbs that patches are about; what their -ing form drops is put back below. */
const REGULAR =
  'add allow avoid call check clean convert do document drop extend flush hoist implement lift mark pass ' +
  'audit bound constrain filter probe push rework revert skip split start stop test turn unlock lock walk wait zero ' +
  'expand invert reject return read ' +
  'refactor factor inline keep look limit load map open print pull report send sort switch sync track trust';
const WITH_E =
  'cache calculate change close customize combine declare delete disable downgrade enable ensure expose force ' +
  'handle have hide ignore include introduce ' +
  'invalidate issue make merge move reduce remove rename replace replicate require reserve ' +
  'resolve restore reuse revalidate ' +
  'rewrite save separate share store take tie trace unite update use validate write';
const DOUBLED = 'cut drop get let plan put run set skip split stop swap wrap stub';

const VERBS: ReadonlyMap<string, string> = new Map([
  ...REGULAR.split(' ').map((verb) => [`${verb}ing`, verb] as const),
  ...WITH_E.split(' ').map((verb) => [`${verb.slice(0, -1)}ing`, verb] as const),
  ...DOUBLED.split(' ').map((verb) => [`${verb}${verb.at(-1)}ing`, verb] as const),
]);

/** A verb that says something of what was begun with: then the first word is what is spoken of, no order. */
const FINITE = new RegExp(
  " (?:is|are|was|were|isn't|would|wouldn't|should|could|will|won't|might|may|can|can't|seems?|makes?|fix(?:es)?|" +
    "does|doesn't|has|had|works?|sounds?|looks?|means?|helps?|solves?|gives?|needs?|has to|takes?|costs?)\\b",
);

/** What begins a clause whose verb is its own. */
const SUBORDINATE =
  / (?:if|when|whenever|once|that|which|where|who|because|so|until|unless|while|since|after|before) /;

/** `makes` to `make`, of the verbs above. */
const TELLS: ReadonlyMap<string, string> = new Map(
  [...VERBS.values()].map((verb) => [/(?:sh|ss|x|ch|zz)$/.test(verb) ? `${verb}es` : `${verb}s`, verb]),
);
/** What is posted, before the verb that says what it does. */
const POSTED = new RegExp(
  '^(?:this|the|these)(?: (?:new|short|small|simple|whole|current|following|patch))*' +
    ' (?:series|patch|patches|patchset|set|commit|change|version|feature)' +
    '(?: (?:also|now|then|just|simply|first|instead|therefore))* ([a-z]+)(?= )',
  'i',
);
/** A second verb of it. */
const AND = /( and (?:also |then )?)([a-z]+)(?= )/;

/** `This series adds a flush and removes the check` to `add a flush and remove the check`; another text as it is. */
export function ofPosted(text: string): string {
  const posted = POSTED.exec(text);
  const verb = posted === null ? undefined : TELLS.get(posted[1] ?? '');
  if (posted === null || verb === undefined) return text;
  const rest = text.slice(posted[0].length);
  return `${verb}${rest.replace(AND, (_, and: string, word: string) => `${and}${TELLS.get(word) ?? word}`)}`;
}

/** What only points at something, before a clause that says what that does. */
const POINTING = /^(?:that|this|it|these|those)(?:'s| is| was| were| are) /i;
const DOES = / (?:that|which) ([a-z]+)(?= )/g;
const BUT = / but (?:instead |rather |just |simply )*([a-z]+ing)(?= )/;

/**
 * Of `that is one of the ideas of the patch that moves the check` the last clause, as an order; another text as it is.
 */
export function ofPointing(text: string): string {
  if (!POINTING.test(text)) return text;
  const but = BUT.exec(text);
  const verb = but === null ? undefined : VERBS.get(but[1] ?? '');
  if (but !== null && verb !== undefined) return `${verb}${text.slice(but.index + but[0].length)}`;
  for (const does of text.matchAll(DOES)) {
    const told = TELLS.get(does[1] ?? '');
    if (told !== undefined) return `${told}${text.slice(does.index + does[0].length)}`;
  }
  return text;
}

/** `Adding a flush` to `add a flush`; a text that begins otherwise, or says something of the adding, as it is. */
export function toOrder(text: string): string {
  if (/^be [a-z]+ing /i.test(text)) return toOrder(text.slice(3));
  const blank = text.indexOf(' ');
  const verb = blank === -1 ? undefined : VERBS.get(text.slice(0, blank).toLowerCase());
  return verb === undefined || FINITE.test(text.split(SUBORDINATE, 1)[0] ?? '')
    ? text
    : `${verb}${text.slice(blank)}`;
}
