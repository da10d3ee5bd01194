import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '@/ingest/sources/open-source.ts';
import { openStream } from '@/ingest/sources/stream.ts';

/** What people give who do not know what a source is: it is read, or told what to give instead. */

const MAIL = 'From: Ann <ann@example.org>\nSubject: words\nMessage-ID: <a@x>\n\nWords.\n';
const MBOX = `From mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL}\n`;
const MARK = '\ufeff';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-unusual-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, bytes: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

/** The messages and problems of a source, or its refusal. */
async function read(location: string): Promise<readonly string[]> {
  try {
    const source = await openSource(location, { list: null, cursor: null, home: folder });
    const told: string[] = [];
    for await (const event of source.events()) {
      if (event.kind === 'message') told.push(Buffer.from(event.message.bytes).toString());
      if (event.kind === 'problem') told.push(`${event.problem.where}: ${event.problem.detail}`);
    }
    return told;
  } catch (error) {
    const { message, remedy } = error as { readonly message: string; readonly remedy: string };
    return [message.replaceAll(folder, ''), remedy.replaceAll(folder, '')];
  }
}

test('an mbox with a byte order mark loses no message', async () => {
  const two = MARK + MBOX + MBOX.replace('a@x', 'b@x');
  const expected = [MAIL, MAIL.replace('a@x', 'b@x')];
  expect(await read(await put('mark.mbox', two))).toEqual(expected);
  expect(await read(await put('mark.mbox.gz', gzipSync(two)))).toEqual(expected);
});

test('a page that a site sent in place of mail is told as one', async () => {
  for (const page of [
    '<!DOCTYPE html>\n<p>Wait',
    '\n <html>',
    '<?xml version="1.0"?>\n<feed>',
    `${MARK}<HTML>`,
  ]) {
    const [message, remedy] = await read(await put('t.mbox', page));
    expect([page, message]).toEqual([page, '/t.mbox is a page of HTML or XML, not mail.']);
    expect(remedy).toContain('t.mbox.gz');
  }
});

/** A header of the first tar, which does not say that it is one. */
function oldTar(): Buffer {
  const head = Buffer.alloc(1024);
  head.write('list.mbox');
  head.write('0000644\x000000000\x000000000\x0000000000200\x0000000000000\x00        ', 100);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

test('what is packed is told with the commands that unpack it', async () => {
  const tar = Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(250)]);
  const cases = [
    ['a.mbox.xz', Buffer.from('\xfd7zXZ\0', 'latin1'), 'xz -dc < D/a.mbox.xz > D/a.mbox', 'D/a.mbox'],
    ["an's.bz2", Buffer.from('BZh9'), "bzip2 -dc < 'D/an'\\''s.bz2' > 'D/an'\\''s'", "'D/an'\\''s'"],
    ['b', Buffer.from('\x28\xb5\x2f\xfd', 'latin1'), 'zstd -dc < D/b > D/b.unpacked', 'D/b.unpacked'],
    ['c.gz', gzipSync(gzipSync(MBOX)), 'gzip -dc < D/c.gz > D/c', 'D/c'],
    ['f.lz4', Buffer.from('\x04\x22\x4d\x18', 'latin1'), 'lz4 -dc < D/f.lz4 > D/f', 'D/f'],
    ['f.lz', Buffer.from('LZIP\x01'), 'lzip -dc < D/f.lz > D/f', 'D/f'],
    ['f.lzma', Buffer.from('\x5d\0\0\x80\0', 'latin1'), 'xz -dc < D/f.lzma > D/f', 'D/f'],
    ['f.Z', Buffer.from('\x1f\x9d\x90F', 'latin1'), 'gzip -dc < D/f.Z > D/f', 'D/f'],
    ['f.7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), '7z x D/f.7z -oD/f', 'what is in D/f'],
    ['f.rar', Buffer.from('Rar!\x1a\x07\x01'), 'unrar x D/f.rar D/f/', 'what is in D/f'],
    ['g.tar', oldTar(), 'mkdir D/g && tar -xf D/g.tar -C D/g', 'what is in D/g'],
    ['d.tar', tar, 'mkdir D/d && tar -xf D/d.tar -C D/d', 'what is in D/d'],
    ['d.tgz', gzipSync(tar), 'mkdir D/d && tar -xf D/d.tgz -C D/d', 'what is in D/d'],
    ['e.zip', Buffer.from('PK\x03\x04'), 'unzip D/e.zip -d D/e', 'what is in D/e'],
  ] as const;
  for (const [name, bytes, unpack, next] of cases) {
    const [, remedy] = await read(await put(name, bytes));
    const [first, then] = [unpack, next].map((words) => words.replaceAll('D/', '/'));
    expect(remedy).toBe(`Unpack it: ${first}, then: docket ingest ${then}`);
  }
});

