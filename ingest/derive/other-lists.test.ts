import { expect, test } from 'vitest';
import { parseEmail } from '@/ingest/parse/parse-email.ts';
import { study } from '@/ingest/show/study.ts';

/** Habits of lists that Docket was not built on: mail as their tools send it, by invented people. */

type Mail = {
  readonly from: string;
  readonly subject: string;
  readonly body: string;
  /** Place of the mail it answers. */
  readonly to?: number;
};

/** What is made of the mails, a minute apart. */
async function read(mails: readonly Mail[]): Promise<ReturnType<typeof study>> {
  const emails = await Promise.all(
    mails.map(async ({ from, subject, body, to }, index) => {
      const parent = to === undefined ? '' : `In-Reply-To: <m${to}@x.example>\n`;
      const head =
        `From: ${from}\nTo: x@lists.example\nSubject: ${subject}\nMessage-ID: <m${index}@x.example>\n` +
        `Date: Thu, 18 Jul 2024 10:${String(index).padStart(2, '0')}:00 +0000\n${parent}` +
        'Content-Type: text/plain; charset=UTF-8\n\n';
      return { email: await parseEmail(Buffer.from(head + body)), lists: ['x'] };
    }),
  );
  return study(emails, null, false);
}

/** Each series with its state, and each item with who says it. */
async function check(mails: readonly Mail[], expected: readonly string[]): Promise<void> {
  const { derived, designs } = await read(mails);
  const series = derived.series.map(
    ({ name, reason }) => `${name}: ${reason.state} ${reason.rule} ${reason.turn}`,
  );
  const items = designs
    .flatMap((design) => design.items)
    .map(({ by, kind, status }) => `${by.name || by.email}: ${kind} ${status ?? '-'}`);
  expect([...series, ...items]).toEqual(expected);
}

const ANN = 'Ann Lee <ann@a.example>';
const DIFF =
  '---\n x/y.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n' +
  'diff --git a/x/y.c b/x/y.c\n--- a/x/y.c\n+++ b/x/y.c\n@@ -1 +1 @@\n-old();\n+new();\n';
const MESSAGE = 'We should take the lock here instead of later.\n\nSigned-off-by: Ann Lee <ann@a.example>\n';
const PATCH: Mail = { from: ANN, subject: '[PATCH] x: take the lock', body: `Take the lock.\n\n${DIFF}` };
const POSTED = ['x: take the lock: new no-answer reviewers', 'Ann Lee: proposal open'];

test('trees that tell of each commit post no patches and propose nothing', async () => {
  const akpm = 'Ann Morton <akpm@tree.example>';
  const titled = 'patch titled\n     Subject: x: take the lock\nhas been';
  const mail = (from: string, subject: string, head: string): Mail => ({
    from,
    subject,
    body: `${head}\n\n${MESSAGE}${DIFF}`,
  });
  await check(
    [
      PATCH,
      mail(
        akpm,
        '+ x-y.patch added to mm-unstable branch',
        `\nThe ${titled} added to the -mm mm-unstable branch.`,
      ),
      mail(
        akpm,
        '[merged mm-stable] x-y.patch removed from -mm tree',
        `\nThe quilt ${titled} removed from the -mm tree.`,
      ),
      mail(
        '<greg@stable.example>',
        'Patch "x: take the lock" has been added to the 6.6-stable tree',
        "\nThis is a note to let you know that I've just added the patch titled\n\n    x: take the lock\n",
      ),
      mail(
        '<greg@stable.example>',
        'FAILED: patch "[PATCH] x: take the lock" failed to apply to 6.6-stable tree',
        '\nThe patch below does not apply to the 6.6-stable tree.\nIf someone wants it applied there\n',
      ),
      mail(
        'Mauro Roe <mauro@media.example>',
        '[git:media_tree/master] x: take the lock',
        'This is an automatic generated email to let you know that the following patch were queued:',
      ),
      mail(
        'Tom Roe <tom@br.example>',
        '[Buildroot] [git commit] x: take the lock',
        'commit: https://git.br.example/?id=0123456789\nbranch: https://git.br.example/?id=master',
      ),
    ],
    POSTED,
  );
});

test('a robot of a backporter answers, and nobody has answered', async () => {
  const body = "[ Sasha's backport helper bot ]\n\nHi,\n\nNo issues detected. Please wait.\n";
  await check([PATCH, { from: 'Sasha <s@stable.example>', subject: 'Re: x', body, to: 0 }], POSTED);
});

