import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { anchorComments, type ReviewMessage } from '@/lib/series/review/review.ts';

const PATCH = `Make it faster by not\ndoing it twice.

Signed-off-by: Ann <ann@example.org>
---
v2: as asked by Bob

 lib/slow.c | 9 +++++----
 1 file changed, 5 insertions(+), 4 deletions(-)

diff --git a/lib/slow.c b/lib/slow.c
index 1111111..2222222 100644
--- a/lib/slow.c
+++ b/lib/slow.c
@@ -10,7 +10,6 @@ int first(void)
 	int i = 0;
 
-	do_it();
-	do_it();
+	do_it(i);
 	if (i) {
 		return i;
 	}
@@ -40,6 +39,8 @@ int second(void)
 	int j = 0;
 
+	if (j) {
+		do_it(j);
+	}
 	finish_it();
 	return j;
 }
--\u0020
2.45.0
`;

const message = (
  messageId: string,
  name: string,
  references: readonly string[],
  body: string,
): ReviewMessage => ({
  messageId: messageId as MessageId,
  from: { name, email: `${name.toLowerCase()}@example.org` },
  references: references as readonly MessageId[],
  body,
});
const patch = { ...message('p1', 'Ann', [], PATCH), n: 1 };
const quoted = (text: string, mark = '> '): string =>
  text
    .split('\n')
    .map((line) => `${mark}${line}\n`)
    .join('');

/** Each comment as `where file#hunk -old +new: words` with the reply it answers. */
function check(replies: readonly ReviewMessage[], ...expected: readonly string[]): void {
  const bodies = new Map(replies.map(({ messageId, body }) => [messageId, body]));
  const found = anchorComments([patch], replies).map((comment) => {
    const place =
      comment.hunk === null ? '' : ` ${comment.file}#${comment.hunk} -${comment.oldLine} +${comment.newLine}`;
    const words = bodies.get(comment.messageId)?.slice(comment.start, comment.end);
    return `${comment.where}${place}: ${words}${comment.answers === null ? '' : ` (to ${comment.answers.messageId})`}`;
  });
  expect(found).toEqual(expected);
}

const lines = PATCH.split('\n');
const upTo = (end: string, from = 0): string => lines.slice(from, lines.indexOf(end) + 1).join('\n');

test('the lines directly above decide', () => {
  check(
    [
      message(
        'r1',
        'Bob',
        ['p1'],
        `${quoted(upTo('+\tdo_it(i);'))}\nRace?\n\n${quoted(upTo('+\t\tdo_it(j);', 24))}\nAnd here?\n`,
      ),
    ],
    'diff lib/slow.c#0 -null +12: Race?',
    'diff lib/slow.c#1 -null +42: And here?',
  );
  check(
    [message('r1', 'Bob', ['p1'], `> Make it faster by not\n> doing it twice.\nHow much?\n`)],
    'message: How much?',
  );
  check([message('r1', 'Bob', ['p1'], `> v2: as asked by Bob\nDid I?\n`)], 'changelog: Did I?');
  check([message('r1', 'Bob', ['p1'], `>  lib/slow.c | 9 +++++----\nSmall.\n`)], 'diffstat: Small.');
  check(
    [message('r1', 'Bob', ['p1'], `${quoted(upTo('-\tdo_it();', 17))}\nKeep one.\n`)],
    'diff lib/slow.c#0 -12 +null: Keep one.',
  );
});

test('white space that mailers change, and marks without a blank', () => {
  check(
    [message('r1', 'Bob', ['p1'], '>-       do_it();\n>+       do_it(i);\nRace?\n')],
    'diff lib/slow.c#0 -null +12: Race?',
  );
  check(
    [message('r1', 'Bob', ['p1'], '> +\tdo_it(i);\r\n> \tif (i) {\r\n\r\nRace?\r\n')],
    'diff lib/slow.c#0 -14 +13: Race?',
  );
});

