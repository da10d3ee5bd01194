import type { CheckReport } from '@/lib/sim/report.ts';
import { commandsOf } from '@/lib/sim/zero-range/export/shell-commands.ts';
import type { ShellSize } from '@/lib/sim/zero-range/export/shell-size.ts';
import type { ExportPlan } from '@/lib/sim/zero-range/export/subject.ts';

const REQUIRED = ['falloc', 'fpunch', 'fzero', 'fcollapse', 'finsert', 'zero'] as const;
const KIB = 1024;

/** What the machine must have, the file system of the profile, and the fixtures. */
export function requirementLines(
  planned: ExportPlan,
  report: CheckReport,
  size: ShellSize,
): readonly string[] {
  const { profile } = planned.scenario;
  const commands = commandsOf(planned);
  const names = new Set(commands.map(({ name }) => (name === 'zrange' ? 'fzero' : name)));
  const isForced =
    profile.forceZeroRange || names.has('zrange') || commands.some(({ name }) => name === 'zrange');
  const hasCow = names.has('cow_prealloc');
  const mount = names.has('delalloc_prealloc') ? '_scratch_mount -o allocsize=64k' : '_scratch_mount';
  return [
    '. ./common/filter',
    ...(hasCow ? ['. ./common/reflink'] : []),
    ...(isForced ? ['. ./common/inject'] : []),
    '',
    ...(hasCow ? ['_require_scratch_reflink', '_require_xfs_io_command "cowextsize"'] : ['_require_scratch']),
    ...REQUIRED.filter((name) => names.has(name)).map((name) => `_require_xfs_io_command "${name}"`),
    ...(report.verdict.includes('CRASH') ? ['_require_scratch_shutdown'] : []),
    ...(isForced ? ['_require_xfs_io_error_injection "force_zero_range"'] : []),
    ...pageLines(planned, size),
    ...notes(planned),
    mkfsLine(planned, size),
    `${mount}`,
    ...(isForced
      ? [
          '# Every fzero goes through zero range, without the flush that it does otherwise.',
          '_scratch_inject_error force_zero_range 1',
        ]
      : []),
    '',
    'file=$SCRATCH_MNT/file',
    'failed=0',
    '',
    ...(hasCow ? COW_FIXTURE : []),
  ];
}

function pageLines({ scenario }: ExportPlan, { isScaled }: ShellSize): readonly string[] {
  const { page } = scenario.profile;
  return isScaled
    ? [
        '',
        'pagesz=$(_get_page_size)',
        `# What is 1k in the scenario, which has pages of ${page / KIB}k.`,
        `k=$((pagesz * 1024 / ${page}))`,
        '',
      ]
    : ['', `[ "$(_get_page_size)" -eq ${page} ] || _notrun "the sizes are made for pages of ${page}"`, ''];
}

function mkfsLine({ scenario }: ExportPlan, size: ShellSize): string {
  return `_scratch_mkfs_blocksized ${size.print(scenario.profile.block)} >> "$seqres.full" 2>&1`;
}

/** What a profile asks for that no test can set. */
function notes({ scenario }: ExportPlan): readonly string[] {
  const { profile } = scenario;
  return [
    ...(profile.folio > profile.page
      ? [`# The scenario has folios of ${profile.folio / profile.page} pages; no test can make sure of that.`]
      : []),
    ...(profile.iomapValid
      ? []
      : ['# The file system of the scenario cannot validate mappings; one that can should pass.']),
    ...(profile.order === 'ext4' ? ['# The scenario truncates in the order of ext4 on iomap.'] : []),
    ...(profile.zoned ? ['# The scenario has a zoned file system.'] : []),
  ];
}

/**
 * A COW fork over a hole: one shared block behind the range and a large COW extent hint; writing to the block
 * preallocates the whole range before it.
 */
const COW_FIXTURE: readonly string[] = [
  '# COW blocks over the hole before a block at the given offset.',
  'make_cow_prealloc()',
  '{',
  '\tlocal offset=$1 block=$2',
  '',
  '\t$XFS_IO_PROG -f -c "pwrite -q -b $block $offset $block" "$file.source"',
  '\t$XFS_IO_PROG -f -c "cowextsize $((offset * 4))" \\',
  '\t\t-c "reflink $file.source $offset $offset $block" \\',
  '\t\t-c "pwrite -q -b $block $offset $block" -c "fsync" \\',
  '\t\t"$file" >> "$seqres.full" 2>&1',
  '}',
  '',
];
