import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { type LineNature, lineNature } from '@/lib/mail/line-nature.ts';

function check(nature: LineNature, ...lines: readonly string[]): void {
  for (const line of lines) expect([line, lineNature(line)]).toEqual([line, nature]);
}

it('prose, at the margin and set in', () => {
  check(
    'own',
    'I would flush only when the range is dirty.',
    'Two blanks follow a full stop.  Some people still do that.',
    '    and this goes on below a bullet, as people write it',
    '\tA call like this makes sure that the new name exists',
    '- zero_range() should not do that;',
    'Note: this stays prose',
    'See fs/tails.c:120: this is where it went wrong',
    'I think 2: note that it is late',
    '[1] see above',
    '',
    '+1 from me',
  );
});

it('code', () => {
  check(
    'code',
    '\tif (ret < 0)',
    '\t\treturn -EINVAL;',
    'foo->bar = baz(qux);',
    '}',
    '    iomap_zero_iter(iter, &did_zero)',
    '#define ZERO_RANGE_MAX 4',
    '/* a comment of its own */',
  );
});

it('dumps and shells', () => {
  check(
    'log',
    '[   12.345678] BUG: unable to handle page fault',
    ' ? zero_range+0x12/0x340',
    'RIP: 0010:zero_range',
    'root@vm:/mnt# ls -l',
    '$ mkfs.xfs /dev/vdb',
    '  /home/ann/gdb/lines.c:11: error: invalid conversion from int',
    'fs/tails.c:120:14: warning: unused variable [-Wunused-variable]',
    'In file included from fs/tails.c:12:',
  );
});

it('tables', () => {
  check('table', '| a | b |', '+-----+-----+', 'reads   1200   1300   +8%', 'before      12.3      14.1');
});

it('long lines of every sort take bounded time', () => {
  const hostile = ['a  ', '(', '= ', '-> ', '[1', '\t', '{ ', 'x=;', '# ', 'if (', '\u00a0', '> '];
  for (const part of hostile) {
    const line = part.repeat(100_000);
    const start = cpuMs();
    lineNature(line);
    expect(cpuMs() - start).toBeLessThan(100);
  }
});
