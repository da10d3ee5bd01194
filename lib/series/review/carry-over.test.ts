import { expect, test } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import { carryOver } from '@/lib/series/review/carry-over.ts';
import type { LocatedEntry } from '@/lib/series/review/changelog-link.ts';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import type { RangePatch } from '@/lib/series/review/range-text.ts';
import { anchorComments } from '@/lib/series/review/review.ts';

const WORDS = 'alpha beta gamma delta epsilon zeta theta iota kappa lambda sigma omega'.split(' ');

/** A patch that adds one call a word to a file of the patch's name. */
function patch(messageId: string, title: string, words: readonly string[]): RangePatch {
  const added = words.map((word) => `+\tcall_${word}();\n`).join('');
  const file = `diff --git a/${title} b/${title}\n--- a/${title}\n+++ b/${title}\n`;
  const body = `Why it is so.\n---\n${file}@@ -0,0 +1,${words.length} @@ start_pump(void)\n${added}`;
  return { n: 1, messageId: messageId as MessageId, title, body };
}

/** What becomes of a comment below `quote` on the first patch, when `after` is posted: kind, where to, words around. */
function check(
  quote: string,
  after: readonly RangePatch[],
  expected: string,
  changelog: readonly string[] = [],
): void {
  const before = patch('p1', 'one', WORDS);
  const from = { name: 'Bob Example', email: 'bob@example.org' };
  const reply = {
    messageId: 'r1' as MessageId,
    from,
    references: [before.messageId],
    body: `> ${quote}\nWhy not?\n`,
  };
  const comments = anchorComments([before], [reply]);
  const entries = changelog.map((text) => ({
    text,
    people: [],
    start: 0,
    end: 1,
    messageId: 'c' as MessageId,
  }));
  const [carried] = carryOver(comments, rangeDiff([before], after), [reply], entries);
  const changed = carried?.lines
    .filter(({ kind }) => kind !== 'context')
    .map(({ kind, text }) => `${kind} ${text.replace('\t', '')}`);
  const parts = [
    carried?.kind,
    carried?.into?.messageId ?? null,
    ...(changed ?? []),
    ...(carried?.mention ? [carried.mention.reason] : []),
  ];
  expect(parts.filter((part) => part !== null).join(', ')).toBe(expected);
}

const replaced = (word: string, by: readonly string[]): readonly string[] =>
  WORDS.flatMap((other) => (other === word ? by : [other]));

test('changed, unchanged, gone', () => {
  check('+\tcall_beta();', [patch('q1', 'one', WORDS)], 'unchanged, q1');
  check(
    '+\tcall_beta();',
    [patch('q1', 'one', replaced('beta', ['new']))],
    'changed, q1, deleted +call_beta();, added +call_new();',
  );
  check('+\tcall_alpha();', [patch('q1', 'one', replaced('omega', ['new']))], 'unchanged, q1');
  check('+\tcall_beta();', [patch('q1', 'one', replaced('beta', []))], 'gone, q1, deleted +call_beta();');
});

test('a dropped patch, and one whose lines moved to another', () => {
  const other = patch('q1', 'two', 'p q r s t u v w'.split(' '));
  const [dropped] = [carriedKind([other])];
  expect(dropped).toBe('gone null');
  const moved = patch('q2', 'three', [...Array.from({ length: 40 }, (_, i) => `pad${i}`), ...WORDS]);
  expect(carriedKind([other, moved])).toBe('unchanged q2');
});

type Entry = Omit<LocatedEntry, 'messageId'>;

/** Why the entry, said on the cover of a version with the same patch, is tied to the one comment of a reply. */
function mentionOf(before: RangePatch, body: string, entry: Entry): string | null {
  const from = { name: 'Bob', email: 'bob@example.org' };
  const reply = { messageId: 'r1' as MessageId, from, references: [before.messageId], body };
  const range = rangeDiff([before], [{ ...before, messageId: 'q1' as MessageId }]);
  const entries = [{ ...entry, messageId: 'c' as MessageId }];
  return carryOver(anchorComments([before], [reply]), range, [reply], entries)[0]?.mention?.reason ?? null;
}

