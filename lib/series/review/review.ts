import { groupBy } from '@/lib/base/multimap.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import { type MemberPlaces, placesOfMail, type ReviewedMember } from '@/lib/series/review/member-places.ts';
import { keyOf, type PatchSection } from '@/lib/series/review/patch-places.ts';
import { findAnchor, type QuoteAnchor } from '@/lib/series/review/quote-anchor.ts';
import { type QuotedLine, type ReplyBlock, replyBlocks } from '@/lib/series/review/reply-blocks.ts';

/** A message of a series' thread with its body. `references` oldest first. */
export type ReviewMessage = {
  readonly messageId: MessageId;
  readonly from: Mailbox;
  readonly references: readonly MessageId[];
  readonly body: string;
};

/** Words of a reply and the place in a cover or patch that they are on. */
export type AnchoredComment = {
  readonly messageId: MessageId;
  readonly from: Mailbox;
  /** The words, in the reply's body. */
  readonly start: number;
  readonly end: number;
  /**
   * The cover (n = 0) or patch, and the quoted lines in its body: the last of them is the one commented on. The number
   * tells several patches apart that are attached to one mail.
   */
  readonly on: MessageId;
  readonly n: number;
  readonly onStart: number;
  readonly onEnd: number;
  readonly where: PatchSection;
  readonly file: string | null;
  /** Index of the hunk in its file; null outside hunks. */
  readonly hunk: number | null;
  readonly oldLine: number | null;
  readonly newLine: number | null;
  /** The comment it answers, when it stands below words of another reply. */
  readonly answers: { readonly messageId: MessageId; readonly start: number } | null;
};

/** A thread of 10,000 replies is read in the thread; this many carry their anchors. */
const REPLIES_MAX = 2_000;

type Seen = {
  readonly on: MessageId;
  readonly blocks: readonly { readonly block: ReplyBlock; readonly comment: AnchoredComment | null }[];
  /** Each line of its comments, and the last comment that has it. */
  readonly lines: ReadonlyMap<string, AnchoredComment>;
};

/**
 * Anchors the words of replies to lines of the covers and patches they answer. What stands directly above the words
 * decides: lines of the patch at any quote depth, else words of the reply that is answered, whose place is taken over.
 * `replies` may come in any order; those that answer no member, and words under no quote, give nothing.
 */
export function anchorComments(
  members: readonly ReviewedMember[],
  replies: readonly ReviewMessage[],
): readonly AnchoredComment[] {
  const places = new Map(members.map((member) => [member.messageId, null as MemberPlaces | null]));
  const byMail = groupBy(members, ({ messageId }) => messageId);
  const seen = new Map<MessageId, Seen>();
  for (const reply of orderReplies(members, replies).slice(0, REPLIES_MAX)) {
    const on = ownerOf(reply, places, seen);
    if (on === null) continue;
    const index = places.get(on) ?? placesOfMail(byMail.get(on) ?? []);
    places.set(on, index);
    const blocks = anchorReply(reply, on, index, seen);
    seen.set(reply.messageId, { on, blocks, lines: linesOf(reply.body, blocks) });
  }
  return [...seen.values()].flatMap(({ blocks }) =>
    blocks.flatMap(({ comment }) => (comment === null ? [] : [comment])),
  );
}

/** Replies after what they answer; among equals in the order given. */
function orderReplies(
  members: readonly Pick<ReviewMessage, 'messageId'>[],
  replies: readonly ReviewMessage[],
): readonly ReviewMessage[] {
  const isMember = new Set(members.map((member) => member.messageId));
  const byId = new Map(replies.map((reply) => [reply.messageId, reply]));
  const ordered: ReviewMessage[] = [];
  const placed = new Set<MessageId>();
  for (const reply of byId.values()) {
    // References name the ancestors oldest first; a loop in them ends because each is placed once.
    for (const id of [...reply.references, reply.messageId]) {
      const message = byId.get(id);
      if (message === undefined || placed.has(id) || isMember.has(id)) continue;
      placed.add(id);
      ordered.push(message);
    }
  }
  return ordered;
}

