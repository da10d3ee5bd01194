import { type QuotedView, viewQuoted } from '@/lib/design/moves/quoted.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { hashText, type Token, tokenise } from '@/lib/design/moves/tokens.ts';
import { classesOf, patternOf } from '@/lib/design/moves/words.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';

/** Names of features by hash, only kept for `--explain` and for training reports. */
export type FeatureNames = Map<number, string>;

/** Classes in a row that make a pattern. */
const PATTERN_MAX = 5;

type Sink = { readonly out: number[]; readonly names: FeatureNames | null };

/** Features of each unit of a message: 32-bit hashes, in no order, without values. */
export function unitFeatures(
  reading: Reading,
  setting: Setting,
  names: FeatureNames | null = null,
): readonly (readonly number[])[] {
  const { body } = reading.message;
  const tokens = reading.units.map(({ start, end }) => tokenise(body, start, end));
  const views = reading.blocks.map((block) => viewQuoted(reading, block));
  const quoted = views.map(({ text }) => tokenise(text, 0, text.length));
  const domain = setting.place === 'answer' ? '' : setting.place === 'root' ? 'r' : 'p';
  return reading.units.map((unit, index) => {
    const sink: Sink = { out: [], names };
    addWords(sink, tokens[index] ?? [], domain);
    addClasses(sink, tokens[index] ?? [], setting);
    addPatterns(sink, tokens[index] ?? [], setting);
    addNeighbours(sink, reading, tokens, index);
    const view = views[unit.block];
    if (view !== undefined) addQuoted(sink, view, quoted[unit.block] ?? [], setting, tokens[index] ?? []);
    addStructure(sink, reading, index, tokens, setting, view);
    return sink.out;
  });
}

function add(sink: Sink, name: string): void {
  const hash = hashText(name);
  sink.out.push(hash);
  sink.names?.set(hash, name);
}

function addHash(sink: Sink, tag: string, tokens: readonly (Token | undefined)[]): void {
  let hash = hashText(tag);
  for (const token of tokens) hash = Math.imul(hash ^ (token?.hash ?? 7), 0x01000193) ^ (hash >>> 15);
  hash >>>= 0;
  sink.out.push(hash);
  sink.names?.set(hash, `${tag} ${tokens.map((token) => token?.text ?? '|').join(' ')}`);
}

function addWords(sink: Sink, tokens: readonly Token[], domain: string): void {
  const seen = new Set<number>();
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const third = tokens[at + 2];
    if (!seen.has(token.hash)) {
      seen.add(token.hash);
      addHash(sink, 'w', [token]);
      if (domain !== '') addHash(sink, `w${domain}`, [token]);
    }
    addHash(sink, '2', [token, next]);
    if (next !== undefined) addHash(sink, '3', [token, next, third]);
  });
  addHash(sink, 'f1', [tokens[0]]);
  addHash(sink, 'f2', [tokens[0], tokens[1]]);
  addHash(sink, 'f3', [tokens[0], tokens[1], tokens[2]]);
  if (domain !== '') addHash(sink, `f2${domain}`, [tokens[0], tokens[1]]);
  addHash(sink, 'l1', [tokens.at(-1)]);
  addHash(sink, 'l2', [tokens.at(-2), tokens.at(-1)]);
}

function addClasses(sink: Sink, tokens: readonly Token[], setting: Setting): void {
  const who = setting.isAuthor ? 'A' : 'R';
  const classes = tokens.map(({ text }) => classesOf(text));
  const seen = new Set<string>();
  const once = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    add(sink, name);
  };
  classes.forEach((some, at) => {
    for (const one of some) {
      once(`c ${one}`);
      once(`c${who} ${one}`);
      if (at < 4) once(`cf ${one}`);
      if (at === 0) once(`c0${who} ${one}`);
      for (const next of classes[at + 1] ?? []) once(`cc ${one} ${next}`);
      for (const next of classes[at + 2] ?? []) once(`c.c ${one} ${next}`);
      const after = tokens[at + 1];
      if (after !== undefined) once(`cw ${one} ${after.text}`);
      const before = tokens[at - 1];
      if (before !== undefined) once(`wc ${before.text} ${one}`);
    }
  });
  const asks = tokens.slice(-3).some(({ text }) => text === '?');
  if (asks) for (const one of seen) if (one.startsWith('c ')) add(sink, `?${one}`);
  if (asks) add(sink, `? ${who}`);
}

/** Runs of classes, marks and `x` (any number of other words): what kind of thing is said, whatever it is about. */
function addPatterns(sink: Sink, tokens: readonly Token[], setting: Setting): void {
  const shape: number[] = [];
  const words: string[] = [];
  for (const { text } of tokens) {
    const pattern = patternOf(text) ?? 'x';
    if (pattern === 'det' || (pattern === 'x' && words.at(-1) === 'x')) continue;
    words.push(pattern);
    shape.push(hashText(pattern));
  }
  const seen = new Set<number>();
  for (let at = 0; at < shape.length; at += 1) {
    let hash = 0x9e3779b9;
    for (let length = 1; length <= PATTERN_MAX && at + length <= shape.length; length += 1) {
      hash = Math.imul(hash ^ (shape[at + length - 1] ?? 0), 0x01000193) ^ (hash >>> 15);
      if (length < 3) continue;
      const found = hash >>> 0;
      if (seen.has(found)) continue;
      seen.add(found);
      sink.out.push(found);
      sink.names?.set(found, `~ ${words.slice(at, at + length).join(' ')}`);
    }
  }
  const who = setting.isAuthor ? 'A' : 'R';
  for (const length of [1, 2, 3, 4]) add(sink, `~f ${words.slice(0, length).join(' ')}`);
  for (const length of [1, 2]) add(sink, `~f${who} ${words.slice(0, length).join(' ')}`);
  add(sink, `~l ${words.slice(-3).join(' ')}`);
}