/** What becomes of `words` below the whole message of a patch, when its tags become others. */
function onMessage(words: string, tags: string, later: string): string {
  const of = (messageId: string, end: string): RangePatch => {
    const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+one\n';
    return { n: 1, messageId: messageId as MessageId, title: 'one', body: `Why so.\n\n${end}\n---\n${diff}` };
  };
  const before = of('p1', tags);
  const reply = {
    messageId: 'r1' as MessageId,
    from: { name: 'Bob', email: 'bob@example.org' },
    references: [before.messageId],
    body: `> Why so.\n>\n> ${tags.replace('\n', '\n> ')}\n${words}\n`,
  };
  const range = rangeDiff([before], [of('q1', later)]);
  const [carried] = carryOver(anchorComments([before], [reply]), range, [reply], []);
  const lines = carried?.lines.filter(({ kind }) => kind !== 'context') ?? [];
  return [carried?.kind, ...lines.map(({ kind, text }) => `${kind} ${text}`)].join(', ');
}

function carriedKind(after: readonly RangePatch[]): string {
  const before = patch('p1', 'one', WORDS);
  const from = { name: 'Bob', email: 'bob@example.org' };
  const reply = {
    messageId: 'r1' as MessageId,
    from,
    references: [before.messageId],
    body: '> +\tcall_beta();\nWhy?\n',
  };
  const comments = anchorComments([before], [reply]);
  const [carried] = carryOver(comments, rangeDiff([before], after), [reply], []);
  return `${carried?.kind} ${carried?.into?.messageId ?? null}`;
}

test('the changelog mentions it', () =>
  check('+\tcall_beta();', [patch('q1', 'one', WORDS)], 'unchanged, q1, both say call_beta', [
    'Explain call_beta',
    'typos',
  ]));

const HEADING = '@@ -0,0 +1,12 @@ start_pump(void)';

test('the heading of a hunk that is quoted says where, and is not what is commented on', () => {
  const first = `${HEADING}\n> +\tcall_alpha();`;
  check(first, [patch('q1', 'one', WORDS)], 'unchanged, q1', ['Document start_pump']);
  check(first, [patch('q1', 'one', replaced('alpha', []))], 'gone, q1, deleted +call_alpha();');
});

test('what changed in the code around a patch is no change of it', () => {
  const of = (messageId: string, around: readonly string[], added: readonly string[]): RangePatch => {
    const lines = [...around.map((line) => ` ${line}`), ...added.map((line) => `+${line}`), ' }'];
    const size = `-1,${around.length + 1} +1,${lines.length}`;
    const body = `Why.\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ ${size} @@\n${lines.join('\n')}\n`;
    return { n: 1, messageId: messageId as MessageId, title: 'one', body };
  };
  const before = of('p1', ['open_pump();', 'fill_tank();'], ['turn_valve();']);
  const kind = (later: RangePatch, quote: string): string | undefined => {
    const from = { name: 'Bob', email: 'bob@example.org' };
    const reply = {
      messageId: 'r1' as MessageId,
      from,
      references: [before.messageId],
      body: `> ${quote}\nWhy?\n`,
    };
    return carryOver(anchorComments([before], [reply]), rangeDiff([before], [later]), [reply], [])[0]?.kind;
  };
  const rebased = of('q1', ['open_pump();', 'fill_two_tanks();'], ['turn_valve();']);
  expect(kind(rebased, '+turn_valve();')).toBe('unchanged');
  expect(kind(rebased, ' fill_tank();')).toBe('changed');
  expect(kind(of('q1', ['open_pump();', 'fill_two_tanks();'], ['turn_tap();']), '+turn_valve();')).toBe(
    'changed',
  );
});

test('of code that a patch moves, what becomes of it where it goes counts as well', () => {
  const of = (messageId: string, added: readonly string[]): RangePatch => {
    const file = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n';
    const first = '@@ -1,3 +1,2 @@\n one();\n-stop_pump();\n two();\n';
    const lines = added.map((line) => `+${line}\n`).join('');
    const second = `@@ -30,2 +29,${2 + added.length} @@\n six();\n${lines} ten();\n`;
    return {
      n: 1,
      messageId: messageId as MessageId,
      title: 'one',
      body: `Why.\n---\n${file}${first}${second}`,
    };
  };
  const before = of('p1', ['stop_pump();']);
  const fate = (later: RangePatch): string => {
    const from = { name: 'Bob', email: 'bob@example.org' };
    const body = '>  one();\n> -stop_pump();\nIs it needed at all?\n';
    const reply = { messageId: 'r1' as MessageId, from, references: [before.messageId], body };
    const [carried] = carryOver(anchorComments([before], [reply]), rangeDiff([before], [later]), [reply], []);
    const lines = carried?.lines.filter(({ kind }) => kind !== 'context') ?? [];
    return [carried?.kind, ...lines.map(({ kind, text }) => `${kind} ${text}`)].join(', ');
  };
  expect(fate(of('q1', []))).toBe('changed, deleted +stop_pump();');
  expect(fate(of('q1', ['stop_pump();', 'rest();']))).toBe('unchanged');
  expect(fate(of('q1', ['rest();', 'stop_pump();']))).toBe('unchanged');
});

