import { formatByte, formatSize } from '@/lib/sim/language/number.ts';
import { printHeader } from '@/lib/sim/language/print-header.ts';
import { COMMAND_FORMS } from '@/lib/sim/zero-range/language/command-table.ts';
import type { Command, Script, ScriptItem, Window } from '@/lib/sim/zero-range/language/script.ts';

/**
 * The one form of a script: header first, one command a line, sizes with suffixes. Printing what was read
 * again changes nothing.
 */
export function printScript({ header, items }: Script): string {
  return [...printHeader(header), ...items.map(printItem)].map((line) => `${line}\n`).join('');
}

/** One line of a script. */
export function printItem(item: ScriptItem): string {
  switch (item.kind) {
    case 'comment':
      return item.text;
    case 'expect':
      return `expect ${formatSize(item.offset)} ${formatSize(item.length)} ${formatByte(item.value)}`;
    case 'expect-posteof':
      return `expect-posteof ${formatByte(item.value)}`;
    case 'command':
      return printCommand(item);
  }
}

/** One command as xfs_io reads it, with its annotations. */
export function printCommand({ name, options, operands, forced, window }: Command): string {
  const kinds = COMMAND_FORMS[name]?.options ?? {};
  const words = [
    name,
    ...options.flatMap(({ letter, value }) => [
      `-${letter}`,
      ...(value === null ? [] : [kinds[letter] === 'byte' ? formatByte(value) : formatSize(value)]),
    ]),
    ...operands.map(formatSize),
    ...(forced ? ['[errortag force_zero_range=1]'] : []),
    ...(window === null ? [] : [printWindow(window)]),
  ];
  return words.join(' ');
}

function printWindow({ from, to, events }: Window): string {
  const steps =
    from === null && to === null ? 'window' : from === to ? (from ?? '') : `${from ?? ''}..${to ?? ''}`;
  const names = events.map(({ name, folio }) => (folio === null ? name : `${name}(${folio})`));
  return `@${steps}: ${names.join(' ')}`;
}
