/** Why a status changed, as words after "because"; `series` names the posting, e.g. `v2`. */
const RULES: ReadonlyMap<string, (series: string) => string> = new Map<string, (series: string) => string>([
  ['said', () => 'said'],
  ['judged', () => 'set by a maintainer here'],
  ['next-version', (series) => `replaced by ${series}`],
  ['other-approach', (series) => `${series} takes another approach`],
  ['version-applied', (series) => `${series} was applied`],
  ['taken-out', (series) => `${series} was dropped from the tree`],
  ['changelog', (series) => `the changelog of ${series} says so`],
  ['taken-up', (series) => `taken up in ${series}`],
  ['objector-reviewed', (series) => `who objected reviewed ${series}`],
  ['asker-reviewed', (series) => `who asked reviewed ${series}`],
  ['taken-as-asked', (series) => `${series} was applied`],
  ['reviewed-as-asked', (series) => `who was asked reviewed ${series}`],
  ['author-withdrew', (series) => `its author took ${series} back`],
  ['target-taken-back', () => 'what it was against was taken back'],
  ['objections-met', () => 'what was said against it was met'],
  ['called', () => 'a vote or a call for consensus was closed so'],
  ['fulfilled', (series) => `posted: ${series}`],
]);

/** Seen from the move: who said it, who was to answer it (docs/items.md). */
const WHO: ReadonlyMap<string, string> = new Map([
  ['author', 'its author'],
  ['addressee', 'the person addressed'],
  ['series-author', 'the author of the series'],
  ['somebody', 'somebody'],
]);
const ROLE = /^(series-author|author|addressee|somebody)-(.+)$/;

/** What is done to the move itself, where the name of the rule is no English. */
const DEEDS: ReadonlyMap<string, string> = new Map([
  ['endorsed', 'agreed'],
  ['endorsed-in-part', 'agreed in part'],
  ['proposed', 'made a proposal on it'],
  ['asked', 'asked about it'],
  ['acted', 'spoke of work on it'],
  ['promised', 'promised work on it'],
  ['requested', 'asked for work on it'],
  ['promised-a-version', 'promised another version'],
  ['answered-other-words', 'answered other words of the mail'],
  ['decided-nearby', 'decided something beside it'],
]);

/** What is done to something that was said of the move. */
const DEEDS_ON: ReadonlyMap<string, string> = new Map([
  ['objected', 'objected to'],
  ['refused', 'refused'],
  ['endorsed', 'agreed with'],
  ['endorsed-in-part', 'agreed in part with'],
  ['proposed', 'made a proposal on'],
  ['asked', 'asked about'],
  ['acted', 'spoke of work on'],
  ['promised', 'promised work on'],
  ['requested', 'asked for work on'],
  ['decided', 'decided on'],
]);
const THINGS: ReadonlyMap<string, string> = new Map([
  ['proposal', 'a proposal about it'],
  ['objection', 'an objection to it'],
  ['blocking', 'an objection to it'],
  ['endorsement', 'what agrees with it'],
  ['question', 'a question about it'],
  ['action', 'work on it'],
  ['commitment', 'a promise about it'],
  ['request', 'what was asked for'],
  ['decision', 'a decision on it'],
]);

/**
 * Why a status changed, in words. `who` names the writer of what changed it, when known: `addressee-agreed` is "Ann
 * agreed", else "the person addressed agreed". A rule that is not known here reads as its name does.
 */
export function describeEvent(rule: string, series: string | null, who: string | null = null): string {
  const known = RULES.get(rule);
  if (known !== undefined) return known(series ?? 'another series');
  const [, role = '', deed = ''] = ROLE.exec(rule) ?? [];
  if (role === '') return rule.replaceAll('-', ' ');
  return `${who ?? WHO.get(role)} ${wordsOfDeed(deed)}`;
}

function wordsOfDeed(deed: string): string {
  const [done = '', thing] = deed.split('-on-the-');
  if (thing === undefined) return DEEDS.get(deed) ?? deed.replaceAll('-', ' ');
  return `${DEEDS_ON.get(done) ?? 'answered'} ${THINGS.get(thing) ?? 'what was said of it'}`;
}
