import type { ExpectedFile } from '@/lib/sim/zero-range/expected-file.ts';
import type { ShellSize } from '@/lib/sim/zero-range/export/shell-size.ts';
import type { ExportPlan } from '@/lib/sim/zero-range/export/subject.ts';

/** Longer runs are compared at both ends only: a terabyte of zeroes takes a day to read. */
const WHOLE_MAX = 1 << 20;
const END_BYTES = 65_536;

/** The functions that compare the file with what must be read, and look behind EOF. */
export function lookLines(
  expected: ExpectedFile,
  { scenario }: ExportPlan,
  size: ShellSize,
): readonly string[] {
  const { page } = scenario.profile;
  const pieces = expected.runs.flatMap(({ offset, length, byte }) =>
    length <= WHOLE_MAX
      ? [{ offset, length, byte }]
      : [
          { offset, length: END_BYTES, byte },
          { offset: offset + length - END_BYTES, length: END_BYTES, byte },
        ],
  );
  const behind = expected.size % page;
  const pageStart = expected.size - behind;
  return [
    ...MUST_READ,
    ...(behind === 0 ? [] : BEHIND_EOF),
    'look()',
    '{',
    ...pieces.map(
      ({ offset, length, byte }) =>
        `\tmust_read "$1" ${size.print(offset)} ${size.print(length)} '\\${byte.toString(8).padStart(3, '0')}'`,
    ),
    ...(behind === 0
      ? []
      : [
          `\tmust_be_zero "$1" ${size.print(pageStart)} ${size.print(expected.size)} ${size.print(page - behind)}`,
        ]),
    ...(pieces.length === 0 && behind === 0 ? ['\techo "$1" >> "$seqres.full"'] : []),
    '}',
    '',
  ];
}

/** Process substitution instead of pipes, so that a failure changes our own variable. */
const MUST_READ: readonly string[] = [
  '# Every byte of a range must be the given one; what lies behind EOF is not looked at.',
  'must_read()',
  '{',
  '\tlocal how=$1 offset=$2 length=$3 byte=$4',
  '\tlocal size',
  '',
  '\tsize=$(stat -c %s "$file")',
  '\t[ "$offset" -lt "$size" ] || return',
  '\t[ $((offset + length)) -le "$size" ] || length=$((size - offset))',
  '\tif ! cmp -s <(tail -c "+$((offset + 1))" "$file" | head -c "$length") \\',
  '\t\t<(head -c "$length" /dev/zero | tr "\\\\000" "$byte"); then',
  '\t\techo "$how: $length bytes at $offset are not all $byte"',
  '\t\tfailed=1',
  '\tfi',
  '}',
  '',
];

const BEHIND_EOF: readonly string[] = [
  '# A mapping shows the rest of the page of EOF, which must be zero.',
  'must_be_zero()',
  '{',
  '\tlocal how=$1 page=$2 offset=$3 length=$4',
  '\tlocal found',
  '',
  '\tfound=$($XFS_IO_PROG -r -c "mmap -r $page $((offset + length - page))" \\',
  '\t\t-c "mread -v -f $offset $length" "$file" | awk \'',
  '\t\t/^[0-9a-f]+:/ {',
  '\t\t\tfor (i = 2; i <= 17 && i <= NF; i++)',
  '\t\t\t\tif ($i ~ /^[0-9a-f][0-9a-f]$/ && $i != "00")',
  '\t\t\t\t\tn++',
  '\t\t}',
  "\t\tEND { print n + 0 }')",
  '\tif [ "$found" -ne 0 ]; then',
  '\t\techo "$how: $found bytes behind EOF at $offset are not zero"',
  '\t\tfailed=1',
  '\tfi',
  '}',
  '',
];
