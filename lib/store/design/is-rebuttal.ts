import { OBJECTION_ID } from '@/lib/design/rebuttal.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** Whether the row `i` of items is an objection that is in no number (lib/design/rebuttal.ts). */
export const IS_REBUTTAL = sql`(i.kind = 'objection' AND i.targets <> '[]' AND NOT EXISTS (
  SELECT FROM jsonb_array_elements(i.targets) t WHERE t ->> 'id' !~ ${OBJECTION_ID}))`;
