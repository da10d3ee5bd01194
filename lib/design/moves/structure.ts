import { PLACES, type Setting } from '@/lib/design/moves/setting.ts';
import { emit, type Sink, tag } from '@/lib/design/moves/sink.ts';
import type { Reading } from '@/lib/design/reading.ts';

const TAGS = {
  bias: tag('always'),
  place: tag('place'),
  role: tag('role and place'),
  length: tag('length'),
  lengthHere: tag('length and place'),
  position: tag('position'),
  left: tag('left'),
  inBlock: tag('position in block'),
  leftInBlock: tag('left in block'),
  sizes: tag('size of block and mail'),
  blocks: tag('blocks'),
  to: tag('answers whom'),
  toSelf: tag('answers himself'),
  before: tag('mails before'),
  index: tag('place in thread'),
  gives: tag('gives a tag'),
  paragraph: tag('edges of paragraph'),
  alone: tag('short paragraph'),
  lower: tag('begins small'),
  bullet: tag('bullet'),
  numbered: tag('numbered'),
  end: tag('last character'),
} as const;

/** Who says it to whom where: the same for all units of a message. */
export function addSetting(sink: Sink, { message, blocks }: Reading, setting: Setting): void {
  const place = 1 + PLACES.indexOf(setting.place);
  const role = setting.isAuthor ? 1 : 2;
  emit(sink, TAGS.bias);
  emit(sink, TAGS.place, place, setting.ofMany ? 1 : 2);
  emit(sink, TAGS.role, place, role);
  emit(sink, TAGS.blocks, bucket(blocks.length));
  emit(sink, TAGS.to, (setting.toAuthor ? 2 : 0) + (setting.toPosting ? 1 : 0), role, place);
  if (setting.toSelf) emit(sink, TAGS.toSelf);
  emit(sink, TAGS.before, Math.min(setting.before, 4), role);
  emit(sink, TAGS.index, bucket(setting.index));
  if (message.facts.trailers.length > 0) emit(sink, TAGS.gives, place);
}

/** Where a unit stands and how long it is. */
export function addStructure(
  sink: Sink,
  { units, message }: Reading,
  index: number,
  length: number,
  setting: Setting,
): void {
  const unit = units[index];
  if (unit === undefined) return;
  const place = 1 + PLACES.indexOf(setting.place);
  const role = setting.isAuthor ? 1 : 2;
  const long = bucket(length);
  emit(sink, TAGS.length, long);
  emit(sink, TAGS.lengthHere, long, place, role);
  emit(sink, TAGS.position, place, Math.min(index, 8));
  emit(sink, TAGS.left, place, bucket(units.length - index - 1));
  const [atBlock, inBlock] = placeInBlock(units, index);
  emit(sink, TAGS.inBlock, Math.min(atBlock, 4), role, place);
  emit(sink, TAGS.leftInBlock, Math.min(inBlock - atBlock - 1, 4), role, place);
  emit(sink, TAGS.sizes, bucket(inBlock), bucket(units.length));
  const first = index === 0 || units[index - 1]?.paragraph !== unit.paragraph;
  const last = units[index + 1]?.paragraph !== unit.paragraph;
  emit(sink, TAGS.paragraph, first ? 1 : 2, last ? 1 : 2);
  if (first && last && length < 5) emit(sink, TAGS.alone, role);
  addCharacters(sink, message.body, unit.start, unit.end, place);
}

function addCharacters(sink: Sink, body: string, start: number, end: number, place: number): void {
  const first = body.charCodeAt(start);
  if (first >= 0x61 && first <= 0x7a) emit(sink, TAGS.lower);
  const [mark, blank] = [body.charAt(start - 2), body.charAt(start - 1)];
  if (blank === ' ' && '-*•+'.includes(mark)) emit(sink, TAGS.bullet, place);
  if (blank === ' ' && '.)'.includes(mark) && isDigit(body.charCodeAt(start - 3)))
    emit(sink, TAGS.numbered, place);
  const last = body.charCodeAt(end - 1);
  emit(sink, TAGS.end, isDigit(last) || (last | 0x20) >= 0x61 ? 1 : last);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Index of a unit among those of its block, and how many these are. Units of a block stand together. */
function placeInBlock(units: Reading['units'], index: number): readonly [number, number] {
  const block = units[index]?.block;
  let [first, end] = [index, index];
  while (first > 0 && units[first - 1]?.block === block && index - first < BLOCK_MAX) first -= 1;
  while (units[end]?.block === block && end - index < BLOCK_MAX) end += 1;
  return [index - first, end - first];
}

/** More makes no difference, and counting them all would take quadratic time. */
const BLOCK_MAX = 40;

/** Numbers that grow apart: 0, 1, 2, 3, 4, 6, 9, 14, 22, 40. */
function bucket(value: number): number {
  let index = 0;
  while (index < LIMITS.length && value >= (LIMITS[index] ?? 0)) index += 1;
  return index;
}

const LIMITS: readonly number[] = [1, 2, 3, 4, 6, 9, 14, 22, 40];
