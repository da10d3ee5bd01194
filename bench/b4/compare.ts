import type { Email } from '@/lib/mail/email.ts';
import { parseSubject, type Subject } from '@/lib/mail/fields/subject.ts';
import { patchNumbers } from '@/lib/mail/signals/patch-numbers.ts';
import { isReviewTrailer } from '@/lib/mail/trailers.ts';
import type { ProvenTrailer } from '@/lib/series/review/trailer-provenance.ts';
import type { Series } from '@/lib/series/series.ts';

type B4Member = {
  readonly id: string;
  readonly own: readonly (readonly [name: string, value: string])[];
  readonly added: readonly (readonly [name: string, value: string, from: string])[];
};
type B4Series = Pick<Series, 'version' | 'changeId'> & {
  readonly cover: B4Member | null;
  readonly patches: readonly (B4Member | null)[];
  /** Name and value of tags that do not name their sender, and that one. */
  readonly mismatches: readonly (readonly string[])[];
};
const FIELDS = ['patch', 'rfc', 'resend', 'version', 'n', 'total'] as const;
/** What driver.py prints of a thread. */
export type B4Thread = {
  readonly b4: string;
  readonly id: string;
  readonly series: readonly B4Series[];
  readonly mails: readonly (Pick<Subject, 'reply' | (typeof FIELDS)[number]> & {
    id: string;
    hasDiff: boolean;
  })[];
};
type Read = { readonly series: Series; readonly tags: ReadonlyMap<string, readonly ProvenTrailer[]> };
export type Reading = { readonly emails: ReadonlyMap<string, Email>; readonly read: readonly Read[] };

/** The decision that explains a difference; null for agreement, WRONG when none does. */
type Verdict = string | null;
type Tally = (of: string, verdict: Verdict, what: string) => void;
/** What we read, and where the outcomes are counted. */
type Bench = Reading & { readonly tally: Tally };
const WRONG = 'NOT EXPLAINED';
const MIXED = 'b4 keeps one series a version of a thread';
const UNROOTED = 'b4 gives an answer without In-Reply-To to the root';
const SCOPED = 'b4 gives a tag for some patches to all';
const UNCOUNTED = 'b4 takes no letter without a number or a diffstat for a cover';
const RECOUNTED = 'b4 wants a reroll to count its version up';

/** Prints agreements and differences; the number of those that nothing explains. With `show` each difference. */
export function report(threads: readonly B4Thread[], reading: Reading, show: boolean): number {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  const tally: Tally = (of, verdict, what) => {
    const row = `| ${of} | ${verdict ?? 'agree'} |`;
    counts.set(row, (counts.get(row) ?? 0) + 1);
    if (verdict === WRONG || (show && verdict !== null)) lines.push(`${row} ${what}`);
  };
  for (const thread of threads) {
    compareMails(thread, { ...reading, tally });
    compareSeries(thread, { ...reading, tally });
  }
  const table = [...counts].sort().map(([row, count]) => `${row} ${count} |`);
  const head = [
    `b4 ${threads[0]?.b4}, ${threads.length} threads`,
    '',
    '| of | outcome | count |',
    '|---|---|---|',
  ];
  process.stdout.write(`${[...head, ...table, '', ...lines].join('\n')}\n`);
  return [...counts].filter(([row]) => row.includes(WRONG)).length;
}

function compareMails({ mails }: B4Thread, { emails, tally }: Bench): void {
  for (const theirs of mails) {
    const { subject, facts } = emails.get(theirs.id) as Email;
    const ours = parseSubject(subject);
    const isReply = ours.reply && theirs.reply;
    const unlike = isReply ? [] : FIELDS.filter((field) => ours[field] !== theirs[field]);
    const isMore = ours.reply === theirs.reply && unlike.every((field) => !theirs[field]);
    tally('subject', !isMore ? WRONG : unlike.length > 0 ? 'b4 does not read the spelling' : null, subject);
    // b4 looks into attachments too; in an answer a diff makes no patch.
    if (!isReply) tally('diff', facts.hasDiff === theirs.hasDiff ? null : WRONG, theirs.id);
  }
}

