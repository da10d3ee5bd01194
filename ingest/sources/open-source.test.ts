import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from './open-source.ts';
import type { Source } from './source.ts';
import { openStream } from './stream.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-open-'));
});
afterAll(() => rm(folder, { recursive: true }));

const MAIL = 'Subject: 1\nFrom: a@b\n\nbody\n';
const MBOX = `From a@b Thu Jan  1 00:00:00 1970\n${MAIL}\n`;
const options = { list: null, cursor: null, home: '/nowhere' };

/** `kind: subjects and problem codes`, or the code and text of the refusal. */
async function describeSource(open: () => Source | Promise<Source>): Promise<string> {
  try {
    const source = await open();
    const found: string[] = [];
    for await (const event of source.events()) {
      if (event.kind === 'problem') found.push(`${event.problem.code} ${event.problem.where}`);
      else if (event.kind !== 'part')
        found.push(/Subject: (.*)/.exec(Buffer.from(event.message.bytes).toString())?.[1] ?? '?');
    }
    return `${source.kind}: ${found.join(', ')}`;
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}

async function check(content: string | Uint8Array, expected: string | RegExp): Promise<void> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  expect(await describeSource(() => openSource(path, options))).toMatch(expected);
}

test('files are recognised by their content', async () => {
  await check(MBOX, /^mbox: 1$/);
  await check(gzipSync(MBOX), /^mbox: 1$/);
  await check('', /^mbox: $/);
  await check(MAIL, /^eml: 1$/);
  await check(gzipSync(MAIL), /^eml: 1$/);
  await check(`X-Folded: a\n b\n${MAIL}`, /^eml: 1$/);
  await check(`Received: ${'x'.repeat(2_000)}`, /^eml: /);
});

test('what is no mail is refused by the name of what it looks like', async () => {
  await check('PK\x03\x04', /^UNSUPPORTED: .* is a zip archive/);
  const member = Buffer.alloc(1_536);
  member.write('../../etc/passwd');
  member.write('0000644\x000000000\x000000000\x0000000000004\x0000000000000\x00', 100);
  member.write('ustar\x0000', 257);
  await check(member, /^UNSUPPORTED: /);
  await check(gzipSync(member), /^UNSUPPORTED: /);
  await check(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), /^UNSUPPORTED: .* packed with xz/);
  await check('BZh91AY&SY\0', /^UNSUPPORTED: .* packed with bzip2/);
  await check(gzipSync(gzipSync(MBOX)), /^UNSUPPORTED: .* gzip within gzip/);
  await check('To whom it may concern: hello\n', /^UNSUPPORTED: .* does not begin like mail/);
  await check('Title: a book\nSubjects: none\n', /^UNSUPPORTED: .* does not begin like mail/);
  await check('\0\x01\x02', /^UNSUPPORTED: .* binary/);
  await check(gzipSync(MBOX).subarray(0, 12), /^ARCHIVE_UNREADABLE: .* damaged or cut off/);
});

test('addresses, devices, missing and empty paths are refused', async () => {
  for (const url of ['git://x/y', 'git@host:x', 'ext::sh -c x', 'file:///etc/passwd', 'ssh://host/x']) {
    expect(await describeSource(() => openSource(url, options))).toMatch(/^UNSUPPORTED: /);
  }
  // What git or ssh would take for an option is a path here, and never reaches them.
  for (const option of ['--upload-pack=touch x', '-oProxyCommand=touch x', '../../absent/etc']) {
    expect(await describeSource(() => openSource(option, options))).toMatch(/^NOT_FOUND: /);
  }
  for (const url of ['ssh://-oProxyCommand=x/y', 'https://lore.kernel.org@evil.example/x/']) {
    expect(await describeSource(() => openSource(url, options))).toMatch(/^(?:UNSUPPORTED|BAD_INPUT): /);
  }
  expect(await describeSource(() => openSource('https://evil.example/', options))).toMatch(
    /^BAD_INPUT: Docket may not fetch from evil\.example, only from lore\.kernel\.org/,
  );
  expect(await describeSource(() => openSource(join(folder, 'absent'), options))).toMatch(/^NOT_FOUND: /);
  expect(await describeSource(() => openSource('/dev/null', options))).toMatch(/^UNSUPPORTED: .* device/);
  await mkdir(join(folder, 'nothing'));
  expect(await describeSource(() => openSource(join(folder, 'nothing'), options))).toMatch(
    /^UNSUPPORTED: .* folder/,
  );
});

