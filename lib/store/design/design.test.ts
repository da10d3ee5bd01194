import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { ItemId, ItemKind } from '@/lib/design/item.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { loadDesign, type StoredDesign } from '@/lib/store/design/design.ts';
import { insertDesigns, insertMessages } from '@/lib/store/test-rows.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** A design comes out of the archive as it was put in: whole, in order, and without what its reader may not see. */

const MESSAGES = 3_000;
const ROOT = '1@x' as MessageId;

/** Of a message a second, every tenth is on the private list. */
const isHidden = (messageId: string): boolean => Number.parseInt(messageId, 10) % 10 === 0;

/** No two of its columns are alike. */
const FULL = item('question', ROOT, 20, 31, {
  by: { name: 'Ann Asker', email: 'ann@example.org' },
  confidence: 0.625,
  certain: true,
  blocking: false,
  origin: 'commitment',
  owner: 'Bob Owner',
  title: 'the title',
  quote: 'its own words',
  targets: [
    { id: itemId('proposal', '10@x', 0, 9), relation: 'about' },
    { id: itemId('proposal', '2@x', 0, 9), relation: 'serves' },
  ],
  status: 'answered',
  events: [
    {
      ...{ at: 4_000, status: 'answered', rule: 'a reply' },
      because: { messageId: '4@x' as MessageId, start: 5, end: 6, series: '10@x' as MessageId },
    },
    {
      ...{ at: 10_000, status: 'open', rule: 'asked again' },
      because: { messageId: '10@x' as MessageId, start: 7, end: 8, series: null },
    },
  ],
  option: itemId('proposal', '2@x', 0, 9),
});

/** As pages are to show them: by time, message and place. The refusal stands in a mail of one time with the root. */
const ITEMS: readonly PlacedItem[] = [
  item('proposal', ROOT, 3, 9, {}),
  FULL,
  item('objection', '1b@x', 0, 9, { at: FULL.at, blocking: true, certain: false }),
  item('proposal', '2@x', 0, 9, {}),
  item('proposal', '10@x', 0, 9, {}),
  item('action', '11@x', 0, 9, { origin: 'request', owner: null }),
];

function itemId(kind: ItemKind, messageId: string, start: number, end: number): ItemId {
  return `${messageId}#${kind}-${start}-${end}` as ItemId;
}

function item(
  kind: ItemKind,
  messageId: string,
  start: number,
  end: number,
  rest: Partial<PlacedItem>,
): PlacedItem {
  return {
    ...{ id: itemId(kind, messageId, start, end), kind, at: Number.parseInt(messageId, 10) * 1000 },
    ...{
      span: { messageId: messageId as MessageId, start, end },
      by: { name: 'Cy', email: 'cy@example.org' },
    },
    ...{
      confidence: 0.5,
      certain: true,
      blocking: false,
      origin: null,
      owner: null,
      reasons: [],
      title: 't',
    },
    ...{ targets: [], status: 'open', events: [], option: null, threadId: ROOT, quote: 'q', ...rest },
  };
}

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
  const { owner } = archive;
  // The last first, so that nothing is in order unless it is put in order.
  await insertMessages(
    owner,
    owner`
      SELECT n || '@x', CASE WHEN n % 10 = 0 THEN '{secret}' ELSE '{devel}' END::text[], 'Bob Owner',
        'bob@example.org', to_timestamp(n)
      FROM generate_series(${MESSAGES}::int, 1, -1) n`,
  );
  await insertDesigns(owner, owner`SELECT ${ROOT}, '{devel,secret}'::text[], to_timestamp(1), '{}'::text[]`);
  await owner`INSERT INTO derived.thread_node (thread_id, position, depth, message_id, message_key)
    SELECT ${ROOT}, row_number() OVER (), 0, message_id, key FROM derived.message`;
  await owner`INSERT INTO derived.message SELECT (jsonb_populate_record(m, jsonb_build_object(
    'key', md5('1b@x')::uuid, 'message_id', '1b@x'))).* FROM derived.message m WHERE message_id = ${ROOT}`;
  for (const one of ITEMS.toReversed()) {
    const { id, kind, span, by, at, confidence, certain, blocking, origin, title, status, quote } = one;
    await owner`
      INSERT INTO derived.item (id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name,
        by_email, at, title, confidence, certain, blocking, origin, owner, status, option_id, targets, events, reasons)
      VALUES (${id}, ${ROOT}, ${ROOT}, ${span.messageId}, ${kind}, ${span.start}, ${span.end}, ${quote}, ${by.name},
        ${by.email}, ${new Date(at)}, ${title}, ${confidence}, ${certain}, ${blocking}, ${origin}, ${one.owner},
        ${status}, ${one.option}, ${owner.json(one.targets)}, ${owner.json(one.events)}, '[]')`;
  }
});
afterAll(() => archive.close());

async function load(hidden: readonly string[]): Promise<StoredDesign> {
  const loaded = await withoutLists(hidden, () => loadDesign(ROOT));
  if (loaded === null) throw new Error('no design');
  return loaded;
}

/** Ids of the first 2,000 of its messages, oldest first, and how many there are more. */
function firstOf(isShown: (messageId: string) => boolean): readonly [readonly string[], number] {
  const shown = Array.from({ length: MESSAGES }, (_, index) => `${index + 1}@x`).filter(isShown);
  return [shown.slice(0, 2_000), shown.length - 2_000];
}

test('its items and its first messages come out whole and in order', async () => {
  const { extracted, messages, messagesLeft } = await load([]);
  expect(extracted.items).toEqual(ITEMS);
  expect([messages.map(({ messageId }) => messageId), messagesLeft]).toEqual(firstOf(() => true));
  const email = 'bob@example.org';
  expect(messages[0]).toMatchObject({ time: 1_000, from: { name: 'Bob Owner', email }, lists: ['devel'] });
});

test('without a private list they come out in order too, and nothing of it', async () => {
  const { extracted, messages, messagesLeft } = await load(['secret']);
  const seen = ITEMS.filter(({ span }) => !isHidden(span.messageId));
  const [answer] = FULL.events;
  if (answer === undefined) throw new Error('no answer');
  const full = {
    ...FULL,
    // Titles are made of what an item answers, which may be hidden.
    title: FULL.quote,
    targets: FULL.targets.filter(({ relation }) => relation === 'serves'),
    events: [{ ...answer, because: { ...answer.because, series: null } }],
  };
  expect(extracted.items).toEqual(seen.map((one) => (one === FULL ? full : one)));
  expect([messages.map(({ messageId }) => messageId), messagesLeft]).toEqual(firstOf((id) => !isHidden(id)));
});
