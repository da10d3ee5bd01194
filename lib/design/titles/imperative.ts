/** Stems of verbs that patches are about; what their -ing form drops is put back below. */
const REGULAR =
  'add allow avoid call check clean convert do document drop extend flush hoist implement lift mark pass ' +
  'probe push rework revert skip split start stop test turn unlock lock walk wait zero expand reject return read ' +
  'refactor factor inline keep look limit load map open print pull report send sort switch sync track trust';
const WITH_E =
  'cache change close combine delete disable enable ensure expose force handle have hide ignore include introduce ' +
  'invalidate issue make merge move reduce remove rename replace require reserve resolve restore reuse revalidate ' +
  'rewrite save separate share store take tie trace unite update use validate write';
const DOUBLED = 'cut drop get let plan put run set skip split stop swap wrap stub';

const VERBS: ReadonlyMap<string, string> = new Map([
  ...REGULAR.split(' ').map((verb) => [`${verb}ing`, verb] as const),
  ...WITH_E.split(' ').map((verb) => [`${verb.slice(0, -1)}ing`, verb] as const),
  ...DOUBLED.split(' ').map((verb) => [`${verb}${verb.at(-1)}ing`, verb] as const),
]);

/** A verb that says something of what was begun with: then the first word is its subject, no order. */
const FINITE = new RegExp(
  " (?:is|are|was|were|isn't|would|wouldn't|should|could|will|won't|might|may|can|can't|seems?|makes?|fix(?:es)?|" +
    "does|doesn't|has|had|works?|sounds?|looks?|means?|helps?|solves?|gives?)\\b",
);

/** `Adding a flush` to `add a flush`; a text that begins otherwise, or says something of the adding, as it is. */
export function toOrder(text: string): string {
  const blank = text.indexOf(' ');
  const verb = blank === -1 ? undefined : VERBS.get(text.slice(0, blank).toLowerCase());
  return verb === undefined || FINITE.test(text) ? text : `${verb}${text.slice(blank)}`;
}