test('plain words of quoted code tie no entry alone, beside words of the comment they do', () => {
  const mention = (words: string): string | null => {
    const body = 'Why.\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+\tpump(left, valve);\n';
    const before = { n: 1, messageId: 'p1' as MessageId, title: 'one', body };
    const entry = { text: 'turn the left pump by the valve', people: [], start: 0, end: 1 };
    return mentionOf(before, `> +\tpump(left, valve);\n${words}\n`, entry);
  };
  expect(mention('Wow.')).toBeNull();
  expect(mention('Who does turn it?')).toBe('both say left, pump, turn, valv');
});

test('tags at the end of a message change when they are collected, which answers no comment', () => {
  const tags = 'Suggested-by: Eve Other <eve@example.org>\nSigned-off-by: Ann Example <ann@example.org>';
  const collected = tags.replace('\n', '\nReviewed-by: Bob Example <bob@example.org>\n');
  expect(onMessage('Who calls it?', tags, collected)).toBe('unchanged');
  expect(
    onMessage('Fine.\n\nReviewed-by: Bob Example <bob@example.org>\n\nWho calls it?', tags, collected),
  ).toBe('unchanged');
  expect(onMessage('This needs a Reviewed-by tag.', tags, collected)).toBe(
    'changed, added Reviewed-by: Bob Example <bob@example.org>',
  );
});

test('an entry in the notes of a patch is of that patch', () => {
  const before = [
    patch('p1', 'one', WORDS),
    {
      ...patch(
        'p2',
        'two',
        WORDS.map((w) => `${w}2`),
      ),
      n: 2,
    },
  ];
  const after = [
    patch('q1', 'one', WORDS),
    {
      ...patch(
        'q2',
        'two',
        WORDS.map((w) => `${w}2`),
      ),
      n: 2,
    },
  ];
  const from = { name: 'Bob', email: 'bob@example.org' };
  const replies = before.map(({ messageId }, index) => ({
    messageId: `r${index}` as MessageId,
    from,
    references: [messageId],
    body: `> +\tcall_beta${index === 0 ? '' : '2'}();\nThe pump may leak.\n`,
  }));
  const mentions = (text: string, messageId: string): readonly boolean[] =>
    carryOver(anchorComments(before, replies), rangeDiff(before, after), replies, [
      { text, people: [], start: 0, end: 1, messageId: messageId as MessageId },
    ]).map(({ mention }) => mention !== null);
  expect(mentions('mend the leaking pump', 'q1')).toEqual([true, false]);
  expect(mentions('mend the leaking pump', 'q2')).toEqual([false, true]);
  expect(mentions('mend the leaking pump', 'cover')).toEqual([false, false]);
});

test('comments on the message, and on what cannot be followed', () => {
  check('Why it is so.', [patch('q1', 'one', WORDS)], 'unchanged, q1');
  check('diff --git a/one b/one', [], 'gone, deleted ## one ##');
});

test('where the lines are as they were, one name in common ties no entry', () => {
  const before = patch('p1', 'one', WORDS);
  const mention = (words: string): string | null =>
    mentionOf(before, `> +\tcall_alpha();\n${words}\n`, {
      ...{ text: 'drop the check of pump_flush()', people: [], start: 0, end: 1 },
    });
  expect(mention('Could this become a part of pump_flush?')).toBeNull();
  expect(mention('Why does pump_flush check it?')).toBe('both say check, pump_flush');
  // Where something was changed the name tells what.
  const changed = patch('q1', 'one', ['pump', ...WORDS.slice(1)]);
  const reply = {
    ...{ messageId: 'r1' as MessageId, from: { name: 'Bob', email: 'bob@example.org' } },
    ...{ references: [before.messageId], body: '> +\tcall_alpha();\nAs pump_flush does?\n' },
  };
  const entry = { text: 'drop pump_flush()', people: [], start: 0, end: 1, messageId: 'c' as MessageId };
  const [carried] = carryOver(
    anchorComments([before], [reply]),
    rangeDiff([before], [changed]),
    [reply],
    [entry],
  );
  expect([carried?.kind, carried?.mention?.reason]).toEqual(['changed', 'both say pump_flush']);
});
