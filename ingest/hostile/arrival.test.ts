import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { createRandom, type Random } from '@/ingest/hostile/random.ts';
import { type HostileArchive, openHostileArchive } from '@/ingest/hostile/test-hostile-archive.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';

/** reliability.md, points 18 and 19 through the database: what arrives when must not show in what is derived. */
let archive: HostileArchive;
beforeAll(async () => {
  archive = await openHostileArchive();
});
afterAll(() => archive.close());

async function checkAgainstFull(): Promise<void> {
  const incremental = await archive.digest();
  await deriveEverything(archive.sql, archive.pool, () => undefined);
  expect(await archive.digest()).toEqual(incremental);
}

const diff = (name: string): string =>
  `diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-old\n+new ${name}\n`;

/** Mail of a world of its own, named by `round`, in which everything meets that ties threads together. */
function randomMail(random: Random, round: number, n: number): Buffer {
  const id = (other: number): string => `r${round}m${other}@hostile.example`;
  const version = random.pick(['', ' v2', ' v3', ' RESEND']);
  const counter = random.pick(['', ' 0/2', ' 1/2', ' 2/2']);
  const cites = Array.from({ length: random.below(3) }, () => `<${id(random.below(20))}>`);
  const said = random.pick([
    '',
    '',
    `change-id: c${round}-${random.below(2)}\n`,
    `Supersedes: <${id(random.below(20))}>\n`,
  ]);
  const link = random.pick(['', '', `v1: https://lore.kernel.org/r/${id(random.below(20))}\n`]);
  return writeMail(
    `r${round}m${n}`,
    {
      Subject: random.pick([
        `[PATCH${version}${counter}] r${round} ${random.below(3)}`,
        `Re: [PATCH] r${round}`,
        'words',
      ]),
      From: random.pick(['Ann <ann@docket.example>', 'Bob <bob@docket.example>']),
      Date: `${1 + (round % 28)} Jul ${1980 + round} 10:${String(random.below(60)).padStart(2, '0')}:00 +0000`,
      References: cites.length === 0 ? null : cites.join(' '),
    },
    `why\n${said}${link}---\n${counter === ' 0/2' ? '' : diff(`${round} ${random.below(3)}`)}`,
  );
}

test('worlds of twenty mails in random batches equal a full derivation', async () => {
  const random = createRandom(20_240_718);
  for (let round = 0; round < 12; round += 1) {
    const mails = Array.from({ length: 20 }, (_, n) => randomMail(random, round, n));
    for (let at = 0; at < mails.length; ) {
      const size = 1 + random.below(6);
      await archive.ingest(mails.slice(at, at + size));
      at += size;
    }
  }
  await checkAgainstFull();
});

test('a parent after its thousand children, between ghosts, and taken back again', async () => {
  const child = (n: number): Buffer =>
    writeMail(`late-child-${n}`, {
      References: '<late-ghost@hostile.example> <late-parent@hostile.example>',
    });
  const parent = writeMail('late-parent', { References: '<late-ghost@hostile.example>' });
  await archive.ingest(Array.from({ length: 1_000 }, (_, n) => child(n)));
  await archive.ingest([parent]);
  const nodes = async (): Promise<number | undefined> => {
    const [row] = await archive.sql<{ n: number }[]>`
      SELECT count(message_key)::int AS n FROM derived.thread_node WHERE thread_id = 'late-ghost@hostile.example'`;
    return row?.n;
  };
  expect(await nodes()).toBe(1_001);
  const message = { bytes: parent, list: 'hostile', where: 'commit of a removal' };
  const removal = { kind: 'removal', oid: '0', message, cursor: null, done: 1 } as const;
  await archive.ingest({
    kind: 'mbox',
    size: null,
    async *events() {
      yield removal;
    },
  });
  expect(await nodes()).toBe(1_000);
  await checkAgainstFull();
});