function compareSeries(thread: B4Thread, bench: Bench): void {
  const { read, emails, tally } = bench;
  const ours = read.filter(({ series }) => series.threadIds.some((id) => id === thread.id));
  const seen = new Set<Read>();
  for (const theirs of thread.series) {
    const ids = theirs.patches.flatMap((member) => member?.id ?? []);
    for (const id of ids) {
      if (ours.some(({ tags }) => tags.has(id))) continue;
      const isRobot = emails.get(id)?.facts.robot !== null;
      tally('patch', isRobot ? 'b4 takes the diff of a robot for a patch' : WRONG, id);
    }
    const shared = ours.map(({ tags }) => ids.filter((id) => tags.has(id)).length);
    const best = ours[shared.indexOf(Math.max(1, ...shared))];
    if (best === undefined) continue;
    seen.add(best);
    const verdict = seriesVerdict(theirs, best.series, ours, bench);
    tally('series', verdict, best.series.id);
    if (theirs.cover !== null && theirs.cover.id === best.series.coverId) {
      tally('change-id', theirs.changeId === best.series.changeId ? null : WRONG, best.series.id);
    }
    for (const member of theirs.patches) {
      if (member !== null) compareTags(member, best, { ...theirs, verdict }, bench);
    }
  }
  for (const one of ours) {
    if (seen.has(one)) continue;
    const isEmpty = one.series.patches.every(({ messageId }) => messageId === null);
    const isMixed = ours.length > thread.series.length && thread.series.length > 0;
    const carries = one.series.patches.some(({ carried }) => carried) ? RECOUNTED : isMixed ? MIXED : WRONG;
    tally('series', isEmpty ? 'b4 shows no series without patches' : carries, one.series.id);
  }
}

function seriesVerdict(
  theirs: B4Series,
  ours: Series,
  inThread: readonly Read[],
  { emails }: Reading,
): Verdict {
  const slots = new Map(ours.patches.map(({ n, messageId }) => [n, messageId as string | null]));
  const given = theirs.patches.flatMap((member, index) =>
    member === null ? [] : [{ n: index + 1, id: member.id }],
  );
  const isPart = given.every(({ n, id }) => slots.get(n) === id);
  const isSame = isPart && given.length === ours.patches.filter(({ messageId }) => messageId !== null).length;
  const isReroll = ours.patches.some(({ carried }) => carried);
  if (isSame && theirs.version === ours.version) {
    if ((theirs.cover?.id ?? null) === ours.coverId) return null;
    const isBare = emails.get(ours.coverId ?? '')?.facts.hasDiffstat === false;
    if (theirs.cover === null && isBare) return UNCOUNTED;
    return isReroll && ours.coverId === null ? 'b4 gives a reroll the cover of the version before' : WRONG;
  }
  if (isSame && theirs.version === 1) return 'b4 does not read the version of the cover';
  if (isSame && ours.version === 1) return 'b4 counts a lone patch by the same author as a version';
  if (isPart && ours.threadIds.length > 1) return 'b4 does not join threads';
  if (isPart && isReroll) return RECOUNTED;
  return inThread.length > 1 ? MIXED : WRONG;
}

function compareTags(
  member: B4Member,
  { series, tags }: Read,
  { mismatches, verdict: ofSeries }: Pick<B4Series, 'mismatches'> & { readonly verdict: Verdict },
  { emails, tally }: Bench,
): void {
  const isFlagged = ({ name, value }: ProvenTrailer): boolean =>
    mismatches.some((mismatch) => mismatch[0] === name && mismatch[1] === value);
  const own = new Set(member.own.map(([name, value]) => keyOf(name, value)));
  const ours = new Map((tags.get(member.id) ?? []).map((tag) => [keyOf(tag.name, tag.value), tag]));
  const added = new Map(member.added.map((tag) => [keyOf(tag[0], tag[1]), tag]));
  const elsewhere = (from: string): string | null =>
    emails.get(from)?.inReplyTo === null ? UNROOTED : ofSeries === MIXED ? MIXED : null;
  const n = series.patches.find(({ messageId }) => messageId === member.id)?.n ?? 0;
  const isForOthers = (key: string, from: string): boolean =>
    (emails.get(from)?.facts.trailers ?? []).some(
      ({ name, value, patches }) =>
        patches !== undefined && keyOf(name, value) === key && !patchNumbers(patches).has(n),
    );
  for (const [key, [name, value, from]] of added) {
    if (own.has(key)) continue;
    let verdict = elsewhere(from) ?? (isForOthers(key, from) ? SCOPED : WRONG);
    if (series.patches.some(({ carried }) => carried))
      verdict = 'b4 gives tags on the cover to a patch made anew';
    if (!isReviewTrailer({ name, value })) verdict = `b4 adds ${name.toLowerCase()} from answers`;
    tally('tag', ours.has(key) ? null : verdict, `${member.id} ${name}: ${value} in ${from}`);
  }
  for (const [key, tag] of ours) {
    if (tag.given === 'in-patch' || own.has(key) || added.has(key)) continue;
    let verdict = elsewhere(tag.from) ?? WRONG;
    if (tag.given === 'on-cover' && ofSeries === UNCOUNTED) verdict = UNCOUNTED;
    if (isFlagged(tag)) verdict = tag.match === 'mismatch' ? 'both flag it' : 'b4 flags what fits in part';
    if (tag.given === 'carried' || tag.given === 'collected') verdict = 'b4 carries within a thread only';
    tally('tag', verdict, `${member.id} ${tag.name}: ${tag.value} in ${tag.from}`);
  }
}

function keyOf(name: string, value: string): string {
  return `${name} ${/<([^<>]{1,300})>/.exec(value)?.[1] ?? value}`.toLowerCase().trim();
}
