import { expect, test } from 'vitest';
import { formatScriptProblem } from '@/lib/sim/language/problems.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { printScript } from '@/lib/sim/zero-range/language/print-script.ts';

/** Commands with ` · ` between them, or the first problem as `line:column message`. */
function check(input: string, expected: string): void {
  const { script, problems } = parseScript(input);
  const [first] = problems;
  const read = first === undefined ? printScript(script).trim() : '';
  expect(first === undefined ? read.replaceAll('\n', ' · ') : formatScriptProblem(first)).toContain(expected);
}

test('a call of xfs_io as mails have it is its commands', () => {
  check(
    'xfs_io -fc "falloc 0 1k" -c "mmap 0 4k" -c \'mwrite 3k 1k\' -c fsync -c "pread -v 3k 32" /mnt/file',
    'falloc 0 1k · mmap 0 4k · mwrite 3k 1k · fsync · pread -v 3k 32',
  );
  check(
    '# xfs_io -f -t -c"falloc 0 4k" \\\n  -c "truncate 2k" $f >> $seqres.full 2>&1',
    'falloc 0 4k · truncate 2k',
  );
  check(
    '$XFS_IO_PROG -f -c "pwrite 0 4k" "$file" | _filter_xfs_io || _fail "no"\ntruncate 1k',
    'pwrite 0 4k · truncate 1k',
  );
  check('# xfs_io sends requests of 4k\nfsync', '# xfs_io sends requests of 4k · fsync');
});

test('a second call has no mapping, and -t empties the file', () => {
  const call = 'sudo /usr/sbin/xfs_io -c "mmap -w 0 4k" -c "mwrite 0 1k" f';
  check(
    `pwrite 0 4k\n${call}\n${call.replace('-c', '-t -c')}`,
    'pwrite 0 4k · mmap -w 0 4k · mwrite 0 1k · munmap · truncate 0 · mmap -w 0 4k · mwrite 0 1k',
  );
});

test('what is not these commands on this file is a problem where it stands', () => {
  check('xfs_io -f -c "fsync" -c "pwrit 0 4k" f', "line 1, column 26: there is no command 'pwrit'");
  check('xfs_io -c fsync a\nxfs_io -c fsync b', "line 2, column 17: 'b' is a second file");
  check('xfs_io -d -c fsync a', 'column 8: -d of xfs_io is not modelled');
  check('xfs_io -c fsync a; sync', 'column 18: the shell goes on');
  check('xfs_io -c fsync a && xfs_io -c fsync a', 'the shell goes on');
  check('xfs_io -f -c "falloc 0 4k f', 'line 1, column 14: this quote is not closed');
  check("xfs_io -f -c 'fsync' -c 'sync f", 'line 1, column 25: this quote is not closed');
  check("xfs_io -f -c fsync f # don't", 'fsync');
  check('xfs_io -c', 'column 8: -c wants a command');
  check('xfs_io a', 'the script has no command');
});