test('an address without https:// is told from a path that is not there', async () => {
  const remedyOf = async (location: string): Promise<string> =>
    openSource(location, options).then(
      () => '',
      (error) => `${error.code}: ${error.remedy}`,
    );
  for (const address of ['lore.kernel.org/linux-xfs/', 'lore.kernel.org/linux-xfs/a@b/T/#t']) {
    expect(await remedyOf(address)).toBe(`NOT_FOUND: Check the path, or is it https://${address}?`);
  }
  for (const path of ['nowhere/a.mbox', './lore.kernel.org/x', 'saga.mbox', '/lists.example.org/x']) {
    expect(await remedyOf(path)).toBe('NOT_FOUND: Check the path.');
  }
  expect(await remedyOf('')).toMatch(/^BAD_INPUT: Give an mbox/);
});

test('what this account may not read is refused, files and folders alike', async () => {
  const [file, box, inside] = [join(folder, 'shut'), join(folder, 'shut-box'), join(folder, 'half-shut')];
  await writeFile(file, MBOX, { mode: 0o000 });
  for (const path of [join(box, 'new'), join(inside, 'cur')]) await mkdir(path, { recursive: true });
  // A folder that may be listed but not entered tells the names of its messages and nothing else.
  await writeFile(join(box, 'a.eml'), MAIL);
  for (const [path, mode] of [
    [box, 0o644],
    [join(inside, 'cur'), 0o000],
  ] as const)
    await chmod(path, mode);
  const isRoot = process.geteuid?.() === 0;
  // Permissions do not hold root up.
  if (isRoot) await chmod(folder, 0o711);
  if (isRoot) process.seteuid?.(65_534);
  try {
    for (const path of [file, box, inside])
      expect(await describeSource(() => openSource(path, options))).toMatch(
        /^ARCHIVE_UNREADABLE: .* cannot be read: permission denied\.$/,
      );
  } finally {
    if (isRoot) process.seteuid?.(0);
    for (const path of [box, join(inside, 'cur')]) await chmod(path, 0o700);
  }
});

test('a Maildir is read in order, only regular files, cur and new', async () => {
  const maildir = join(folder, 'maildir');
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(maildir, name), { recursive: true });
  const mail = (n: number): string => MAIL.replace('1', String(n));
  await writeFile(join(maildir, 'new/3'), mail(3));
  await writeFile(join(maildir, 'cur/2:2,S'), mail(2));
  await writeFile(join(maildir, 'cur/1:2,'), mail(1));
  await writeFile(join(maildir, 'tmp/9'), mail(9));
  await writeFile(join(maildir, 'cur/.hidden'), mail(9));
  // A draft was never sent, and what was thrown away is not for others.
  for (const flags of ['D', 'DS', 'RST']) await writeFile(join(maildir, `cur/2:2,${flags}`), mail(9));
  await writeFile(join(folder, 'secret'), mail(9));
  await symlink(join(folder, 'secret'), join(maildir, 'cur/4'));
  await mkdir(join(maildir, 'cur/5'));
  execFileSync('mkfifo', [join(maildir, 'new/6')]);
  expect(await describeSource(() => openSource(maildir, options))).toBe(
    'maildir: 1, 2, source-unreadable cur/4, source-unreadable cur/5, 3, source-unreadable new/6',
  );
});

