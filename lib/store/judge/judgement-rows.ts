import type { Anchor } from '@/lib/judge/anchor.ts';
import type { Act, Judgement, Seen, SuggestedBy } from '@/lib/judge/judgement.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/** Rows of `ground.judgement j` to and from `Judgement`. */

type Row = {
  readonly id: string;
  readonly verb: string;
  readonly author: string;
  readonly recordedAt: number;
  readonly effectiveAt: number | null;
  readonly reason: string | null;
  readonly value: Readonly<Record<string, unknown>>;
  readonly onTop: readonly string[];
  readonly suggestedBy: SuggestedBy | null;
  readonly anchor: Anchor | null;
};

/** One text column `line` with JSON in it. */
export const JUDGEMENT_LINE = sql`json_build_object('id', j.id, 'verb', j.verb, 'author', j.author,
  'recordedAt', (extract(epoch FROM j.recorded_at) * 1000)::float8,
  'effectiveAt', (extract(epoch FROM j.effective_at) * 1000)::float8, 'reason', j.reason, 'value', j.value,
  'onTop', j.on_top, 'suggestedBy', j.suggested_by,
  'anchor', CASE WHEN j.anchor_message_id IS NOT NULL THEN json_build_object('messageId', j.anchor_message_id,
    'contentHash', j.anchor_content_hash, 'bodyHash', j.anchor_body_hash, 'start', j.anchor_start,
    'end', j.anchor_end, 'exact', j.anchor_exact, 'prefix', j.anchor_prefix, 'suffix', j.anchor_suffix)
  END)::text AS line`;

export type Line = { readonly line: string };

export function toJudgement({ line }: Line): Judgement {
  const { verb, value, anchor, ...rest } = JSON.parse(line) as Row;
  const item = anchor === null ? {} : { item: { ...(value['item'] as object), anchor } };
  return { ...rest, act: { verb, ...value, ...item } as Act<Seen> };
}

export type JudgementRow = {
  readonly judgement: Judgement;
  readonly targets: readonly string[];
  readonly messageIds: readonly string[];
};

/** A new row, at `at`. */
export async function insertJudgement(write: Write, row: JudgementRow, at: Prisma.Sql): Promise<number> {
  const { id, author, effectiveAt, reason, onTop, suggestedBy, act } = row.judgement;
  const { verb, ...fields } = act;
  const anchor = 'item' in act ? act.item.anchor : null;
  const value = 'item' in act ? { ...fields, item: { kind: act.item.kind, title: act.item.title } } : fields;
  const suggestion = suggestedBy === null ? null : JSON.stringify(suggestedBy);
  const [added] = await write.rows<{ readonly at: number }>(sql`
    INSERT INTO ground.judgement (id, verb, author, recorded_at, effective_at, reason, value, undoes,
      anchor_message_id, anchor_content_hash, anchor_body_hash, anchor_start, anchor_end, anchor_exact,
      anchor_prefix, anchor_suffix, on_top, suggested_by, targets, message_ids)
    VALUES (${id}::uuid, ${verb}, ${author}, ${at}, to_timestamp(${effectiveAt}::float8 / 1000), ${reason},
      ${JSON.stringify(value)}::jsonb, ${act.verb === 'undo' ? act.judgement : null}::uuid,
      ${anchor?.messageId ?? null}, ${anchor?.contentHash ?? null}, ${anchor?.bodyHash ?? null},
      ${anchor?.start ?? null}::int, ${anchor?.end ?? null}::int, ${anchor?.exact ?? null},
      ${anchor?.prefix ?? null}, ${anchor?.suffix ?? null}, ${onTop}::uuid[], ${suggestion}::jsonb,
      ${row.targets}::text[], ${row.messageIds}::text[])
    RETURNING (extract(epoch FROM recorded_at) * 1000)::float8 AS at`);
  return added?.at ?? 0;
}
