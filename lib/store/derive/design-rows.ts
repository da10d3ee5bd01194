import type { Sql } from 'postgres';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import { copyRows } from '@/lib/store/keep/copy-binary.ts';
import type { Columns, RowOf } from '@/lib/store/keep/copy-row.ts';

const DESIGN_COLUMNS = {
  id: 'text',
  name: 'text',
  lists: 'text[]',
  thread_ids: 'text[]',
  series_ids: 'text[]',
  started_at: 'timestamptz',
  last_at: 'timestamptz',
  failure: 'text',
} as const satisfies Columns;
const DESIGN_THREAD_COLUMNS = {
  thread_id: 'text',
  design_id: 'text',
} as const satisfies Columns;
const ITEM_COLUMNS = {
  id: 'text',
  design_id: 'text',
  thread_id: 'text',
  message_id: 'text',
  kind: 'text',
  span_start: 'int4',
  span_end: 'int4',
  quote: 'text',
  by_name: 'text',
  by_email: 'text',
  at: 'timestamptz',
  title: 'text',
  confidence: 'float8',
  certain: 'bool',
  blocking: 'bool',
  origin: 'text',
  owner: 'text',
  status: 'text',
  option_id: 'text',
  targets: 'jsonb',
  events: 'jsonb',
  reasons: 'jsonb',
} as const satisfies Columns;
const OPTION_COLUMNS = {
  id: 'text',
  design_id: 'text',
  title: 'text',
  status: 'text',
  mentions: 'text[]',
} as const satisfies Columns;

/** Writes designs with what was said in them. Inside a transaction, after the rows they replace are gone. */
export async function insertDesigns(sql: Sql, extracted: readonly ExtractedDesign[]): Promise<void> {
  await copyRows(sql, 'derived.design', DESIGN_COLUMNS, extracted.map(designRow));
  await copyRows(
    sql,
    'derived.design_thread',
    DESIGN_THREAD_COLUMNS,
    extracted.flatMap(({ design }) =>
      design.threadIds.map((threadId) => ({ thread_id: threadId, design_id: design.id })),
    ),
  );
  await copyRows(sql, 'derived.item', ITEM_COLUMNS, extracted.flatMap(itemRows));
  await copyRows(sql, 'derived.option', OPTION_COLUMNS, extracted.flatMap(optionRows));
}

/** Removes every design that one of these threads belongs to, and all that was said in it. */
export async function deleteDesigns(sql: Sql, threadIds: readonly string[]): Promise<void> {
  const rows = await sql<{ design_id: string }[]>`
    SELECT DISTINCT design_id FROM derived.design_thread WHERE thread_id = ANY(${threadIds})`;
  const ids = rows.map((row) => row.design_id);
  if (ids.length === 0) return;
  await sql`DELETE FROM derived.option WHERE design_id = ANY(${ids})`;
  await sql`DELETE FROM derived.item WHERE design_id = ANY(${ids})`;
  await sql`DELETE FROM derived.design_thread WHERE design_id = ANY(${ids})`;
  await sql`DELETE FROM derived.design WHERE id = ANY(${ids})`;
}

function designRow(extracted: ExtractedDesign): RowOf<typeof DESIGN_COLUMNS> {
  const { design, name, lists, startedAt, lastAt, failure } = extracted;
  return {
    id: design.id,
    name,
    lists,
    thread_ids: design.threadIds,
    series_ids: design.seriesIds,
    started_at: startedAt,
    last_at: lastAt,
    failure,
  };
}

function itemRows({ design, items }: ExtractedDesign): readonly RowOf<typeof ITEM_COLUMNS>[] {
  return items.map((item) => ({
    id: item.id,
    design_id: design.id,
    thread_id: item.threadId,
    message_id: item.span.messageId,
    kind: item.kind,
    span_start: item.span.start,
    span_end: item.span.end,
    quote: item.quote,
    by_name: item.by.name,
    by_email: item.by.email,
    at: item.at,
    title: item.title,
    confidence: item.confidence,
    certain: item.certain,
    blocking: item.blocking,
    origin: item.origin,
    owner: item.owner,
    status: item.status,
    option_id: item.option,
    targets: item.targets,
    events: item.events,
    reasons: item.reasons,
  }));
}

function optionRows({ design, options }: ExtractedDesign): readonly RowOf<typeof OPTION_COLUMNS>[] {
  return options.map(({ id, title, status, mentions }) => ({
    id,
    design_id: design.id,
    title,
    status,
    mentions,
  }));
}