test('a folder of .eml files is read in order', async () => {
  const path = join(folder, 'emls');
  await mkdir(path);
  await writeFile(join(path, 'b.eml'), MAIL.replace('1', '2'));
  await writeFile(join(path, 'a.EML'), MAIL);
  await writeFile(join(path, 'notes.txt'), 'no mail');
  expect(await describeSource(() => openSource(path, options))).toBe('maildir: 1, 2');
});

test('a stream is an mbox or one message, and is not touched before its events are asked for', async () => {
  const stream = (...chunks: readonly (string | Uint8Array)[]): Source =>
    openStream(() => Readable.from(chunks.map((chunk) => Buffer.from(chunk))), 'Standard input');
  expect(await describeSource(() => stream(MBOX.slice(0, 3), MBOX.slice(3), MBOX))).toBe('stream: 1, 1');
  expect(await describeSource(() => stream(gzipSync(MBOX)))).toBe('stream: 1');
  expect(await describeSource(() => stream(MAIL))).toBe('stream: 1');
  expect(await describeSource(() => stream())).toBe('stream: ');
  expect(await describeSource(() => stream('no mail'))).toMatch(/^UNSUPPORTED: Standard input is text/);
  let opened = 0;
  openStream(() => {
    opened += 1;
    return Readable.from([]);
  }, 'x');
  expect(opened).toBe(0);
});

/** How the source looks to a second reading after `change`. */
async function checkSecondReading(path: string, change: () => unknown, expected: boolean): Promise<void> {
  const { seal } = await openSource(path, options);
  await change();
  const second = await openSource(path, { ...options, seal });
  expect(second.isUnchanged).toBe(expected);
  if (expected) expect(await describeSource(() => second)).toBe(`${second.kind}: `);
}

test('files and folders that look as before are not read', async () => {
  const file = join(folder, 'sealed');
  await writeFile(file, MBOX);
  await checkSecondReading(file, () => undefined, true);
  await checkSecondReading(file, () => writeFile(file, MBOX.replace('1', '2')), false);
  const maildir = join(folder, 'sealed-maildir');
  for (const name of ['cur', 'new']) await mkdir(join(maildir, name), { recursive: true });
  await writeFile(join(maildir, 'cur/1:2,S'), MAIL);
  await writeFile(join(maildir, 'a.eml'), MAIL);
  await checkSecondReading(maildir, () => undefined, true);
  await checkSecondReading(maildir, () => writeFile(join(maildir, 'new/2'), MAIL), false);
  await checkSecondReading(maildir, () => writeFile(join(maildir, 'a.eml'), `${MAIL} more`), false);
});

test('what lei writes is read: a Maildir without folders but cur and new, mboxrd and its gzip', async () => {
  const saved = join(folder, 'lei');
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(saved, name), { recursive: true });
  // lei names files by blob and labels, and keeps what it knows beside them.
  await writeFile(join(saved, 'cur', `${'a'.repeat(40)}-1:2,S`), MAIL);
  await writeFile(join(saved, 'new', `${'b'.repeat(40)}-2`), MAIL.replace('1', '2'));
  await writeFile(join(saved, '.lei-lock'), '');
  expect(await describeSource(() => openSource(saved, options))).toBe('maildir: 1, 2');
  const entry = `From mboxrd@z Thu Jan  1 00:00:00 1970\n${MAIL.replace('body', '>From me\nbody')}\n`;
  await check(entry + entry.replace('Subject: 1', 'Subject: 2'), /^mbox: 1, 2$/);
  await check(gzipSync(entry), /^mbox: 1$/);
});

test('a named list is the list of every message', async () => {
  await writeFile(join(folder, 'listed'), MBOX);
  for await (const event of (
    await openSource(join(folder, 'listed'), { ...options, list: 'devel' })
  ).events()) {
    expect(event.kind === 'message' && event.message.list).toBe('devel');
  }
  expect.hasAssertions();
});
