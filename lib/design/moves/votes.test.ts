import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { Move } from '@/lib/design/item.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

/** Moves in an answer with these words, or in what it answers, as `kind: words`. */
function movesOf(body: string, at = 1): readonly string[] {
  return readMoves(body, at).map(({ kind, span }) => `${kind}: ${body.slice(span.start, span.end)}`);
}

function readMoves(body: string, at: number): readonly Move[] {
  const archive = testArchive([
    { subject: '[VOTE] Tails: compact them', facts: { hasDiff: false } },
    { subject: 'Re: [VOTE] Tails: compact them', cites: ['m0'], by: 'bob' },
  ]);
  const messages = archive.map((one, n): DesignMessage => ({ ...one, body: n === at ? body : '' }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  return findMoves(threads);
}

it.each([
  ['+1', '+1'],
  ['Hi Ann,\n\nThanks for the work!\n\n+1 (binding)\n\nBest,\nBob\n', '+1 (binding)'],
  ['+1 from me, I have run it for a week.\n', '+1 from me, I have run it for a week.'],
  ['Thanks, I change my vote from -1 to +1.\n', 'Thanks, I change my vote from -1 to +1.'],
  ['I change my vote to +1 (binding).\n', 'I change my vote to +1 (binding).'],
])('a vote for it: %j', (body, words) => {
  expect(movesOf(body)).toContain(`endorsement: ${words}`);
});

it('a vote stands beside what its sentence goes on with', () => {
  const [vote, ...others] = movesOf(
    '+1.  The shrinker could do it alone, so why not let it compact the tails?\n',
  );
  expect(vote).toBe('endorsement: +1.');
  expect(others).toEqual(['proposal: The shrinker could do it alone, so why not let it compact the tails?']);
  expect(movesOf('+1, but please show numbers with more than 8 CPUs.\n')).toEqual([
    'action: +1, but please show numbers with more than 8 CPUs.',
  ]);
});

it.each([
  ['-1', '-1'],
  ['-1 (non-binding)\n\nBob\n', '-1 (non-binding)'],
  [
    "I am -1 on doing this for all files: on old disks the tails can't be trusted.\n",
    'I am -1 on doing this',
  ],
  [
    '-1 (binding)\n\nIt removes the old tails without any deprecation. We must warn first.\n',
    'It removes the old tails without any deprecation.',
  ],
])('a vote against it, or its reason: %j', (body, words) => {
  expect(movesOf(body).filter((move) => move.startsWith(`objection: ${words}`))).toHaveLength(1);
  expect(movesOf(body).some((move) => move.startsWith('proposal: '))).toBe(false);
});

it.each([
  ['The vote passes with 3 binding +1 votes (Ann, Bob, Eve), one +0 and no -1.'],
  ['The chairs see consensus to merge #555 with the change that Bob asked for.'],
  ['There is rough consensus on the second form.'],
])('the result decides: %s', (body) => {
  expect(movesOf(`${body}\n`)).toEqual([`decision: ${body}`]);
});

it.each([
  '-1 is the magic value for no size.\n',
  '-1: [128..511]: unwritten\n',
  '+1: [128..639]: unwritten\n',
  'The value may be\n       -1, the caller must clear errno before the call and check it after it.\n',
  '-1 for error and 0 for success.\n',
  '+0 (non-binding), I have not looked at the details.\n',
  'There is no consensus on this yet.\n',
  'I would merge it if the vote passes.\n',
])('no vote: %j', (body) => {
  const kinds = movesOf(body).map((move) => move.slice(0, move.indexOf(':')));
  expect(kinds).not.toContain('endorsement');
  expect(kinds).not.toContain('objection');
  expect(kinds).not.toContain('decision');
});

it('what is put to a vote is likely a proposal', () => {
  const [move] = readMoves('The text of TAIL-12, compact tails, is on the wiki.\n', 0);
  expect([move?.kind, (move?.confidence ?? 0) >= LIKELY_MIN]).toEqual(['proposal', true]);
});

it('what a thread puts forward to be voted on is its proposal', () => {
  const asked = "I'd like to start a vote on compacting tails in the background.";
  expect(movesOf(`Hi all,\n\n${asked}\n`, 0)).toContain(`proposal: ${asked}`);
  const named = 'The text of TAIL-12, compact tails, is on the wiki.';
  const [move = ''] = movesOf(`Hi all,\n\nThe vote is open for 72 hours.\n${named}\n`, 0);
  expect([move.startsWith('proposal: '), move.endsWith(named)]).toEqual([true, true]);
});

it('takes bounded time', () => {
  for (const part of ['I ', 'vote to ', '+1 ', 'the vote ', 'we see ', '-1 (binding)\n\n']) {
    const start = cpuMs();
    movesOf(part.repeat(10_000));
    expect(cpuMs() - start).toBeLessThan(3_000);
  }
});

it('who sums up what is done decides it', () => {
  expect(movesOf('To sum up: we go with approach 1.\n')).toEqual([
    'decision: To sum up: we go with approach 1.',
  ]);
  expect(movesOf('In summary, should we go with approach 1?\n')).not.toContain(
    'decision: In summary, should we go with approach 1?',
  );
});

it.each([
  ['Pushed with some cosmetic changes.', 'decision'],
  ['This is what I have pushed after another run of the tests.', 'decision'],
  ['Here is the version I committed, with the comment you asked for.', 'decision'],
  ['Seconded.', 'endorsement'],
  ['Strong objection: the old readers need the tails.', 'objection'],
  ['I have read the draft and support publication.', 'endorsement'],
  ['I oppose publication until this is addressed.', 'objection'],
])('words that settle, second or oppose are heard where the model hears nothing: %s', (body, kind) => {
  expect(movesOf(`${body}\n`)).toEqual([`${kind}: ${body}`]);
});

it('who seconds and offers something does both', () => {
  expect(movesOf("Seconded. I'd volunteer to draw up the list of tails.\n")).toEqual([
    'endorsement: Seconded.',
    "action: I'd volunteer to draw up the list of tails.",
  ]);
});

it.each([
  'This is what I would have pushed.',
  'We support it only if the device can do it in one go.',
  'Is this what you pushed?',
  'Pushed with force.',
  'The motion was seconded by Eve.',
])('settles, seconds, opposes and is for nothing: %s', (body) => {
  const kinds = movesOf(`${body}\n`).map((move) => move.slice(0, move.indexOf(':')));
  expect(kinds.filter((kind) => kind !== 'question' && kind !== 'action')).toEqual([]);
});

it.each([
  'This is what I have pushed to my branch.',
  'I pushed it with some fixes to my github tree for you to test.',
  "I've pushed this with some fixes to a tree of mine, for testing.",
  'Pushed with small changes to my own fork.',
])('work that is shown settles nothing: %s', (body) => {
  expect(movesOf(`${body}\n`).filter((move) => move.startsWith('decision: '))).toEqual([]);
});

it.each([
  'Pushed with minor changes to master.',
  'This is what I have pushed to the tree, thanks for testing.',
  'I have applied it with a few changes to my tree.',
  'Applied with small fixes to for-next, thanks.',
])('a maintainer who takes it settles it: %s', (body) => {
  expect(movesOf(`${body}\n`)).toEqual([`decision: ${body}`]);
});

it.each([
  ["Agreed. I'd also object to the second one.", "I'd also object to the second one."],
  ["Agreed. I'd also object to (2).", "I'd also object to (2)."],
])('who agrees and objects does both: %s', (body, objection) => {
  expect(movesOf(`${body}\n`)).toEqual(['endorsement: Agreed.', `objection: ${objection}`]);
});

it.each([
  'I support it only if the flag is off by default.',
  'We support publication only if the flag is off by default.',
  'I am in favour of this only if the flag is off.',
  'We would only support that draft if the flag was gone.',
])('support on a condition is none yet: %s', (body) => {
  expect(movesOf(`${body}\n`)).toEqual([`objection: ${body}`]);
});

it.each(['I support adoption if the flag goes.', '+1 if the flag is off by default.'])(
  'nobody is certain to be for it before he has what he asks for: %s',
  (body) => {
    const [move] = readMoves(`${body}\n`, 1);
    expect([move?.kind, move?.certain]).toEqual(['endorsement', false]);
  },
);

it('a promise and the wish behind it are two', () => {
  const moves = readMoves('Happy to. Please add a test.\n', 1);
  expect(moves.map(({ origin, owner, span }) => [origin, owner, span.start])).toEqual([
    ['commitment', 'bob', 0],
    ['request', 'ann', 10],
  ]);
});

it('who can live with it and asks for something promises nothing', () => {
  const moves = readMoves('I can live with that, but please name the flag.\n', 1);
  expect(moves.map(({ origin }) => origin)).toEqual(['request']);
});
