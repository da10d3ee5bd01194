import type { Sql } from 'postgres';
import type { ParsePool } from '@/ingest/parse/pool.ts';
import { quarantineRow } from '@/ingest/parse/quarantine-row.ts';
import type { DiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { assert } from '@/lib/base/assert.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { deriveWhole } from '@/lib/series/derive.ts';
import { type DerivedCounts, deriveAll } from '@/lib/store/derive/derive.ts';

type Options = {
  /** Called before each batch of messages: all of it takes as much space again as the derived rows do. */
  readonly guardDisk?: DiskGuard;
  readonly derive?: typeof deriveWhole;
};

/** `docket derive`: parses every raw message again and replaces all derived rows. */
export async function deriveEverything(
  sql: Sql,
  pool: ParsePool,
  onProgress: (messages: number) => void,
  { guardDisk = async () => undefined, derive = deriveWhole }: Options = {},
): Promise<DerivedCounts> {
  return deriveAll(sql, {
    parse: async (rows) => {
      await guardDisk();
      const parsed = await pool.parseRows(
        rows.map(({ key, bytes }) => ({ bytes, list: null, where: `message ${key}` })),
      );
      return rows.map(({ key, messageId, contentHash, firstOfId, lists }, index) => {
        const found = parsed[index];
        assert(found !== undefined, `the parser answers for message ${key}`);
        // What names the message is ground: a better reader must not rename it.
        const identity = { messageId: messageId as MessageId, contentHash };
        return { key, firstOfId, lists, row: { ...found.row, ...identity } };
      });
    },
    quarantine: quarantineRow,
    onProgress,
    derive,
  });
}
