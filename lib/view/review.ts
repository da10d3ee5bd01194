import type { CarriedComment } from '@/lib/series/review/carry-over.ts';
import type { RangeEntry } from '@/lib/series/review/range-diff.ts';
import type { AnchoredComment } from '@/lib/series/review/review.ts';
import type { ProvenTrailer } from '@/lib/series/review/trailer-provenance.ts';
import { formatCount } from '@/lib/view/count.ts';
import type { StatusMark } from '@/lib/view/status.ts';

/** What became of a comment, as a mark and words: `lines changed in v2`. */
export function describeFate(
  kind: CarriedComment['kind'],
  version: string,
): StatusMark & { readonly words: string } {
  switch (kind) {
    case 'changed':
      return { shape: '◐', tone: 'held', words: `lines changed in ${version}` };
    case 'unchanged':
      return { shape: '○', tone: 'open', words: `lines unchanged in ${version}` };
    case 'gone':
      return { shape: '✕', tone: 'past', words: `lines gone in ${version}` };
    case 'unknown':
      return { shape: '–', tone: 'past', words: `no lines to follow into ${version}` };
  }
}

/**
 * How much a review is and what is left of it: `11 comments, 2 without an answer; in v2 the lines of 5 changed, of
 * 2 are gone, of 1 are unchanged`. Comments whose lines cannot be followed are in the first number alone.
 */
export function describeReview(
  points: readonly {
    readonly answers: readonly unknown[];
    readonly carried: Pick<CarriedComment, 'kind'> | null;
  }[],
  later: string | null,
): string {
  const silent = points.filter(({ answers }) => answers.length === 0).length;
  const said = `${formatCount(points.length, 'comment', 'comments')}, ${silent} without an answer`;
  const fates = FATES.flatMap(([kind, words]) => {
    const count = points.filter(({ carried }) => carried?.kind === kind).length;
    return count === 0 ? [] : [`of ${count} ${words}`];
  });
  return later === null || fates.length === 0 ? said : `${said}; in ${later} the lines ${fates.join(', ')}`;
}

const FATES = [
  ['changed', 'changed'],
  ['gone', 'are gone'],
  ['unchanged', 'are unchanged'],
] as const;

/** `fs/x.c:123`, `fs/x.c:120 (old)` for a deleted line, or the part of the mail. */
export function describePlace(comment: AnchoredComment, onCover: boolean): string {
  const { file, newLine, oldLine, where } = comment;
  if (file === null) {
    if (where === 'message') return onCover ? 'cover letter' : 'commit message';
    return where;
  }
  if (newLine !== null) return `${file}:${newLine}`;
  return oldLine === null ? file : `${file}:${oldLine} (old)`;
}

/** What a reader has to know of where a tag comes from; empty when its giver sent it to this very patch. */
export function describeProvenance({ given, match, sender }: ProvenTrailer): string {
  const from = sender.name === '' ? sender.email : sender.name;
  const place = {
    'in-patch': '',
    'on-patch': '',
    'on-cover': 'on the cover',
    carried: 'carried over',
    collected: 'given to an earlier version',
  }[given];
  const person = {
    address: '',
    name: 'other address',
    'name-part': 'part of the name',
    mismatch: `sent by ${from}`,
    relayed: 'relayed by the author',
  }[match];
  return [place, person].filter((part) => part !== '').join(', ');
}

/** The mark of an entry of a range-diff, and its word. */
export function describeRange({
  kind,
  messageChanged,
  diffChanged,
}: RangeEntry): StatusMark & { readonly words: string } {
  switch (kind) {
    case 'same':
      return { shape: '=', tone: 'past', words: 'same' };
    case 'changed': {
      const only = !diffChanged ? 'message changed' : messageChanged ? 'changed' : 'diff changed';
      return { shape: '!', tone: 'held', words: only };
    }
    case 'new':
      return { shape: '>', tone: 'good', words: 'new' };
    case 'dropped':
      return { shape: '<', tone: 'bad', words: 'dropped' };
  }
}
