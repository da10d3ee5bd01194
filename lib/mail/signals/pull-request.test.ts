import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findPull } from '@/lib/mail/signals/pull-request.ts';

function check(body: string, expected: string | null): void {
  expect(findPull(body)).toBe(expected);
}

const request = (at: string): string =>
  `Hi,\n\nThe following changes since commit ${'0123456789abcdef'.repeat(2)}01234567:\n\n  Linux 6.11\n\n` +
  `${at}\n\nfor you to fetch`;

test('the address and the branch of a request', () => {
  check(
    request('are available in the Git repository at:\n\n  https://git.example.org/x.git  tags/x-1'),
    'https://git.example.org/x.git tags/x-1',
  );
  check(
    request('are available in the git repository at:\n  git@example.org:x.git main'),
    'git@example.org:x.git main',
  );
  check(request('are available in the Git repository at:   \n\n\nssh://x/y'), 'ssh://x/y');
});

test('no request, a quoted one, one without an address', () => {
  check('are available in the Git repository at:\n\n  https://x y', null);
  check(request('are available elsewhere'), null);
  check(request('are available in the Git repository at:\n\n\n\n\nfar below'), null);
  check(
    request('are available in the Git repository at:\n\n  https://x y')
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
    null,
  );
});

test('a body of blanks and lines that begin like it takes linear time', () => {
  const startedAt = cpuMs();
  check(
    `${request('')}${'are available in the git repository at:\n'.repeat(40_000)}`,
    'are available in the git repository at:',
  );
  check(
    `${request('')}${`are available in the git repository at:${' \t'.repeat(200)}x\n`.repeat(2_000)}`,
    null,
  );
  expect(cpuMs() - startedAt).toBeLessThan(1_000);
});
