import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { groupOptions } from '@/lib/design/options/group-options.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

/** The options of a thread that begins with such a mail. */
function optionsOf(subject: string, body: string): readonly string[] {
  const archive = testArchive([{ subject, facts: { hasDiff: false } }]);
  const messages = archive.map((one): DesignMessage => ({ ...one, body }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = findMoves(threads);
  const links = linkMoves(moves, threads, derived);
  const titles = titleMoves(moves, links, threads, derived);
  return groupOptions(moves, links, titles, threads, derived).map(({ title }) => title);
}

const WAYS = `Hi all,

The tail cache is filled at mount and nobody has looked at where it is kept.

I see three ways to go about it:

(1) keep it in the superblock and load it lazily,
(2) keep it in a file of its own,
(3) drop it and read the tails from the index each time.

I lean towards the second. Thoughts?
`;

it('takes each way of a list for a proposal, and a preference for one of them for none', () => {
  expect(optionsOf('[RFC] Where should the tail cache live?', WAYS)).toEqual([
    'Keep it in the superblock and load it lazily',
    'Keep it in a file of its own',
    'Drop it and read the tails from the index each time',
  ]);
});

it('knows ways by their labels, and names none of them after the subject', () => {
  const body =
    'Every index file has a header of its own today.\n\nOption A: write the header in front of the old one.\n' +
    'Option B: replace the old one and convert at mount.\nOption C: a second file beside it.\n';
  const found = optionsOf('Proposal: a common header for all index files', body);
  expect(found.slice(-3)).toEqual([
    'Write the header in front of the old one',
    'Replace the old one and convert at mount',
    'A second file beside it',
  ]);
});

it('knows ways behind the words that it is to be discussed how to do it, but no steps', () => {
  const lead = "I'd like to discuss how to find it\nafter a restart:";
  expect(optionsOf('The tail cache', WAYS.replace('I see three ways to go about it:', lead))).toContain(
    'Keep it in a file of its own',
  );
  const steps = 'This is how to find it after a restart:';
  expect(optionsOf('The tail cache', WAYS.replace('I see three ways to go about it:', steps))).not.toContain(
    'Keep it in a file of its own',
  );
});

it('reads on where the words before a list are wrapped, but not what only tells how something is done', () => {
  const lead = 'Three ways I can see\nto go about it:';
  expect(optionsOf('The tail cache', WAYS.replace('I see three ways to go about it:', lead))).toContain(
    'Keep it in a file of its own',
  );
  const told = 'There are three ways to look up a tail with\nthe old index:';
  expect(optionsOf('The tail cache', WAYS.replace('I see three ways to go about it:', told))).not.toContain(
    'Keep it in a file of its own',
  );
});

it('takes what an RFC says further for a part of what it proposes', () => {
  const body =
    'Hello everyone,\n\nwith the old daemon going away readers are left without a place for their tails. This is a ' +
    'proposal for a protocol that lets them restore the place and size of their tails after a restart.\n\n' +
    'The client creates a session object with an opaque id which it got from the server earlier, then names each ' +
    'tail with a string of its choice before the first read. The server answers with "restored" or not.\n';
  expect(optionsOf('[RFC] add a tail-restore protocol', body)).toEqual(['add a tail-restore protocol']);
});

it('takes no list of anything else for ways', () => {
  const body = WAYS.replace('I see three ways to go about it', 'It goes wrong in three ways');
  expect(optionsOf('The tail cache', body)).not.toContain('Keep it in a file of its own');
  const steps = WAYS.replace('I see three ways to go about it', 'These happened in turn');
  expect(optionsOf('The tail cache', steps)).not.toContain('Keep it in a file of its own');
});

it('names what an RFC without patch proposes by its subject, without the label', () => {
  const body =
    'We sync the directory after each rename. That is what makes unpacking slow.\n\nThe patches are not ready yet.\n';
  expect(optionsOf('RFC: stop syncing the directory after each rename', body)).toEqual([
    'stop syncing the directory after each rename',
  ]);
});

it('finds what a numbered proposal proposes', () => {
  const body =
    'We sync the directory after each rename. That is what makes unpacking slow.\n\nThe patches are not ready yet.\n';
  expect(optionsOf('[dev] LEP 31: Stop syncing the directory after each rename', body)).toEqual([
    'LEP 31: Stop syncing the directory after each rename',
  ]);
});

it('takes bounded time', () => {
  for (const part of ['(1) a ', 'option 1: ', 'two ways ', '- x\n', '1. ', 'the following other ways \n']) {
    const start = cpuMs();
    optionsOf('[RFC] a list', part.repeat(3_000));
    expect(cpuMs() - start).toBeLessThan(3_000);
  }
});

it('takes no longer where a way has a gap as wide as a sentence may be', () => {
  const timeOf = (gap: string): number => {
    const ways = ['keep it', 'move it', 'drop it'].map((way, at) => `(${at + 1}) ${way}${gap}then\n`);
    const start = cpuMs();
    optionsOf('[RFC] a list', `Hi,\n\nI see three ways to go about it:\n\n${ways.join('')}`);
    return cpuMs() - start;
  };
  timeOf(', ');
  for (const gap of [' '.repeat(900), ', '.repeat(450)]) expect(timeOf(gap)).toBeLessThan(400);
});
