import { expect, test } from 'vitest';
import { findScript } from '@/lib/mail/senders/script-mail.ts';

function check(body: string, expected: string | null): void {
  expect(findScript(body)).toBe(expected);
}

test('mail that scripts send under the name of who runs them', () => {
  const titled = 'patch titled\n     Subject: mm: x\nhas been';
  check(
    `\nThe ${titled} added to the -mm mm-unstable branch.  Its filename is\n     mm-x.patch\n`,
    'mm-commits',
  );
  check(
    `\nThe quilt ${titled} removed from the -mm tree.  Its filename was\n     mm-x.patch\n`,
    'mm-commits',
  );
  check(
    "\nThis is a note to let you know that I've just added the patch titled\n\n    x: y\n\nto the 6.6-stable",
    'tree robot',
  );
  check('\nThe patch below does not apply to the 6.6-stable tree.\nIf someone wants it\n', 'stable robot');
  check("[ Ann's backport helper bot ]\n\nHi,\n", 'stable robot');
  check('Hi,\n\nThis is the friendly patch-bot of Ann Lee.  You have sent her\n', 'patch-bot');
  check(
    'This is an automatic generated email to let you know that the following patch were queued:\n\nSubject: x\n',
    'media tree',
  );
});

test('what hooks of repositories send', () => {
  const hash = '0123456789'.repeat(4);
  check(
    `commit: https://git.example/r/?id=${hash}\nbranch: https://git.example/r/?id=refs/heads/master\n\nx\n`,
    'commit mail',
  );
  check(`https://gcc.example/g:${hash}\n\ncommit r15-123-g0123456\nAuthor: A <a@b>\n`, 'commit mail');
  check('\nAuthor: Ann Lee\nDate: 2024-07-18T09:00:00Z\nNew Revision: 012345\n\nURL: x\n', 'commit mail');
  check(
    `x | branch: master | Ann Lee <a@b> | Thu Jul 18 09:00:00 2024 | [${hash}] | committer: B\n`,
    'commit mail',
  );
  check(
    `The branch main has been updated by ann:\n\nURL: https://git.example/?id=${hash}\n\n`,
    'commit mail',
  );
});

test('people write otherwise', () => {
  check('The patch titled x has been added to the -mm tree too early.\n', null);
  check('> This is a note to let you know that\n\nPlease drop it.\n', null);
  check('The patch below does not apply to my tree.\n', null);
  check(
    'https://git.example/linux.git/commit/?id=0123456789abcdef\n\ncommit 0123456789abcdef\nAuthor: A <a@b>\n',
    null,
  );
  check('The branch main has been updated by ann:\n\nPlease rebase.\n', null);
  check('commit: I would rather see two\nbranch: next\n', null);
  check('', null);
});