test('a file of addresses is told how to be given', async () => {
  const path = await put('urls', 'https://lore.kernel.org/x/a@b/\n\nhttps://lore.kernel.org/x/c@d/\n');
  expect(await read(path)).toEqual([
    '/urls is a list of addresses.',
    'Give them themselves: xargs docket ingest < /urls',
  ]);
});

test.each(['<a+b@x.example>', 'mid:a+b@x.example', 'a+b@x.example', 'Message-ID: <a+b@x.example>'])(
  '%s is told to be a Message-ID',
  async (id) => {
    expect(await read(id)).toEqual([
      `There is no ${id}.`,
      'Check the path, or is it the message https://lore.kernel.org/all/a%2Bb@x.example/?',
    ]);
  },
);

test('a folder of other mail is told what to give', async () => {
  await put('boxes/2024-01.mbox', MBOX);
  const own = 'has no messages of its own (*.eml, cur, new), but';
  expect(await read(join(folder, 'boxes'))).toEqual([
    `/boxes ${own} 2024-01.mbox looks like mail.`,
    'Give what is in it: docket ingest /boxes/*',
  ]);
  await put('mh/1', MAIL);
  expect((await read(join(folder, 'mh')))[0]).toBe(`/mh ${own} 1 looks like mail.`);
  await put('nested/devel/a.eml', MAIL);
  expect((await read(join(folder, 'nested')))[0]).toBe(`/nested ${own} devel looks like mail.`);
  await put('other/words', 'Words.\n');
  expect((await read(join(folder, 'other')))[0]).toContain('neither messages');
});

test('an mbox beside messages is not left out without a word', async () => {
  await put('mixed/a.eml', MAIL);
  await put('mixed/b.mbox', MBOX);
  expect(await read(join(folder, 'mixed'))).toEqual([
    MAIL,
    'b.mbox: An mbox beside the messages of a folder is not read with them. Ingest it by its own name.',
  ]);
});

test('UTF-16, as an editor may save it, is told with what converts it', async () => {
  const path = await put('wide.mbox', Buffer.from(MARK + MBOX, 'utf16le'));
  expect(await read(path)).toEqual([
    '/wide.mbox is text in UTF-16, which mail never is.',
    'Convert it: iconv -f UTF-16 -t UTF-8 < /wide.mbox > /wide.mbox.utf-8, then: docket ingest /wide.mbox.utf-8',
  ]);
});

test('a packed message in a folder is no broken mail, and not left out without a word', async () => {
  await put('packs/cur/1:2,S', MAIL);
  await put('packs/cur/2:2,S', gzipSync(MAIL));
  await put('packs/new/3', Buffer.from('\xfd7zXZ\0', 'latin1'));
  const remedy = 'Messages of a folder are read as they are: unpack it in its place.';
  expect(await read(join(folder, 'packs'))).toEqual([
    MAIL,
    `cur/2:2,S: The file is packed with gzip. ${remedy}`,
    `new/3: The file is packed with xz. ${remedy}`,
  ]);
  await put('emls/a.eml', MAIL);
  await put('emls/b.eml.gz', gzipSync(MAIL));
  expect(await read(join(folder, 'emls'))).toEqual([
    MAIL,
    'b.eml.gz: A packed message of a folder is not read. Unpack it in its place.',
  ]);
});

test('what is packed and comes through a pipe is not given a name that it does not have', async () => {
  const stream = openStream(() => Readable.from([Buffer.from('\xfd7zXZ\0', 'latin1')]), 'Standard input');
  await expect(stream.events().next()).rejects.toMatchObject({
    message: 'Standard input is packed with xz.',
    remedy:
      'Unpack it on the way (xz -dc < FILE | docket ingest -), or: docket ingest FILE, which tells how.',
  });
});
