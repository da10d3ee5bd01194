import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Source } from '@/ingest/sources/source.ts';

/** A mail program renames the files of a Maildir at any time: new mail is moved to `cur`, flags stand in the name. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-moves-'));
});
afterAll(() => rm(folder, { recursive: true }));

const mail = (id: number | string): string =>
  `From: Ann <ann@example.org>\nSubject: words\nMessage-ID: <${id}@x>\n\nWords.\n`;

async function makeMaildir(name: string, files: readonly string[]): Promise<string> {
  const path = join(folder, name);
  for (const part of ['cur', 'new', 'tmp']) await mkdir(join(path, part), { recursive: true });
  for (const file of files) await writeFile(join(path, file), mail(file.replace(/^...\/|:2,.*$/g, '')));
  return path;
}

const open = (path: string): Promise<Source> => openSource(path, { list: null, cursor: null, home: folder });

async function read(source: Source): Promise<readonly string[]> {
  const told: string[] = [];
  for await (const event of source.events()) {
    if (event.kind === 'message') {
      told.push(/<(\S+)@x>/.exec(Buffer.from(event.message.bytes).toString())?.[1] ?? 'no id');
    } else if (event.kind === 'problem') told.push(`${event.problem.where}: ${event.problem.detail}`);
  }
  return told.sort();
}

test('a message that was moved after it was listed is read where it is now', async () => {
  const path = await makeMaildir('moved', ['new/1', 'cur/2:2,', 'cur/3:2,S']);
  const source = await open(path);
  await rename(join(path, 'new/1'), join(path, 'cur/1:2,S'));
  await rename(join(path, 'cur/2:2,'), join(path, 'cur/2:2,RS'));
  expect(await read(source)).toEqual(['1', '2', '3']);
});

test('one that was deleted or thrown away meanwhile is as if it never was', async () => {
  const path = await makeMaildir('gone', ['new/1', 'cur/2:2,', 'cur/3:2,S', 'cur/4:2,']);
  const source = await open(path);
  await rm(join(path, 'new/1'));
  await rename(join(path, 'cur/2:2,'), join(path, 'cur/2:2,T'));
  expect(await read(source)).toEqual(['3', '4']);
});

test('a name that cannot be opened because it is not UTF-8 is told as that', async () => {
  const path = join(folder, 'latin');
  await mkdir(path);
  const name = Buffer.concat([Buffer.from(`${path}/caf`), Buffer.from([0xe9]), Buffer.from('.eml')]);
  await writeFile(name, mail(1));
  await writeFile(join(path, 'b.eml'), mail(2));
  expect(await read(await open(path))).toEqual([
    '2',
    'caf\ufffd.eml: Its name is not UTF-8, so it cannot be opened. Rename it.',
  ]);
});

/** Moves new mail to `cur` and turns a flag on and off, as fast as it can. */
const MAIL_PROGRAM = `
  const { readdirSync, renameSync } = require('node:fs');
  process.chdir(process.argv[1]);
  process.stdout.write('begun');
  for (;;) {
    for (const name of readdirSync('new').slice(0, 40)) renameSync('new/' + name, 'cur/' + name + ':2,');
    for (const name of readdirSync('cur').slice(-40)) {
      renameSync('cur/' + name, 'cur/' + (name.endsWith('S') ? name.slice(0, -1) : name + 'S'));
    }
  }`;

test('beside a mail program that never rests each message comes once', async () => {
  const ids = Array.from({ length: 2_000 }, (_, index) => String(index + 10_000));
  const path = await makeMaildir(
    'busy',
    ids.map((id, index) => (index % 2 === 0 ? `new/${id}` : `cur/${id}:2,`)),
  );
  const program = spawn(process.execPath, ['-e', MAIL_PROGRAM, path]);
  try {
    await new Promise((resolve) => program.stdout.once('data', resolve));
    expect(await read(await open(path))).toEqual(ids);
  } finally {
    program.kill('SIGKILL');
    await new Promise((resolve) => program.once('close', resolve));
  }
});
