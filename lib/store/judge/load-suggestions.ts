import {
  type Act,
  type Judgement,
  messageIdsOf,
  refsOf,
  type Seen,
  withRefs,
} from '@/lib/judge/judgement.ts';
import type { Titled } from '@/lib/judge/mail-line.ts';
import { type Standing, standingOf } from '@/lib/judge/suggestion-standing.ts';
import { findSuggestions, type Suggestion } from '@/lib/judge/suggestions.ts';
import { allTargets, findHeads } from '@/lib/judge/targets.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { loadJudgementsAround, loadJudgementsById } from '@/lib/store/judge/load-judgements.ts';
import { seePlaces } from '@/lib/store/judge/see-places.ts';
import type { Cursor } from '@/lib/store/list.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/** A `#docket` line of a mail, as the reader may see it. */
export type LoadedSuggestion = Suggestion & {
  readonly by: Mailbox;
  /** Of the mail, epoch milliseconds. */
  readonly at: number;
  readonly lists: readonly string[];
  /** Of the mail. */
  readonly subject: string;
  /** The line as it stands in the mail. */
  readonly text: string;
  /** What it says with the words it names; null when they are not in the archive: it cannot be accepted. */
  readonly seen: Act<Seen> | null;
  readonly standing: Standing;
  /** What accepting it is on top of. */
  readonly onTop: readonly string[];
};

type Row = {
  readonly id: string;
  readonly answers: string | null;
  readonly body: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly at: number | null;
  readonly lists: readonly string[];
};

/** The words of the index `message_suggesting`. */
const SUGGESTS = sql`m.in_reply_to IS NOT NULL AND position('#docket ' IN m.body) > 0`;
const TIME = sql`coalesce(m.sent_at, m.received_at)`;
const COLUMNS = sql`m.message_id AS id, m.in_reply_to AS answers, m.body, m.subject,
  m.from_name AS name, m.from_email AS email, (extract(epoch FROM ${TIME}) * 1000)::float8 AS at, m.lists`;

/** Mails of one part of the list; one mail has at most 50 lines. */
const MAILS_MAX = 50;

/** What mails of these threads suggest, oldest first, read from their bodies each time: nothing of it is stored. */
export async function loadSuggestions(threadIds: readonly string[]): Promise<readonly LoadedSuggestion[]> {
  return complete(
    await queryRows<Row>(sql`
      SELECT ${COLUMNS} FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
      WHERE n.thread_id = ANY(${threadIds}::text[]) AND m.first_of_id AND ${SUGGESTS}
      ORDER BY ${TIME}, m.message_id`),
  );
}

/** Whether a body is worth asking for: most are not, and pages have them anyway. */
export function maySuggest(body: string): boolean {
  return body.includes('#docket ');
}

/** The same of these mails. */
export async function loadSuggestionsOf(messageIds: readonly string[]): Promise<readonly LoadedSuggestion[]> {
  if (messageIds.length === 0) return [];
  return complete(
    await queryRows<Row>(sql`
      SELECT ${COLUMNS} FROM derived.message m
      WHERE m.message_id = ANY(${messageIds}::text[]) AND m.first_of_id AND ${SUGGESTS}
      ORDER BY ${TIME}, m.message_id`),
  );
}

/** A part of all that is suggested, newest mail first; `next` is where the part after it begins, null at the end. */
export async function loadSuggestionPart(
  before: Cursor | null,
): Promise<{ readonly suggestions: readonly LoadedSuggestion[]; readonly next: Cursor | null }> {
  const earlier: Prisma.Sql =
    before === null
      ? sql`true`
      : sql`(${TIME}, m.message_id) < (to_timestamp(${before.at}::float8 / 1000)::timestamptz(3), ${before.id})`;
  const rows = await queryRows<Row>(sql`
    SELECT ${COLUMNS} FROM derived.message m
    WHERE m.first_of_id AND ${TIME} IS NOT NULL AND ${SUGGESTS} AND ${earlier}
    ORDER BY ${TIME} DESC, m.message_id DESC LIMIT ${MAILS_MAX}`);
  const last = rows.at(-1);
  const next = rows.length < MAILS_MAX || last === undefined ? null : { at: last.at ?? 0, id: last.id };
  return { suggestions: await complete(rows), next };
}

async function complete(rows: readonly Row[]): Promise<readonly LoadedSuggestion[]> {
  const found = rows.flatMap((row) =>
    findSuggestions({ messageId: row.id as MessageId, inReplyTo: row.answers, body: row.body }).map(
      (line) => ({
        row,
        line,
      }),
    ),
  );
  if (found.length === 0) return [];
  const places = found.flatMap(({ line }) => refsOf(line.act));
  const words = await seePlaces(places, 'shown');
  const known = new Map<Titled, Seen | null>(places.map((place, n) => [place, words[n] ?? null]));
  // All at once: a mail may have fifty lines that undo something.
  const undone = await loadJudgementsById(
    found.flatMap(({ line: { act } }) => (act.verb === 'undo' ? [act.judgement] : [])),
  );
  const acts = found.map(({ line }) => seeAct(line.act, known, undone));
  const log = await loadJudgementsAround([
    ...found.map(({ row }) => row.id),
    ...acts.flatMap((act) => act?.messageIds ?? []),
  ]);
  return found.map(({ row, line }, n): LoadedSuggestion => {
    const seen = acts[n]?.act ?? null;
    const suggestedBy = { messageId: row.id, start: line.start };
    const targets = seen === null ? [] : allTargets({ act: seen, suggestedBy });
    const heads = [...findHeads(log, targets).values()].map(({ id }) => id);
    return {
      ...line,
      by: { name: row.name, email: row.email },
      at: row.at ?? 0,
      lists: row.lists,
      subject: row.subject,
      text: row.body.slice(line.start, line.end),
      seen,
      standing: standingOf(suggestedBy, log),
      onTop: [...new Set(heads)],
    };
  });
}

type SeenAct = { readonly act: Act<Seen>; readonly messageIds: readonly string[] };

/** An undo is about what it undoes. Null when something it names is not here. */
function seeAct(
  act: Act<Titled>,
  known: ReadonlyMap<Titled, Seen | null>,
  judgements: ReadonlyMap<string, Judgement>,
): SeenAct | null {
  const seen = refsOf(act).flatMap((place) => known.get(place) ?? []);
  if (seen.length < refsOf(act).length) return null;
  if (act.verb !== 'undo') {
    const whole = withRefs(act, seen);
    return { act: whole, messageIds: messageIdsOf(whole) };
  }
  const undone = judgements.get(act.judgement.toLowerCase());
  if (undone === undefined) return null;
  return { act: { ...act, targets: allTargets(undone) }, messageIds: messageIdsOf(undone.act) };
}
