/** Mail on a public list, on a private one, and on both, for app/_tests/private-list.test.ts. */
export type Mail = {
  readonly id: string;
  readonly from?: string;
  readonly subject: string;
  readonly answers?: string;
  readonly body: string;
  readonly minute: number;
};

const PATCH =
  '---\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n int a;\n+int b;\n';
const HIDDEN_FROM = 'Hidden Person <hidden.person@example.org>';

/** On both lists. */
export const SHARED: readonly Mail[] = [
  { id: 'cover@x', subject: '[PATCH 0/1] shared thing', body: 'A cover.\n', minute: 0 },
  {
    id: 'patch@x',
    subject: '[PATCH 1/1] shared: add b',
    answers: 'cover@x',
    body: `Words.\n\n${PATCH}`,
    minute: 1,
  },
];
export const OPEN: readonly Mail[] = [
  { id: 'public-reply@x', subject: 'Re: shared thing', answers: 'cover@x', body: 'Looks fine.\n', minute: 5 },
  // Answers a hidden mail in public: that one becomes a ghost.
  {
    id: 'public-answer@x',
    subject: 'Re: shared thing',
    answers: 'cited@x',
    body: [
      ...['I disagree, I would rather not do that.', '', 'That would be much too slow on large files.', ''],
      'Could you send a test for that?\n',
    ].join('\n'),
    minute: 9,
  },
  // The first version of it is hidden.
  { id: 'public-second@x', subject: '[PATCH v2] twig: bend it', body: `Bent.\n\n${PATCH}`, minute: 40 },
];
export const SECRET: readonly Mail[] = [
  {
    id: 'cited@x',
    from: HIDDEN_FROM,
    subject: 'Re: hushed subject',
    answers: 'cover@x',
    // What answers it in public has its title from it.
    body: 'Another option is to flush the SECRETWORD cache before the lookup.\n',
    minute: 6,
  },
  {
    id: 'hidden-review@x',
    from: HIDDEN_FROM,
    subject: 'Re: hushed review',
    answers: 'patch@x',
    body: 'SECRETWORD\n\nReviewed-by: Hidden Person <hidden.person@example.org>\n',
    minute: 7,
  },
  {
    id: 'hidden-nak@x',
    from: HIDDEN_FROM,
    subject: 'Re: hushed nak',
    answers: 'cover@x',
    body: 'NAK. SECRETWORD\n',
    minute: 8,
  },
  { id: 'hidden-v2@x', subject: '[PATCH v2 0/1] shared thing', body: 'SECRETWORD v2\n', minute: 20 },
  {
    id: 'hidden-v2-1@x',
    subject: '[PATCH v2 1/1] shared: add b',
    answers: 'hidden-v2@x',
    body: `SECRETWORD\n\n${PATCH}`,
    minute: 21,
  },
  { id: 'hidden-alone@x', from: HIDDEN_FROM, subject: 'hushed alone', body: 'SECRETWORD\n', minute: 30 },
  { id: 'hidden-first@x', subject: '[PATCH] twig: bend it', body: `SECRETWORD\n\n${PATCH}`, minute: 31 },
];
export const HIDDEN_IDS = SECRET.map(({ id }) => id);
/** No other mail was sent then. */
export const HIDDEN_TIMES = SECRET.map(({ minute }) => `12:${String(minute).padStart(2, '0')}`);

export function mbox(mails: readonly Mail[]): string {
  return mails
    .map(({ id, from, subject, answers, body, minute }) =>
      [
        'From mboxrd@z Thu Jan  1 00:00:00 1970',
        `From: ${from ?? 'Ann Author <ann@example.org>'}`,
        `Subject: ${subject}`,
        `Date: Thu, 18 Jul 2024 12:${String(minute).padStart(2, '0')}:00 +0000`,
        `Message-ID: <${id}>`,
        ...(answers === undefined ? [] : [`In-Reply-To: <${answers}>`, `References: <${answers}>`]),
        '',
        body,
        '',
      ].join('\n'),
    )
    .join('');
}
