import { fold } from '@/lib/base/fold.ts';
import { formatPath } from '@/lib/sim/path.ts';
import { shortestCounterexample } from '@/lib/sim/shortest-counterexample.ts';
import { expectedFile } from '@/lib/sim/zero-range/expected-file.ts';
import { lookLines } from '@/lib/sim/zero-range/export/fstest-look.ts';
import { requirementLines } from '@/lib/sim/zero-range/export/fstest-needs.ts';
import { type Part, partsOf } from '@/lib/sim/zero-range/export/shell-commands.ts';
import { shellSizeOf } from '@/lib/sim/zero-range/export/shell-size.ts';
import type { ExportSubject } from '@/lib/sim/zero-range/export/subject.ts';

const WIDTH = 78;

/**
 * A counterexample as a test script for fstests, in its own shell idioms: sizes grow with the page,
 * background events become a loop that writes back and drops the file's cache while the script repeats, and
 * every byte is compared with what a program must read. A test that needs luck says so. Where the model finds
 * nothing wrong, the same script is one that a right kernel passes.
 */
export function fstestScript(subject: ExportSubject): string {
  const { planned, report } = subject;
  const size = shellSizeOf(planned);
  const isRaced = report.deterministic.length === 0;
  return [
    ...headLines(subject, isRaced),
    ...requirementLines(planned, report, size),
    ...runLines(partsOf(planned, size), report.verdict.includes('LIVE')),
    ...lookLines(expectedFile(planned.scenario), planned, size),
    ...(isRaced ? raceLines() : onceLines(report.verdict.includes('CRASH'))),
    '',
    '[ "$failed" -eq 0 ] && echo "Silence is golden"',
    '_exit 0',
    '',
  ].join('\n');
}

function headLines({ planned, report, modelVersion }: ExportSubject, isRaced: boolean): readonly string[] {
  const { scenario, strategy, verdict, events, exhausted, states } = report;
  const shortest = shortestCounterexample(report);
  const claim = planned.script.header.claim;
  const found =
    shortest === null
      ? `Docket's model ${modelVersion} finds nothing wrong with ${strategy} here, at ${events} background events` +
        (exhausted
          ? '. A kernel that fails this does something else.'
          : `, but a bound cut its search after ${states} states: there may be something it has not seen.`)
      : `Docket's model ${modelVersion}: ${strategy} fails with ${verdict.join(', ')}. ` +
        shortest.explanation;
  const luck = isRaced
    ? 'It takes writeback, completion and reclaim at the right moment, so the script repeats while a loop in ' +
      'the background writes the file back and drops its cache. A pass proves nothing.'
    : 'It needs no luck.';
  const path =
    shortest === null || scenario === 'script'
      ? []
      : [
          '',
          `docket check --scenario ${scenario} --strategy ${strategy} --replay ${formatPath(shortest.path)}`,
        ];
  return [
    '#! /bin/bash',
    '# SPDX-License-Identifier: GPL-2.0',
    '#',
    '# FS QA Test NNN',
    '#',
    ...comment([
      `${scenario}, ${strategy}`,
      ...(claim === null ? [] : ['', `Claim: ${claim}`]),
      '',
      found,
      ...(isRaced && shortest === null ? [] : [luck]),
      ...path,
      '',
      'NNN.out holds two lines: "QA output created by NNN" and "Silence is golden".',
    ]),
    '#',
    '# seq, seqres and tmp come from the preamble, XFS_IO_PROG may hold options, and the',
    '# harness calls _cleanup.',
    '# shellcheck disable=SC1091,SC2086,SC2154,SC2317,SC2329',
    '',
    '. ./common/preamble',
    `_begin_fstest auto ${isRaced ? '' : 'quick '}rw zero mmap prealloc`,
    '',
  ];
}

function comment(paragraphs: readonly string[]): readonly string[] {
  return paragraphs.flatMap((text) =>
    text === '' ? ['#'] : fold(clean(text), WIDTH - 2).map((line) => `# ${line}`),
  );
}

/** Names and claims come from scripts of anybody: nothing of them may leave the comment. */
function clean(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

function runLines(parts: readonly Part[], mayHang: boolean): readonly string[] {
  const program = mayHang ? 'timeout -s KILL 60 $XFS_IO_PROG' : '$XFS_IO_PROG';
  const lines = parts.flatMap((part) => {
    if (part.kind === 'shell') return part.lines.map((line) => `\t${line}`);
    if (part.commands.length === 0) return [];
    const commands = part.commands.map((text) => `\t\t-c "${text}" \\`);
    return [`\t${program} -f \\`, ...commands, '\t\t"$file" >> "$seqres.full" 2>&1'];
  });
  return [
    '# The script, on an empty file.',
    ...(mayHang ? ['# It may not return; the kernel then goes on although its caller is gone.'] : []),
    'run()',
    '{',
    ...(mayHang ? ['\tlocal status', ''] : []),
    '\trm -f "$file"',
    ...lines,
    ...(mayHang ? HANG_CHECK : []),
    '}',
    '',
  ];
}

/** timeout answers 124, or 137 when it had to kill. */
const HANG_CHECK: readonly string[] = [
  '\tstatus=$?',
  '\tif [ "$status" -ge 124 ]; then',
  '\t\techo "it does not return"',
  '\t\tfailed=1',
  '\tfi',
];

/** The loop of xfs_io has no other way to make background events than to ask for them all the time. */
function raceLines(): readonly string[] {
  return [
    '# Write back, wait, drop the clean cache: whatever may happen in the background.',
    'interfere()',
    '{',
    '\twhile [ -e "$tmp.go" ]; do',
    '\t\t$XFS_IO_PROG -c "sync_range -w 0 0" -c "sync_range -a 0 0" \\',
    '\t\t\t-c "fadvise -d 0 0" "$file"',
    '\tdone > /dev/null 2>&1',
    '}',
    '',
    '_cleanup()',
    '{',
    '\tcd /',
    '\trm -f "$tmp".*',
    '\twait',
    '}',
    '',
    'touch "$tmp.go"',
    'interfere &',
    'for ((i = 0; i < 1000 * TIME_FACTOR && failed == 0; i++)); do',
    '\trun',
    '\tlook "from the cache"',
    '\t$XFS_IO_PROG -c "fsync" -c "fadvise -d 0 0" "$file"',
    '\tlook "from the disk"',
    'done',
    'rm -f "$tmp.go"',
    'wait',
  ];
}

function onceLines(crashes: boolean): readonly string[] {
  return [
    ...(crashes ? ['run', '_scratch_shutdown -f', '_scratch_cycle_mount', 'look "after a crash"', ''] : []),
    'run',
    'look "from the cache"',
    '_scratch_cycle_mount',
    'look "after a remount"',
  ];
}
