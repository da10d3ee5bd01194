import { sql } from '@/lib/store/database/prisma.ts';

/** An item as it stands beside its words. */
export type MarginItem = {
  readonly id: string;
  readonly messageId: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly status: string | null;
  readonly certain: boolean;
};

/** Beside one message more marks than this say nothing (a mail of one line of 100 kB gave 2,330). */
export const MARGIN_MAX = 300;

/** Columns of `derived.item i` for a MarginItem. */
export const MARGIN_ITEM = sql`'id', i.id, 'messageId', i.message_id, 'kind', i.kind, 'start', i.span_start,
  'end', i.span_end, 'title', i.title, 'status', i.status, 'certain', i.certain`;