test('what the robot of a tree took is adopted', async () => {
  const tip: Mail = {
    from: '"tip-bot2 for Ann Lee" <tip-bot2@linutronix.de>',
    subject: '[tip: x86/urgent] x: take the lock',
    body: `The following commit has been merged into the x86/urgent branch of tip:\n\n${MESSAGE}${DIFF}`,
    to: 0,
  };
  await check(
    [PATCH, tip],
    ['x: take the lock: accepted applied-by-robot nobody', 'Ann Lee: proposal adopted'],
  );
});

test('an author who says into which tree it went needs no other', async () => {
  const pushed = {
    from: ANN,
    subject: 'Re: x',
    body: '> OK.\n\nThanks, pushed to trunk as r15-1234.\n',
    to: 0,
  };
  await check(
    [PATCH, pushed],
    ['x: take the lock: accepted applied-by-author nobody', 'Ann Lee: proposal adopted'],
  );
  const asked = { from: 'Bob Day <bob@b.example>', subject: 'Re: x', body: 'Use a mutex.\n', to: 0 };
  const done = { from: ANN, subject: 'Re: x', body: '> Use a mutex.\n\nApplied.\n', to: 1 };
  await check(
    [PATCH, asked, done],
    ['x: take the lock: under-review answered reviewers', 'Ann Lee: proposal open', 'Bob Day: action done'],
  );
});

test('what a range-diff shows of the messages of commits is not said once more', async () => {
  const cover =
    'This takes the lock.\n\nRange-diff against v1:\n1:  1111111 ! 1:  2222222 x: take the lock\n' +
    '    @@ Commit message\n    -    We should use a mutex instead.\n    +    I will fix it in the next version.\n' +
    ' 2 files changed, 2 insertions(+)\n\n-- \n2.45.2\n';
  await check(
    [
      { from: ANN, subject: '[PATCH v2 0/1] x: lock', body: cover },
      { ...PATCH, subject: '[PATCH v2 1/1] x: take the lock', to: 0 },
    ],
    ['x: lock: new no-answer reviewers', 'Ann Lee: proposal open'],
  );
});

test('what is posted as committed is accepted, whatever is said of it', async () => {
  const by = (subject: string): Mail => ({ ...PATCH, subject });
  for (const tag of ['committed', 'pushed', 'COMMITTED PATCH', 'PATCH, committed', 'PUSHED/OBVIOUS']) {
    const no = {
      from: 'Bob Roe <bob@b.example>',
      subject: `Re: [${tag}] x`,
      body: 'Please split it.\n',
      to: 0,
    };
    const accepted = 'x: take the lock: accepted posted-as-applied nobody';
    await check([by(`[${tag}] x: take the lock`)], [accepted, 'Ann Lee: proposal open']);
    const { derived } = await read([by(`[${tag}] x: take the lock`), no]);
    expect(derived.series.map(({ reason }) => reason.state)).toEqual(['accepted']);
  }
  await check(
    [by('[PATCH] x: committed locks')],
    ['x: committed locks: new no-answer reviewers', 'Ann Lee: proposal open'],
  );
});

test('an approval in words leaves it to the author to push', async () => {
  const bob = (body: string): Mail => ({ from: 'Bob Roe <bob@b.example>', subject: 'Re: x', body, to: 0 });
  const asking: Mail = { ...PATCH, body: `Take the lock.\n\nTested on x86_64.  OK for trunk?\n\n${DIFF}` };
  const state = async (mails: readonly Mail[]): Promise<string | undefined> =>
    (await read(mails)).derived.series.map(({ reason }) => `${reason.rule} ${reason.turn}`)[0];
  for (const said of ['This is OK for trunk.', 'LGTM, please push.', 'Approved.', 'Ok to commit.']) {
    expect([said, await state([PATCH, bob(`> +new();\n\n${said}\n\nBob\n`)])]).toEqual([
      said,
      'every-patch-approved author',
    ]);
  }
  expect(await state([asking, bob('> +new();\n\nOK.\n\nBob\n')])).toBe('every-patch-approved author');
  expect(await state([PATCH, bob('> +new();\n\nOK.\n\nBob\n')])).toBe('answered author');
  const objects = { ...bob('Please split it.\n'), from: 'Cat Poe <cat@c.example>' };
  expect(await state([asking, bob('OK.\n'), objects])).toBe('change-asked author');
  const pushed = {
    from: ANN,
    subject: 'Re: x',
    body: '> OK.\n\nThanks, pushed to trunk as r15-1234.\n',
    to: 1,
  };
  expect(await state([asking, bob('OK.\n'), pushed])).toBe('applied-by-author nobody');
});
