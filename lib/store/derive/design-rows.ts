import type { Sql } from 'postgres';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import { type Column, copyRows } from '@/lib/store/keep/copy-binary.ts';

const DESIGN_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'thread_ids', type: 'text[]' },
  { name: 'series_ids', type: 'text[]' },
  { name: 'started_at', type: 'timestamptz' },
  { name: 'last_at', type: 'timestamptz' },
  { name: 'failure', type: 'text' },
];
const DESIGN_THREAD_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'design_id', type: 'text' },
];
const ITEM_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'design_id', type: 'text' },
  { name: 'thread_id', type: 'text' },
  { name: 'message_id', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'span_start', type: 'int4' },
  { name: 'span_end', type: 'int4' },
  { name: 'quote', type: 'text' },
  { name: 'by_name', type: 'text' },
  { name: 'by_email', type: 'text' },
  { name: 'at', type: 'timestamptz' },
  { name: 'title', type: 'text' },
  { name: 'confidence', type: 'float8' },
  { name: 'certain', type: 'bool' },
  { name: 'blocking', type: 'bool' },
  { name: 'origin', type: 'text' },
  { name: 'owner', type: 'text' },
  { name: 'status', type: 'text' },
  { name: 'option_id', type: 'text' },
  { name: 'targets', type: 'jsonb' },
  { name: 'events', type: 'jsonb' },
  { name: 'reasons', type: 'jsonb' },
];
const OPTION_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'design_id', type: 'text' },
  { name: 'title', type: 'text' },
  { name: 'status', type: 'text' },
  { name: 'mentions', type: 'text[]' },
];

/** Writes designs with what was said in them. Inside a transaction, after the rows they replace are gone. */
export async function insertDesigns(sql: Sql, extracted: readonly ExtractedDesign[]): Promise<void> {
  await copyRows(sql, 'derived.design', DESIGN_COLUMNS, extracted.map(designRow));
  await copyRows(
    sql,
    'derived.design_thread',
    DESIGN_THREAD_COLUMNS,
    extracted.flatMap(({ design }) => design.threadIds.map((threadId) => [threadId, design.id])),
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

function designRow({ design, name, lists, startedAt, lastAt, failure }: ExtractedDesign): readonly unknown[] {
  return [design.id, name, lists, design.threadIds, design.seriesIds, startedAt, lastAt, failure];
}

function itemRows({ design, items }: ExtractedDesign): readonly (readonly unknown[])[] {
  return items.map((item) => [
    item.id,
    design.id,
    item.threadId,
    item.span.messageId,
    item.kind,
    item.span.start,
    item.span.end,
    item.quote,
    item.by.name,
    item.by.email,
    item.at,
    item.title,
    item.confidence,
    item.certain,
    item.blocking,
    item.origin,
    item.owner,
    item.status,
    item.option,
    item.targets,
    item.events,
    item.reasons,
  ]);
}

function optionRows({ design, options }: ExtractedDesign): readonly (readonly unknown[])[] {
  return options.map(({ id, title, status, mentions }) => [id, design.id, title, status, mentions]);
}