function addNeighbours(
  sink: Sink,
  { units }: Reading,
  tokens: readonly (readonly Token[])[],
  index: number,
): void {
  const unit = units[index] as Unit;
  for (const [tag, at] of [
    ['p', index - 1],
    ['n', index + 1],
  ] as const) {
    const other = units[at];
    if (other === undefined || other.block !== unit.block) {
      add(sink, `${tag} none`);
      continue;
    }
    const words = tokens[at] ?? [];
    const near = other.paragraph === unit.paragraph ? tag : `${tag}/`;
    addHash(sink, `${near}f1`, [words[0]]);
    addHash(sink, `${near}f2`, [words[0], words[1]]);
    addHash(sink, `${near}l1`, [words.at(-1)]);
    const seen = new Set<string>();
    for (const { text } of words) for (const one of classesOf(text)) seen.add(one);
    for (const one of seen) add(sink, `${near}c ${one}`);
  }
}

function addQuoted(
  sink: Sink,
  view: QuotedView,
  words: readonly Token[],
  setting: Setting,
  own: readonly Token[],
): void {
  const who = setting.isAuthor ? 'A' : 'R';
  add(sink, `q ${view.line}`);
  add(sink, `q ${view.line} ${who}`);
  addHash(sink, `q ${view.line} f`, [own[0]]);
  add(sink, `qd ${Math.min(view.depth, 3)}`);
  const writer = view.source === null ? undefined : setting.writers.get(view.source);
  const by = writer === undefined ? '?' : writer === setting.author ? 'A' : 'R';
  add(sink, `qw ${by} ${who}`);
  add(sink, `qw ${by} ${who} ${view.line}`);
  const seen = new Set<number>();
  for (const token of words.slice(-25)) {
    if (seen.has(token.hash)) continue;
    seen.add(token.hash);
    addHash(sink, 'qt', [token]);
  }
}

function bucket(value: number): number {
  return value < 4
    ? value
    : value < 6
      ? 4
      : value < 9
        ? 6
        : value < 14
          ? 9
          : value < 22
            ? 14
            : value < 40
              ? 22
              : 40;
}

function addStructure(
  sink: Sink,
  { units, message, blocks }: Reading,
  index: number,
  tokens: readonly (readonly Token[])[],
  setting: Setting,
  view: QuotedView | undefined,
): void {
  const unit = units[index] as Unit;
  const length = tokens[index]?.length ?? 0;
  const inBlock = units.filter(({ block }) => block === unit.block);
  const atBlock = inBlock.indexOf(unit);
  const who = setting.isAuthor ? 'A' : 'R';
  const { place } = setting;
  add(sink, 'bias');
  add(sink, `place ${place} ${setting.ofMany}`);
  add(sink, `who ${who} ${place}`);
  add(sink, `len ${bucket(length)}`);
  add(sink, `len ${bucket(length)} ${place} ${who}`);
  add(sink, `pos ${place} ${Math.min(index, 8)}`);
  add(sink, `left ${place} ${bucket(units.length - index - 1)}`);
  add(sink, `bpos ${Math.min(atBlock, 4)} ${who} ${place}`);
  add(sink, `bleft ${Math.min(inBlock.length - atBlock - 1, 4)} ${who} ${place}`);
  add(sink, `bn ${bucket(inBlock.length)} ${bucket(units.length)}`);
  add(sink, `blocks ${bucket(blocks.length)}`);
  add(sink, `to ${setting.toAuthor} ${setting.toPosting} ${who} ${place}`);
  if (setting.toSelf) add(sink, 'toself');
  add(sink, `before ${Math.min(setting.before, 4)} ${who}`);
  add(sink, `index ${bucket(setting.index)}`);
  if (message.facts.trailers.length > 0) add(sink, `gives ${place}`);
  const first = units[index - 1]?.paragraph !== unit.paragraph;
  const last = units[index + 1]?.paragraph !== unit.paragraph;
  add(sink, `par ${first} ${last}`);
  if (first && last && length < 5) add(sink, `alone ${who} ${view?.line}`);
  const raw = message.body.slice(unit.start, unit.start + 1);
  if (/[a-z]/.test(raw)) add(sink, 'lower');
  const before = message.body.slice(Math.max(0, unit.start - 4), unit.start);
  if (/[-*•+] $/.test(before)) add(sink, `bullet ${place}`);
  if (/\d[.)] $/.test(before)) add(sink, `numbered ${place}`);
  const end = message.body.charAt(unit.end - 1);
  add(sink, `end ${/[a-z0-9]/i.test(end) ? 'x' : end}`);
}