/** The nearest ancestor that is a member, or the member that a nearer reply was found to answer. */
function ownerOf(
  reply: ReviewMessage,
  members: ReadonlyMap<MessageId, unknown>,
  seen: ReadonlyMap<MessageId, Seen>,
): MessageId | null {
  const nearest = reply.references.findLast((id) => members.has(id) || seen.has(id));
  if (nearest === undefined) return null;
  return members.has(nearest) ? nearest : (seen.get(nearest)?.on ?? null);
}

function anchorReply(
  reply: ReviewMessage,
  on: MessageId,
  index: MemberPlaces,
  seen: ReadonlyMap<MessageId, Seen>,
): Seen['blocks'] {
  const parent = reply.references.findLast((id) => seen.has(id) || id === on) ?? on;
  const parentBlocks = seen.get(parent);
  let after = -1;
  return replyBlocks(reply.body, reply.from.name).map((block) => {
    const answered = parentBlocks === undefined ? null : findAnswered(parentBlocks, block);
    // In an answer to a reply one mark means the words of that reply, two the patch.
    const isOnWords = answered !== null && lastWordy(block)?.depth === 1;
    const anchor = isOnWords ? null : findAnchor(index, block.quoted, after);
    if (anchor !== null) {
      after = anchor.to;
      return { block, comment: { ...wordsOf(reply, block, answered), on, ...standAt(index, anchor) } };
    }
    // Words about words are on the lines that those were on.
    return {
      block,
      comment: answered === null ? null : { ...answered, ...wordsOf(reply, block, answered) },
    };
  });
}

type Words = Pick<AnchoredComment, 'messageId' | 'from' | 'start' | 'end' | 'answers'>;

function wordsOf(
  { messageId, from }: ReviewMessage,
  { start, end }: ReplyBlock,
  answered: AnchoredComment | null,
): Words {
  const answers = answered === null ? null : { messageId: answered.messageId, start: answered.start };
  return { messageId, from, start, end, answers };
}

/** Where the lines stand that a comment quotes. */
function standAt(
  { places, memberAt }: MemberPlaces,
  anchor: QuoteAnchor,
): Omit<AnchoredComment, keyof Words | 'on'> {
  const place = places[anchor.to];
  const { n, first } = memberAt(anchor.to);
  return {
    n,
    onStart: places[Math.max(anchor.from, first)]?.start ?? 0,
    onEnd: place?.end ?? 0,
    where: place?.part ?? 'message',
    file: place?.file ?? null,
    hunk: place?.hunk ?? null,
    oldLine: place?.oldLine ?? null,
    newLine: place?.newLine ?? null,
  };
}

function lastWordy({ quoted }: ReplyBlock): QuotedLine | undefined {
  return quoted.findLast(({ text }) => text.trim() !== '');
}

/** A closing and a name are quoted below the words that are answered, and are none of them. */
const CLOSING_LINES_MAX = 4;

/** The comment of the answered reply whose words are quoted last, one mark deep, above the block. */
function findAnswered(parent: Seen, { quoted }: ReplyBlock): AnchoredComment | null {
  const keys = quoted
    .flatMap(({ text, depth }) => (depth === 1 && text.trim() !== '' ? [keyOf(text)] : []))
    .slice(-CLOSING_LINES_MAX);
  for (const key of keys.reverse()) {
    const comment = parent.lines.get(key);
    if (comment !== undefined) return comment;
  }
  return null;
}

/** Ten thousand answers to as many comments took a minute of CPU when each was compared with each. */
function linesOf(body: string, blocks: Seen['blocks']): Seen['lines'] {
  const lines = new Map<string, AnchoredComment>();
  for (const { block, comment } of blocks) {
    if (comment === null) continue;
    for (const line of body.slice(block.start, block.end).split('\n')) lines.set(keyOf(line), comment);
  }
  return lines;
}
