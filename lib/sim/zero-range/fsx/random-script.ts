import { formatByte, formatSize } from '@/lib/sim/language/number.ts';
import {
  collapse,
  emptyFile,
  fill,
  insert,
  punch,
  type Reference,
  resize,
  runsOf,
} from '@/lib/sim/zero-range/fsx/reference.ts';

/**
 * Numbers somebody drew, the source of one operation; smaller ones make simpler operations, so shrinking
 * works.
 */
export type Draw = { readonly kind: number; readonly offset: number; readonly length: number };

/** What scripts are made for: sizes in bytes; `limit` is where files end. */
export type Ground = {
  readonly profile: string;
  readonly block: number;
  readonly page: number;
  readonly limit: number;
  readonly hasCow: boolean;
  /** False: every block is preallocated before it can be written, so no delayed allocation ever exists. */
  readonly hasDelalloc: boolean;
  /** fzero goes through zero range over its whole length. */
  readonly isForced: boolean;
};

/** All positions are multiples of this, so that blocks of 1k and pages of 4k have insides. */
const GRAIN = 1024;
/** What pollution of the EOF page stores: fsx -e, and never a byte that a program may read. */
const POLLUTION = 0x5a;

type Progress = { readonly lines: readonly string[]; readonly file: Reference; readonly writes: number };

/**
 * A script of valid commands as fsx would do them, and what the file must hold at its end, as expectations.
 * Draws choose what to do; where they ask for something impossible the operation is bent until it is
 * possible, or left out.
 */
export function scriptFrom(draws: readonly Draw[], ground: Ground): string {
  const start: Progress = { lines: [], file: emptyFile(ground.limit), writes: 0 };
  const { lines, file } = draws.reduce(
    (progress, draw) => allocated(step(progress, draw, ground), progress, ground),
    allocated(start, null, ground),
  );
  const expectations = runsOf(file).map(
    ({ offset, length, byte }) => `expect ${formatSize(offset)} ${formatSize(length)} ${formatByte(byte)}`,
  );
  const commands = lines.length === 0 ? ['fsync'] : lines;
  return [`# profile: ${ground.profile}`, ...commands, ...expectations, 'expect-posteof 0x00', ''].join('\n');
}

/** Operations that leave holes are followed by a preallocation where nothing may be allocated late. */
function allocated(after: Progress, before: Progress | null, ground: Ground): Progress {
  const line = after.lines.at(-1) ?? '';
  const isSame = before !== null && after.lines.length === before.lines.length;
  const frees = before === null || /^(?:truncate|fpunch|fcollapse|finsert) /.test(line);
  if (ground.hasDelalloc || isSame || !frees) return after;
  return { ...after, lines: [...after.lines, `falloc -k 0 ${formatSize(ground.limit)}`] };
}

/** How many kinds `Draw.kind` chooses from. */
export const KINDS = 16;

function step(progress: Progress, draw: Draw, ground: Ground): Progress {
  const { file } = progress;
  const cells = ground.limit / GRAIN;
  const offset = (draw.offset % cells) * GRAIN;
  const length = (1 + (draw.length % (cells - offset / GRAIN))) * GRAIN;
  const range = `${formatSize(offset)} ${formatSize(length)}`;
  const say = (line: string, next: Reference): Progress => ({
    ...progress,
    lines: [...progress.lines, line],
    file: next,
  });
  switch (draw.kind % KINDS) {
    case 0:
    case 1:
      return write(progress, offset, length);
    case 2:
      return say(`truncate ${formatSize(offset)}`, resize(file, offset));
    case 3:
      return say(`falloc ${range}`, { ...file, size: Math.max(file.size, offset + length) });
    case 4:
      return say(`falloc -k ${range}`, file);
    case 5:
      return store(progress, offset, length, ground);
    case 6:
      return pollute(progress, ground);
    case 7:
      return say('fsync', file);
    case 8:
      return say(`fpunch ${range}`, punch(file, offset, length));
    case 9: {
      const tag = ground.isForced ? ' [errortag force_zero_range=1]' : '';
      return say(`fzero -k ${range}${tag}`, punch(file, offset, length));
    }
    case 10:
      return shift(progress, offset, length, draw, ground);
    case 11:
      return say('fadvise -d 0 0', file);
    case 12: {
      const tag = ground.isForced ? ' [errortag force_zero_range=1]' : '';
      return say(`fzero ${range}${tag}`, fill(file, offset, length, 0));
    }
    default:
      if (!ground.hasCow) return write(progress, offset, length);
      return say(`cow_prealloc ${blocks(offset, length, ground)}`, file);
  }
}

/** One request however long it is; every write has a letter of its own. */
function write(progress: Progress, offset: number, length: number): Progress {
  const byte = 0x41 + (progress.writes % 24);
  const request = length > 4096 ? `-b ${formatSize(length)} ` : '';
  const line = `pwrite -S ${formatByte(byte)} ${request}${formatSize(offset)} ${formatSize(length)}`;
  return {
    lines: [...progress.lines, line],
    file: fill(progress.file, offset, length, byte),
    writes: progress.writes + 1,
  };
}

/** A store through a mapping, inside the file. */
function store(progress: Progress, offset: number, length: number, { page }: Ground): Progress {
  const { size } = progress.file;
  const end = Math.min(offset + length, size);
  if (end <= offset) return progress;
  const byte = 0x41 + (progress.writes % 24);
  return {
    lines: [...progress.lines, ...mapped(offset, end, byte, page)],
    file: fill(progress.file, offset, end - offset, byte),
    writes: progress.writes + 1,
  };
}

/**
 * What fsx -e 1 does before it changes the size: garbage behind EOF in its page, which no program may ever
 * see.
 */
function pollute(progress: Progress, { page, limit }: Ground): Progress {
  const { size } = progress.file;
  const end = Math.min(Math.ceil(size / page) * page, limit);
  if (end === size) return progress;
  return { ...progress, lines: [...progress.lines, ...mapped(size, end, POLLUTION, page)] };
}

function mapped(offset: number, end: number, byte: number, page: number): readonly string[] {
  const start = Math.floor(offset / page) * page;
  const length = Math.ceil(end / page) * page - start;
  return [
    `mmap -r -w ${formatSize(start)} ${formatSize(length)}`,
    `mwrite -S ${formatByte(byte)} ${formatSize(offset)} ${formatSize(end - offset)}`,
    'munmap',
  ];
}

/** Collapse or insert one block, if the file allows it. */
function shift(progress: Progress, offset: number, length: number, draw: Draw, ground: Ground): Progress {
  const { file } = progress;
  const at = Math.floor(offset / ground.block) * ground.block;
  const range = `${formatSize(at)} ${formatSize(ground.block)}`;
  const isInsert = draw.length % 2 === 1;
  if (isInsert && length > 0 && at < file.size && file.size + ground.block <= ground.limit) {
    return {
      ...progress,
      lines: [...progress.lines, `finsert ${range}`],
      file: insert(file, at, ground.block),
    };
  }
  if (isInsert || at + ground.block >= file.size) return progress;
  return {
    ...progress,
    lines: [...progress.lines, `fcollapse ${range}`],
    file: collapse(file, at, ground.block),
  };
}

function blocks(offset: number, length: number, { block }: Ground): string {
  const start = Math.floor(offset / block) * block;
  return `${formatSize(start)} ${formatSize(Math.ceil((offset + length) / block) * block - start)}`;
}
