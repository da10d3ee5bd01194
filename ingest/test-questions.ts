import type { ParsePool } from '@/ingest/parse/pool.ts';
import type { TestArchive } from '@/ingest/test-archive.ts';
import { testIngest } from '@/ingest/test-ingest.ts';

/**
 * Mails that each ask one question, `id` or `id < what it answers`: threads with one item a mail. `[PATCH v2] id` is a
 * version of one patch.
 */
export async function ingestQuestions(
  archive: TestArchive,
  pool: ParsePool,
  mails: readonly string[],
): Promise<void> {
  const bytes = mails.map((mail, index) => Buffer.from(question(mail, index)));
  await testIngest(archive, pool, bytes, 'devel');
}

const DIFF = ['---', 'diff --git a/x b/x', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-old', '+new'];

function question(mail: string, index: number): string {
  const [, tag = '', id = '', answers] = /^(?:(\[.*\]) )?(\S+)(?: < (\S+))?$/.exec(mail) ?? [];
  return [
    'From: Ann <ann@example.org>',
    'To: devel@example.org',
    `Subject: ${tag === '' ? `about ${id}` : `${tag} fs: one change of five words`}`,
    `Message-ID: <${id}@x>`,
    `Date: Thu, 18 Jul 2024 10:0${index}:00 +0000`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@x>`]),
    '',
    'What happens when the range is dirty?',
    ...(tag === '' ? [] : DIFF),
    '',
  ].join('\r\n');
}
