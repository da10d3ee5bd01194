/** Two versions of a series with the review of the first, as an mbox, for tests of letters. */

type TestMail = {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly answers?: string;
  readonly date: string;
  readonly body: string;
};

const ANN = 'Ann Author <ann@example.org>';
const BEN = 'Ben Reviewer <ben@example.org>';

/** The second version mends the check in `first` and leaves `second` as it was. */
function patch(check: string): string {
  return `Words about what it does.

Signed-off-by: ${ANN}
---
 fs/zero.c | 8 ++++++--
 1 file changed, 6 insertions(+), 2 deletions(-)

diff --git a/fs/zero.c b/fs/zero.c
index 1111111..2222222 100644
--- a/fs/zero.c
+++ b/fs/zero.c
@@ -10,6 +10,9 @@ int first(struct range *range)
 {
 \tint error = 0;
 
+\tif (${check})
+\t\terror = flush_the_range(range);
+
 \treturn error;
 }
 
@@ -40,6 +43,9 @@ int second(struct range *range)
 {
 \tint ret = 0;
 
+\twhile (range->left > 0)
+\t\tret = step_over(range);
+
 \treturn ret;
 }
 
-- 
2.45.0
`;
}

const REVIEW = `On Mon, Aug 05, 2024 at 10:00:00AM +0000, Ann Author wrote:
> @@ -10,6 +10,9 @@ int first(struct range *range)
>  {
>  \tint error = 0;
>  
> +\tif (range->dirty)
> +\t\terror = flush_the_range(range);

This check is wrong for a range that is under writeback. Please look at both flags here.

> @@ -40,6 +43,9 @@ int second(struct range *range)
>  {
>  \tint ret = 0;
>  
> +\twhile (range->left > 0)
> +\t\tret = step_over(range);

This loop never ends when step_over fails, so please break out of it on an error.

Ben
`;

const V1: readonly TestMail[] = [
  {
    id: 'v1@x',
    from: ANN,
    subject: '[PATCH] zero: flush the range',
    date: '5 Aug 2024 10:00:00',
    body: patch('range->dirty'),
  },
];
const REVIEWED: readonly TestMail[] = [
  {
    ...{
      id: 'review@x',
      from: BEN,
      subject: 'Re: [PATCH] zero: flush the range',
      date: '6 Aug 2024 10:00:00',
    },
    answers: 'v1@x',
    body: REVIEW,
  },
];
const V2: readonly TestMail[] = [
  {
    id: 'v2@x',
    from: ANN,
    subject: '[PATCH v2] zero: flush the range',
    date: '7 Aug 2024 10:00:00',
    body: patch('range->dirty || range->writeback'),
  },
];

/** Of a year before the others: a posting that waits for its author. */
const OLD: readonly TestMail[] = [
  {
    id: 'old@x',
    from: 'Old Hand <old@example.org>',
    subject: '[PATCH] old: flush the range',
    date: '5 Aug 2023 10:00:00',
    body: patch('range->old'),
  },
  {
    id: 'old-review@x',
    from: BEN,
    subject: 'Re: [PATCH] old: flush the range',
    answers: 'old@x',
    date: '6 Aug 2023 10:00:00',
    body: REVIEW,
  },
];

export const STEPS = { v1: mbox(V1), reviewed: mbox(REVIEWED), v2: mbox(V2), old: mbox(OLD) } as const;

function mbox(mails: readonly TestMail[]): string {
  return mails
    .map(({ id, from, subject, answers, date, body }) =>
      [
        'From mboxrd@z Thu Jan  1 00:00:00 1970',
        `From: ${from}`,
        'To: devel@example.org',
        `Subject: ${subject}`,
        `Date: ${date} +0000`,
        `Message-ID: <${id}>`,
        ...(answers === undefined ? [] : [`In-Reply-To: <${answers}>`, `References: <${answers}>`]),
        'Content-Type: text/plain; charset=utf-8',
        '',
        body.replace(/^(>*From )/gm, '>$1'),
        '',
      ].join('\n'),
    )
    .join('');
}
