import { expect, test } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import { reviewSeries } from '@/lib/series/review/series-review.ts';
import type { SeriesTexts } from '@/lib/series/review/series-texts.ts';

const PATCH = id('patch@x');
const BODY =
  'Why.\n\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n int a;\n+int more;\n';

function id(text: string): MessageId {
  return text as MessageId;
}

/** A patch by Bob with one reply from `email`. */
function texts(author: string, sender: string, email: string): SeriesTexts {
  const from = { name: 'Bob', email: sender };
  return {
    id: PATCH,
    name: 'more',
    version: 1,
    rfc: false,
    author: { name: 'Bob', email: author },
    members: [
      { n: 1, messageId: PATCH, title: 'more', isCover: false, from, body: BODY, patchId: null, at: 1 },
    ],
    replies: [
      {
        messageId: id('reply@x'),
        from: { name: '', email },
        references: [PATCH],
        on: PATCH,
        at: 2,
        body: '> +int more;\n\nThis is never read.\n',
      },
    ],
    truncated: false,
  };
}

function check(author: string, sender: string, email: string, points: number): void {
  const { points: found } = reviewSeries(texts(author, sender, email), null, null);
  expect(found, email).toHaveLength(points);
}

test('what the author says is no point of the review, however the address is written or mapped', () => {
  check('bob@x', 'bob@x', 'ann@x', 1);
  check('bob@x', 'bob@x', 'bob@x', 0);
  check('bob@x', 'Bob@X', 'Bob@X', 0);
  check('bob@x', 'Bob@X', 'bob@x', 0);
  check('bob@proper.example', 'bob@x', 'bob@x', 0);
});

test('a robot makes no point, whatever it quotes', () =>
  check('bob@x', 'bob@x', 'patchwork-bot+netdevbpf@kernel.org', 0));
