/** Why a status changed, as words after "because"; `series` names the posting, e.g. `v2`. */
const RULES: ReadonlyMap<string, (series: string) => string> = new Map<string, (series: string) => string>([
  ['said', () => 'said'],
  ['judged', () => 'set by a maintainer here'],
  ['next-version', (series) => `replaced by ${series}`],
  ['other-approach', (series) => `${series} takes another approach`],
  ['version-applied', (series) => `${series} was applied`],
  ['changelog', (series) => `the changelog of ${series} says so`],
  ['taken-up', (series) => `taken up in ${series}`],
  ['fulfilled', (series) => `posted: ${series}`],
]);

/** A rule that is not known here reads as its name does: `addressee-agreed`, "addressee agreed". */
export function describeEvent(rule: string, series: string | null): string {
  return RULES.get(rule)?.(series ?? 'another series') ?? rule.replaceAll('-', ' ');
}
