import type { PlacedItem } from '@/lib/design/extract.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/**
 * An item as statements send it: its columns in this order, without their names. Of a design with 18,000 items that is
 * half the time of the statement (objects 290 ms, arrays 150) and two thirds of the bytes.
 */
export type ItemColumns = readonly [
  id: PlacedItem['id'],
  kind: PlacedItem['kind'],
  messageId: PlacedItem['span']['messageId'],
  start: number,
  end: number,
  byName: string,
  byEmail: string,
  at: number,
  confidence: number,
  certain: boolean,
  blocking: boolean,
  origin: PlacedItem['origin'],
  owner: string | null,
  title: string,
  targets: PlacedItem['targets'],
  status: PlacedItem['status'],
  events: PlacedItem['events'],
  option: PlacedItem['option'],
  threadId: PlacedItem['threadId'],
  quote: string,
];

/** Of `derived.item i`; its reasons are not read, they are a third of the bytes and no page shows them. */
export const ITEM_COLUMNS = sql`i.id, i.kind, i.message_id, i.span_start, i.span_end, i.by_name, i.by_email,
  extract(epoch FROM i.at) * 1000, i.confidence, i.certain, i.blocking, i.origin, i.owner, i.title, i.targets, i.status,
  i.events, i.option_id, i.thread_id, i.quote`;

export function itemOf([
  id,
  kind,
  messageId,
  start,
  end,
  name,
  email,
  at,
  confidence,
  certain,
  blocking,
  origin,
  owner,
  title,
  targets,
  status,
  events,
  option,
  threadId,
  quote,
]: ItemColumns): PlacedItem {
  return {
    id,
    kind,
    span: { messageId, start, end },
    by: { name, email },
    at,
    confidence,
    certain,
    blocking,
    origin,
    owner,
    reasons: [],
    title,
    targets,
    status,
    events,
    option,
    threadId,
    quote,
  };
}
