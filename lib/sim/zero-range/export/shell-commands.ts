import type { ShellSize } from '@/lib/sim/zero-range/export/shell-size.ts';
import type { ExportPlan } from '@/lib/sim/zero-range/export/subject.ts';
import { COMMAND_FORMS } from '@/lib/sim/zero-range/language/command-table.ts';
import type { Command } from '@/lib/sim/zero-range/language/script.ts';

/** xfs_io writes that much in one request unless told otherwise; it is a page of the scripts. */
const REQUEST_BYTES = 4096;

/** Commands that one xfs_io runs, or something between two of them. */
export type Part =
  | { readonly kind: 'xfs_io'; readonly commands: readonly string[] }
  | { readonly kind: 'shell'; readonly lines: readonly string[] };

export function commandsOf({ script }: ExportPlan): readonly Command[] {
  return script.items.filter((item) => item.kind === 'command');
}

/** The script as what a test runs in turn: one xfs_io for neighbours, shell for remounts and fixtures. */
export function partsOf(planned: ExportPlan, size: ShellSize): readonly Part[] {
  const parts: Part[] = [];
  for (const command of commandsOf(planned)) {
    const part = partOf(command, size, planned);
    const last = parts.at(-1);
    if (part.kind === 'xfs_io' && last?.kind === 'xfs_io')
      parts[parts.length - 1] = { kind: 'xfs_io', commands: [...last.commands, ...part.commands] };
    else parts.push(part);
  }
  return parts;
}

function partOf(command: Command, size: ShellSize, { scenario }: ExportPlan): Part {
  const [offset = 0, length = 0] = command.operands;
  switch (command.name) {
    case 'remount':
      return { kind: 'shell', lines: ['_scratch_cycle_mount'] };
    case 'cow_prealloc':
      return {
        kind: 'shell',
        lines: [`make_cow_prealloc ${size.print(offset + length)} ${size.print(scenario.profile.block)}`],
      };
    // The mount option allocsize makes the preallocation.
    case 'delalloc_prealloc':
      return { kind: 'xfs_io', commands: [] };
    case 'preflush':
      return { kind: 'xfs_io', commands: ['fsync', 'fadvise -d 0 0'] };
    case 'zrange':
      return { kind: 'xfs_io', commands: [`fzero -k ${size.print(offset)} ${size.print(length)}`] };
    default:
      return { kind: 'xfs_io', commands: [printFor(command, size)] };
  }
}

/** As the shell passes it to -c: numbers may be arithmetic of the shell, so it stands in double quotes. */
function printFor({ name, options, operands }: Command, size: ShellSize): string {
  const kinds = COMMAND_FORMS[name]?.options ?? {};
  const given = options.flatMap(({ letter, value }) => {
    if (value === null) return [`-${letter}`];
    return [`-${letter}`, kinds[letter] === 'byte' ? byteOf(value) : size.print(value)];
  });
  const request = name === 'pwrite' && !options.some(({ letter }) => letter === 'b');
  return [
    name,
    ...given,
    ...(request ? ['-b', size.isScaled ? size.print(REQUEST_BYTES) : String(REQUEST_BYTES)] : []),
    ...operands.map(size.print),
  ].join(' ');
}

function byteOf(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