test('a brace belongs where its neighbours are', () => {
  check(
    [message('r1', 'Bob', ['p1'], '> +\t\tdo_it(j);\n> +\t}\nBraces?\n')],
    'diff lib/slow.c#1 -null +43: Braces?',
  );
  check([message('r1', 'Bob', ['p1'], '> }\nWhich?\n')]);
  check([message('r1', 'Bob', ['p1'], '> something else\nWhat?\n')]);
});

test('through a quote of a quote, and by the words answered', () => {
  const first = message('r1', 'Bob', ['p1'], `${quoted('+\tdo_it(i);')}Is this a race?\n`);
  const quote = '>> +\tdo_it(i);\n> Is this a race?\nNo, it is locked.\n';
  check(
    [message('r2', 'Ann', ['p1', 'r1'], quote), first],
    'diff lib/slow.c#0 -null +12: Is this a race?',
    'diff lib/slow.c#0 -null +12: No, it is locked. (to r1)',
  );
  check(
    [
      first,
      message('r2', 'Ann', ['p1', 'r1'], '> Is this a race?\nNo.\n'),
      message('r3', 'Bob', ['p1', 'r1', 'r2'], '> No.\nWhy not?\n'),
    ],
    'diff lib/slow.c#0 -null +12: Is this a race?',
    'diff lib/slow.c#0 -null +12: No. (to r1)',
    'diff lib/slow.c#0 -null +12: Why not? (to r2)',
  );
});

test('a closing and a name that are quoted below the words answered', () => {
  const first = message('r1', 'Bob', ['p1'], `${quoted('+\tdo_it(i);')}Is this a race?\n\nThanks,\nBobby\n`);
  check(
    [
      first,
      message('r2', 'Ann', ['p1', 'r1'], '> Is this a race?\n>\n> Thanks,\n> Bobby\n\nIt is locked.\n'),
    ],
    'diff lib/slow.c#0 -null +12: Is this a race?',
    'diff lib/slow.c#0 -null +12: It is locked. (to r1)',
  );
});

test('replies to nothing, in circles, by thousands', () => {
  check([message('r1', 'Bob', ['gone'], '> +\tdo_it(i);\nRace?\n')]);
  check([
    message('r1', 'Bob', ['r2'], '> +\tdo_it(i);\nRace?\n'),
    message('r2', 'Bob', ['r1'], '> +\tdo_it(i);\nRace?\n'),
  ]);
  const many = Array.from({ length: 5_000 }, (_, i) =>
    message(`r${i}`, 'Bob', ['p1'], '> +\tdo_it(i);\nRace?\n'),
  );
  const startedAt = cpuMs();
  expect(anchorComments([patch], many)).toHaveLength(2_000);
  expect(cpuMs() - startedAt).toBeLessThan(3_000);
});

test('thousands of comments in one reply, and as many answers to none of them', () => {
  const many = (text: (n: number) => string): string =>
    Array.from({ length: 10_000 }, (_, n) => text(n)).join('');
  const comments = message(
    'r1',
    'Bob',
    ['p1'],
    many((n) => `> \tint i = 0;\nWords ${n}.\n`),
  );
  const answers = message(
    'r2',
    'Ann',
    ['p1', 'r1'],
    many((n) => `> None ${n}.\nNo.\n`),
  );
  const startedAt = cpuMs();
  expect(anchorComments([patch], [comments, answers]).length).toBeGreaterThan(5_000);
  expect(cpuMs() - startedAt).toBeLessThan(5_000);
});

test('a patch of one line a thousand times costs little', () => {
  const body = `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,50000 @@\n${'+\tsame_line();\n'.repeat(50_000)}`;
  const reply = message('r1', 'Bob', ['p1'], `${'> +\tsame_line();\n'.repeat(5_000)}Why?\n`.repeat(10));
  const startedAt = cpuMs();
  const found = anchorComments([{ ...patch, body }], [reply]);
  expect(found).toHaveLength(10);
  expect(cpuMs() - startedAt).toBeLessThan(3_000);
});
