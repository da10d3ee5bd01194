import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { segmentTexts } from '@/lib/mail/test-segments.ts';

/** What is left as somebody's own words. */
function ownOf(body: string): string {
  return segmentTexts(body)
    .filter(([kind]) => kind === 'own')
    .map(([, text]) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

const GITLAB =
  '-- \nReply to this email directly or view it on GitLab: https://gitlab.x.example/a/b/-/merge_requests/5\n';

test('what GitLab writes around a comment', () => {
  const place = 'https://gitlab.x.example/a/b/-/merge_requests/5#note_1';
  expect(
    ownOf(`\n\nAnn Lee commented on a discussion on src/a.c: ${place}\n\n> +  x\n\nNo.\n\n${GITLAB}`),
  ).toBe('No.');
  const branches = 'Project:Branches: ann/b:grow to a/b:main\nAuthor:   Ann Lee\n';
  const head = `Ann Lee created a merge request: ${place}\n\n${branches}`;
  expect(ownOf(`${head}Assignee: \nReviewers: \n\nGrow them.\n\n${GITLAB}`)).toBe('Grow them.');
  expect(ownOf(`Ann Lee commented: ${place}\n\nNo.\n`)).toBe(`Ann Lee commented: ${place}\n\nNo.`);
});

test('what Gerrit writes around a comment', () => {
  const body = `Attention is currently required from: Ann Lee.

Bo Kim has posted comments on this change by Ann Lee. ( https://review.x.example/c/x/+/8000?usp=email )

Change subject: cortex: retry the halt
${'.'.repeat(70)}


Patch Set 2: Code-Review-1

(1 comment)

File src/cortex.c:

https://review.x.example/c/x/+/8000/comment/aa_bb?usp=email :
PS2, Line 11: 	halt();
Please make this a loop.

-- 
To view, visit https://review.x.example/c/x/+/8000
`;
  expect(ownOf(body)).toBe('Please make this a loop.');
});

test('what Phabricator writes around a comment', () => {
  const body = `bo added inline comments.

INLINE COMMENTS

> bus.c:102
>  {
> -	GIANT_REQUIRED;

We need to lock it there first.

REPOSITORY
  rX x src repository

REVISION DETAIL
  https://reviews.x.example/D49

To: ann, bo
Cc: x-list
`;
  expect(ownOf(body)).toBe('We need to lock it there first.');
});

test('takes time linear in the body', () => {
  for (const part of ['a commented on a ', 'PS1, ', 'x added ', 'REVISION DETAIL\n', '.'.repeat(40)]) {
    const start = cpuMs();
    splitSegments(`${part.repeat(20_000)}\n${'x commented\n'.repeat(20_000)}${GITLAB}`);
    expect(cpuMs() - start).toBeLessThan(1_500);
  }
});
