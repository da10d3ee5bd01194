import type { Member } from '@/lib/series/member.ts';
import type { Group } from '@/lib/series/posted-group.ts';

/** What a posting's mails have in common: their run, their sender, the part of the tree their titles name. */
export type Traits = ReadonlyMap<Group, ReadonlySet<string>>;

/**
 * Message-IDs that one run of a program makes for all its patches: git send-email (`<time>.<process>-<n>-`), git
 * format-patch --thread (`.<time>.git.`), b4 (`<day>-<name>-v<n>-<n>-<hash>@`).
 */
const RUNS = [
  /^(\d{14}\.\d{1,10})-\d{1,4}-/,
  /^(?:cover|[0-9a-f]{40})\.(\d{9,11}\.git\..{1,200})$/,
  /^(\d{8}-.{1,200}-v\d{1,4})-\d{1,4}-[0-9a-f]{12}@/,
];
const AREA_LENGTH_MAX = 60;

/** What a run says weighs most: two people never share one, and one person may send two series at once. */
const WEIGHTS = { run: 4, from: 2, area: 1 } as const;

/** The traits of a mail, to be kept with the posting it went into. */
export function traitsOf(member: Member): readonly string[] {
  return [...weighed(member)].map(([trait]) => trait);
}

/**
 * The posting of `groups` that a patch is most like; of equals the last. Two series below one mail can only be told
 * apart so when their patches come by turns and say nothing else.
 */
export function closest(groups: readonly Group[], member: Member, traits: Traits): Group | null {
  let best: { readonly group: Group; readonly score: number } | null = null;
  const own = [...weighed(member)];
  for (const group of groups) {
    const known = traits.get(group);
    const score = own.reduce((sum, [trait, weight]) => sum + (known?.has(trait) === true ? weight : 0), 0);
    if (best === null || score >= best.score) best = { group, score };
  }
  return best?.group ?? null;
}

/** Whether they have their sender or their run in common: what else answers the same mail is somebody else's. */
export function isOfOneHand(group: Group, member: Member, traits: Traits): boolean {
  const known = traits.get(group);
  return weighed(member).some(([trait, weight]) => weight > WEIGHTS.area && known?.has(trait) === true);
}

function weighed({ message, subject }: Member): readonly (readonly [string, number])[] {
  const run = RUNS.flatMap((pattern) => pattern.exec(message.messageId)?.[1] ?? [])[0];
  const colon = subject.name.slice(0, AREA_LENGTH_MAX).indexOf(':');
  return [
    [`from ${message.from.email}`, WEIGHTS.from],
    ...(run === undefined ? [] : [[`run ${run}`, WEIGHTS.run] as const]),
    ...(colon < 1 ? [] : [[`area ${subject.name.slice(0, colon).toLowerCase()}`, WEIGHTS.area] as const]),
  ];
}
