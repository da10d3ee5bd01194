import type { Comment } from '@/lib/judge/comment.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shortenLine } from '@/lib/view/text/shorten-line.ts';
import { commentAnchor, designPath, messagePath, seriesPath } from '@/lib/view/url.ts';

/** A notification as it is told; what it is about is null when it is gone or hidden by now. */
export type ToldNotice = {
  readonly kind: 'mention' | 'answer' | 'turn' | 'points';
  readonly detail: Readonly<Record<string, number | string>>;
  readonly comment: Comment | null;
  /** Who wrote the comment. */
  readonly by: string;
  readonly series: {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly rfc: boolean;
  } | null;
  readonly lists: readonly string[];
};

/** One sentence: what happened. */
export function noticeSentence({ kind, detail, comment, by, series }: ToldNotice): string {
  if (comment === null && series === null) return 'What this was about is not here any more.';
  const named = series === null ? '' : `${formatVersion(series)} of “${series.name}”`;
  switch (kind) {
    case 'mention':
      return `${by} mentions you in a comment${placeOf(comment)}.`;
    case 'answer':
      return `${by} answers your comment${placeOf(comment)}.`;
    case 'turn':
      return `It is your turn, as ${ROLES[detail['turn'] ?? ''] ?? 'a reviewer'}: ${named}.`;
    case 'points':
      return `${named} ${pointsText(detail)}.`;
  }
}

/** What a comment stands beside: ` on “the words”`. */
function placeOf(comment: Comment | null): string {
  const subject = comment?.subject;
  if (subject === undefined) return '';
  if (subject.kind === 'step') return ` on step ${subject.step} of a run`;
  const words = subject.kind === 'words' ? subject.anchor.exact : subject.item.title;
  return ` on “${shortenLine(words, WORDS_LENGTH)}”`;
}

const WORDS_LENGTH = 60;

const ROLES: Readonly<Record<string, string>> = {
  author: 'the author',
  reviewers: 'a reviewer',
  maintainer: 'a maintainer',
};

/** `answers 2 of your 3 review points and skips 1`. */
function pointsText(detail: ToldNotice['detail']): string {
  const count = (name: string): number => Number(detail[name] ?? 0);
  const [answered, skipped, unclear] = [count('answered'), count('skipped'), count('unclear')];
  const all = answered + skipped + unclear;
  const open = unclear === 0 ? '' : `; of ${unclear} nothing can be told`;
  if (answered === 0 && skipped === 0) return `came after your ${points(all)}${open}`;
  const answers = answered === 0 ? 'answers none' : `answers ${answered}`;
  return `${answers} of your ${points(all)}${skipped === 0 ? '' : ` and skips ${skipped}`}${open}`;
}

function points(count: number): string {
  return `${count} review point${count === 1 ? '' : 's'}`;
}

/** Where to look. */
export function noticePath({ kind, comment, series, detail, lists }: ToldNotice): string {
  if (series !== null) {
    const earlier = detail['earlier'];
    // The points stand with the version they were made on.
    return kind === 'points' && typeof earlier === 'string' ? seriesPath(earlier) : seriesPath(series.id);
  }
  if (comment === null) return '/account/notifications';
  const { subject } = comment;
  switch (subject.kind) {
    case 'step':
      return subject.run.startsWith('/run/') ? subject.run : '/run';
    case 'words': {
      const { messageId, start, end } = subject.anchor;
      return `${messagePath(lists[0] ?? 'all', messageId)}?words=${start}-${end}#words`;
    }
    default:
      // The row of an option is folded: only a fragment inside of it opens it.
      return `${designPath(subject.item.anchor.messageId)}#${commentAnchor(comment.id)}`;
  }
}
