import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { segmentTexts } from '@/lib/mail/test-segments.ts';

/** Kind and text of each segment; the texts together are the body. */
function check(...expected: readonly (readonly [kind: string, text: string])[]): void {
  expect(segmentTexts(expected.map(([, text]) => text).join(''))).toEqual(expected);
}

/** Words, and what stands below them. */
function checkFooter(footer: string): void {
  check(['own', 'I would rather keep it.\n\n'], ['signature', footer]);
}

test('footers of lists', () => {
  checkFooter(`${'_'.repeat(47)}\nx-devel mailing list\nx-devel@lists.example\nhttps://lists.example/x\n`);
  checkFooter(
    `${'_'.repeat(47)}\nX-dev mailing list -- x-dev@example.org\nTo unsubscribe send an email to y\n`,
  );
  checkFooter('--\nTo unsubscribe from this list: send the line "unsubscribe x" in\nthe body of a message\n');
  checkFooter(`${'-'.repeat(69)}\nTo unsubscribe, e-mail: dev-unsubscribe@x.example\n`);
  checkFooter('-=-=-=-=-=-=-=-=-=-=-=-\nGroups.io Links: You receive all messages.\nView it: https://x\n');
  checkFooter(
    '-=-=-=-=-=-=-=-=-=-=-=-\nLinks: You receive all messages sent to this group.\nView it: https://x\n',
  );
  check(['own', 'A.\n\n-=-=-=-=-=-=-=-=-=-=-=-\nLinks: the paper, and the talk on it.\n']);
  checkFooter('-------------- next part --------------\nA non-text attachment was scrubbed...\nName: x\n');
  checkFooter(
    '---\n[Visit\nTopic](https://x.example/t/1/2) or reply to this email to respond.\n\nYou are ...\n',
  );
  check(['own', 'a\n\n---\n[Visit them](https://x.example)\n']);
  checkFooter('You received this message because you are subscribed to the group "x".\n');
  check(
    ['own', 'No blank line above.\n'],
    ['signature', `${'_'.repeat(47)}\nX mailing list\nx@lists.example\n`],
  );
});

test('notices of confidentiality, in many words', () => {
  checkFooter(
    'IMPORTANT NOTICE: The contents of this email are confidential and may be\nprivileged. Delete it.\n',
  );
  checkFooter(
    `${'_'.repeat(32)}\n\nThis email may be confidential. If you are not the intended recipient, delete it.\n`,
  );
  checkFooter('This message is for the sole use of those named and may contain\nconfidential information.\n');
  check(['own', 'A.\n\nThis message is confidential to the file system, as nobody reads the log.\n']);
  check(['own', 'A.\n\nThe message says that unauthorised writes are confidential.\n']);
  check(['own', 'A.\n\nThis message is printed when a privileged process may delete the inode.\n\nB.\n']);
});

test('signatures below a mark that lost its blank', () => {
  checkFooter('--\nAnn Lee\nExample Corp\n');
  checkFooter('--\n\nAnn Lee\n');
  check(['own', 'x\n\n'], ['signature', '--\nThanks,\nAnn\n\n'], ['quote 1', '> y\n'], ['own', '\nz\n']);
  // A saying below who can be reached there.
  checkFooter(
    '--\nAnn Lee -- more of it -- ann@lee.example\n\nIn talks with others, I say otherwise. But\nnot here.\n',
  );
  // It parts sections too.
  check(['own', 'One thing.\n\n--\n\nAnother thing, which I say at length.\n\nAnd more of it.\n']);
  check(['own', 'x\n\n--\nAnn\n\n[0] https://example.org/a@b\n']);
  check(['own', 'x\n\n--\nShould it not be kept?\n']);
});

test('what stands above the words, or above a patch, is below no letter', () => {
  check([
    'own',
    'This message is confidential to those who are the intended recipient.\n\nI would keep it.\n',
  ]);
  check(['own', '\n--\nI would keep it.\n']);
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
  check(
    ['own', 'Keep it.\n--\nAs said.\n\n'],
    ['diffstat', '---\n'],
    ['own', 'v2: as asked\n\n'],
    ['diff', diff],
    ['signature', '--\nAnn Lee\n'],
  );
});

test('lines that programs add, and signed letters', () => {
  check(['own', 'No.\n\n'], ['trailer', 'Sent from my phone\n'], ['own', '\n'], ['quote 1', '> x\n']);
  check(
    ['trailer', '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n'],
    ['own', '\nI would keep it.\n\n'],
    ['signature', '-----BEGIN PGP SIGNATURE-----\n\niQEz=\n-----END PGP SIGNATURE-----\n'],
  );
  check(['own', 'Hash: none of this is signed\nSent from my desk it would be better.\n']);
});

test('commands for robots are no words', () => {
  check(['own', 'Try this.\n\n'], ['trailer', '#syz test: git://x master\n'], ['own', '\n#syzygy\n']);
  check(['trailer', '#regzbot introduced: 0123456\n']);
});

test('below the list of a mail of thanks stands what the maintainer always sends', () => {
  check(
    ['own', 'Applied, thanks!\n\n[1/2] x: one\n'],
    ['code', '      commit: 0123456789abcdef\n'],
    ['own', '[2/2] x: two\n'],
    ['code', '      commit: 1123456789abcdef\n'],
    ['own', '\n'],
    ['signature', 'All being well it will be in linux-next.\n\nPlease report problems.\n'],
  );
  // What he did with this series he does not always say.
  check(
    ['own', 'Applied, thanks!\n\n[1/1] x: one\n'],
    ['code', '      commit: 0123456789abcdef\n'],
    ['own', '\nI dropped the second, please send it again.\n\nBest regards,\nBob\n'],
  );
  for (const words of [
    'Patch 3 still needs a test, please send it again.',
    'The rest conflicts with the cleanup of last week.',
    'Could you send a follow-up for the docs?',
    "The last one doesn't build here.",
    'Folded the fix from v4 in.',
  ])
    check(
      ['own', 'Applied, thanks!\n\n[1/1] x: one\n'],
      ['code', '      commit: 0123456789abcdef\n'],
      ['own', `\n${words}\n`],
    );
  check(['own', 'I looked at these:\n\n[1/2] x: one\n[2/2] x: two\n\nPlease split the second.\n']);
});

test.each([
  ['marks', '--\n'.repeat(300_000)],
  ['marks with a line', '--\nx\n'.repeat(150_000)],
  ['rulers', `${'_'.repeat(40)}\n`.repeat(25_000)],
  ['notices', 'This message is not confidential\n\n'.repeat(30_000)],
  ['unmarked heads', `${'x'.repeat(40)}\n${'On 1 A <a@b> wrote:\n'.repeat(45_000)}> y\n`],
  ['initials', 'On 1 A <a@b> wrote:\nAB> x\n\n'.repeat(30_000)],
  ['range-diffs', '1:  0123456 ! 1:  1234567 x\n\n\n'.repeat(30_000)],
])('%s take no time', (_name, body) => {
  const startedAt = cpuMs();
  splitSegments(body);
  expect(cpuMs() - startedAt).toBeLessThan(3_000);
});
