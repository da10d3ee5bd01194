import type { ReviewPoint } from '@/lib/series/review/series-review.ts';
import type { LoadedReview } from '@/lib/store/series/series-review.ts';
import { describeFate, describePlace } from '@/lib/view/review.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { terminalLine, terminalText } from '@/lib/view/text/terminal.ts';

/** Changed lines shown of one point; the page has them all. */
const LINES_SHOWN_MAX = 12;

/** The review of a series for a terminal: each point with its place, its first words and what became of it. */
export function describeReview(review: NonNullable<LoadedReview>, width: number): readonly string[] {
  const { points, texts, later } = review;
  if (points.length === 0) return [];
  const total = Math.max(...texts.members.map(({ n }) => n));
  const parts = texts.members.flatMap((member) => {
    const own = points.filter(({ comment }) => comment.on === member.messageId && comment.n === member.n);
    if (own.length === 0) return [];
    const head = member.isCover ? 'cover' : `${member.n}/${total} ${member.title}`;
    return [
      '',
      terminalLine(head, width),
      ...own.flatMap((point) => describePoint(point, member.isCover, review, width)),
    ];
  });
  const answered = later === null ? '' : `, and what became of it in ${formatVersion(later)}`;
  return ['', `Review${answered}`, ...parts];
}

/** The review as data: without the texts, which the archive has, and with counts for hunks. */
export function reviewData({ points, patches, later, base }: NonNullable<LoadedReview>): unknown {
  return {
    later: later?.id ?? null,
    base,
    points,
    patches: [...patches].map(([n, { messageId, patch, trailers }]) => ({
      n,
      messageId,
      files: patch?.files.map(({ hunks, ...file }) => ({ ...file, hunks: hunks.length })) ?? [],
      trailers,
    })),
  };
}

function describePoint(
  { comment, answers, carried }: ReviewPoint,
  onCover: boolean,
  { texts, later }: NonNullable<LoadedReview>,
  width: number,
): readonly string[] {
  const body = texts.replies.find(({ messageId }) => messageId === comment.messageId)?.body ?? '';
  const who = comment.from.name || comment.from.email;
  const count =
    answers.length === 0 ? '' : `, ${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}`;
  const lines = [
    `  ${terminalLine(`${describePlace(comment, onCover)}  ${who}${count}`, width - 2)}`,
    `      ${terminalLine(body.slice(comment.start, comment.end), width - 6)}`,
  ];
  if (carried === null || later === null) return lines;
  const fate = describeFate(carried.kind, formatVersion(later));
  lines.push(`    ${fate.shape} ${fate.words}`);
  if (carried.mention !== null) {
    lines.push(`      ${terminalLine(`changelog: ${carried.mention.entry.text}`, width - 6)}`);
  }
  for (const { kind, text } of carried.lines
    .filter((line) => line.kind !== 'context')
    .slice(0, LINES_SHOWN_MAX)) {
    lines.push(`      ${kind === 'added' ? '+' : '-'} ${terminalText(text).slice(0, width - 8)}`);
  }
  return lines;
}
