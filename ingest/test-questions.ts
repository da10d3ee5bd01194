import { sourceOf } from '@/ingest/hostile/source-of.ts';
import type { ParsePool } from '@/ingest/parse/pool.ts';
import { ingestSource } from '@/ingest/pipeline.ts';
import type { TestArchive } from '@/ingest/test-archive.ts';
import { registerSource } from '@/lib/store/source.ts';

/** Mails that each ask one question, `id` or `id < what it answers`: threads with one item a mail. */
export async function ingestQuestions(
  { sql }: TestArchive,
  pool: ParsePool,
  mails: readonly string[],
): Promise<void> {
  await registerSource(sql, { name: 'test', location: 'test', list: null });
  const source = sourceOf(
    mails.map((mail, index) => Buffer.from(question(mail, index))),
    'devel',
  );
  await ingestSource(sql, 'test', source, {
    pool,
    guardDisk: async () => undefined,
    fallbackList: 'devel',
    onProgress: () => undefined,
  });
}

function question(mail: string, index: number): string {
  const [id = '', answers] = mail.split(' < ');
  return [
    'From: Ann <ann@example.org>',
    'To: devel@example.org',
    `Subject: about ${id}`,
    `Message-ID: <${id}@x>`,
    `Date: Thu, 18 Jul 2024 10:0${index}:00 +0000`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@x>`]),
    '',
    'What happens when the range is dirty?',
    '',
  ].join('\r\n');
}
