import { addActs } from '@/lib/design/moves/acts.ts';
import { findPhrases } from '@/lib/design/moves/phrases.ts';
import { type QuotedView, viewQuoted } from '@/lib/design/moves/quoted.ts';
import type { Setting, Speaker } from '@/lib/design/moves/setting.ts';
import { emit, type FeatureNames, mix, newSink, type Sink, tag, tagByRole } from '@/lib/design/moves/sink.ts';
import { addSetting, addStructure } from '@/lib/design/moves/structure.ts';
import { TOKENS_MAX, type Token, tokenise } from '@/lib/design/moves/tokens.ts';
import { hashText } from '@/lib/design/moves/words.ts';
import type { Reading } from '@/lib/design/reading.ts';

/**
 * Where the features of a message end in the hashes of a sink: first those that all units of a block share, block by
 * block, then those of each unit.
 */
export type Features = { readonly blockEnds: readonly number[]; readonly ends: readonly number[] };

/**
 * Features of the units of a message: 32-bit hashes, in no order, with repeats. What words, what kinds of words in what
 * order, what stands before, after and above, and who says it where.
 */
export function messageFeatures(reading: Reading, setting: Setting, sink: Sink): Features {
  const { body } = reading.message;
  const tokens = reading.units.map(({ start, end }) => tokenise(body, start, end));
  const views = reading.blocks.map((block) => viewQuoted(reading, block));
  const quoted = views.map(({ text }) => tokenise(text, 0, text.length));
  if (sink.names !== null) nameWords(sink.names, [...tokens, ...quoted]);
  sink.size = 0;
  const blockEnds = views.map((view, block) => {
    addSetting(sink, reading, setting);
    addQuoted(sink, view, quoted[block] ?? [], setting);
    return sink.size;
  });
  const ends = reading.units.map((unit, index) => {
    const own = tokens[index] ?? [];
    addSentence(sink, own, setting);
    addNeighbours(sink, reading, tokens, index);
    addAnswering(sink, views[unit.block]?.line ?? 'none', own);
    addStructure(sink, reading, index, own.length, setting);
    return sink.size;
  });
  return { blockEnds, ends };
}

/** From where to where the features of a unit stand: its own, and those of its block. */
export function rangesOf(
  { blockEnds, ends }: Features,
  units: Reading['units'],
  index: number,
): readonly (readonly [number, number])[] {
  const block = units[index]?.block ?? 0;
  return [
    [ends[index - 1] ?? blockEnds.at(-1) ?? 0, ends[index] ?? 0],
    [blockEnds[block - 1] ?? 0, blockEnds[block] ?? 0],
  ];
}

/** `messageFeatures` of each unit, all of them, to learn from. */
export function unitFeatures(reading: Reading, setting: Setting): readonly Int32Array[] {
  const sink = newSink();
  const features = messageFeatures(reading, setting, sink);
  return reading.units.map((_, index) =>
    Int32Array.from(
      rangesOf(features, reading.units, index).flatMap(([from, to]) => [...sink.hashes.subarray(from, to)]),
    ),
  );
}

const ALONE = tagByRole('sentence alone');

/** Features of a sentence of an answer that stands for itself, as those written to learn from do. */
export function sentenceFeatures(text: string, speaker: Speaker): Int32Array {
  const sink = newSink();
  addSentence(sink, tokenise(text, 0, text.length), speaker);
  emit(sink, ALONE[speaker.isAuthor ? 0 : 1]);
  return sink.hashes.slice(0, sink.size);
}

/** What is said, wherever it stands. */
function addSentence(sink: Sink, tokens: readonly Token[], speaker: Speaker): void {
  const asks = isQuestion(tokens);
  const known = addWords(sink, tokens, speaker);
  addClasses(sink, tokens, known, speaker, asks);
  addPatterns(sink, tokens, speaker);
  addActs(sink, findPhrases(tokens), tokens, speaker, asks);
}

function nameWords({ words }: FeatureNames, tokens: readonly (readonly Token[])[]): void {
  for (const token of tokens.flat()) {
    words.set(token.hash, token.text);
    for (const one of token.classes) words.set(one.hash, one.text.toUpperCase());
  }
}

const WORD = tag('word');
const POSTED_WORD = tag('word in a posting');
const PAIR = tag('words');
const TRIPLE = tag('three words');
const FIRST = tag('begins');
const POSTED_FIRST = tag('begins in a posting');
const LAST = tag('ends');

/** Whether each word of the last sentence has a row. */
const WORDS_KNOWN = new Uint8Array(TOKENS_MAX + 2);

function addWords(sink: Sink, tokens: readonly Token[], { place }: Speaker): Uint8Array {
  const isPosting = place !== 'answer';
  for (let at = 0; at < tokens.length; at += 1) {
    const word = hashAt(tokens, at);
    const isKnown = emit(sink, WORD, word);
    WORDS_KNOWN[at] = isKnown ? 1 : 0;
    if (isPosting && isKnown) emit(sink, POSTED_WORD, word);
  }
  WORDS_KNOWN[tokens.length] = 1;
  for (let at = 0; at < tokens.length; at += 1) {
    if (WORDS_KNOWN[at] === 0 || WORDS_KNOWN[at + 1] === 0) continue;
    const [word, next] = [hashAt(tokens, at), hashAt(tokens, at + 1)];
    if (emit(sink, PAIR, word, next) && next !== 0) emit(sink, TRIPLE, word, next, hashAt(tokens, at + 2));
  }
  const [first, second] = [hashAt(tokens, 0), hashAt(tokens, 1)];
  if (emit(sink, FIRST, first) && emit(sink, FIRST, first, second)) {
    emit(sink, FIRST, first, second, hashAt(tokens, 2));
    if (isPosting) emit(sink, POSTED_FIRST, first, second);
  }
  const last = hashAt(tokens, tokens.length - 1);
  if (emit(sink, LAST, last)) emit(sink, LAST, hashAt(tokens, tokens.length - 2), last);
  return WORDS_KNOWN;
}

function hashAt(tokens: readonly Token[], at: number): number {
  return at < 0 ? 0 : (tokens[at]?.hash ?? 0);
}

const CLASS = tag('class');
const CLASS_ROLE = tagByRole('class');
const CLASS_EARLY = tag('class near the start');
const CLASS_FIRST = tagByRole('class at the start');
const CLASS_PAIR = tag('classes');
const CLASS_GAP = tag('classes with a gap');
const CLASS_WORD = tag('class then word');
const WORD_CLASS = tag('word then class');
const CLASS_ASKED = tag('class in a question');
const ASKED = tagByRole('question');

function addClasses(
  sink: Sink,
  tokens: readonly Token[],
  known: Uint8Array,
  { isAuthor }: Speaker,
  asks: boolean,
): void {
  const role = isAuthor ? 0 : 1;
  for (let at = 0; at < tokens.length; at += 1) {
    for (const { hash } of tokens[at]?.classes ?? []) {
      emit(sink, CLASS, hash);
      emit(sink, CLASS_ROLE[role], hash);
      if (at < 4) emit(sink, CLASS_EARLY, hash);
      if (at === 0) emit(sink, CLASS_FIRST[role], hash);
      for (const next of tokens[at + 1]?.classes ?? []) emit(sink, CLASS_PAIR, hash, next.hash);
      for (const next of tokens[at + 2]?.classes ?? []) emit(sink, CLASS_GAP, hash, next.hash);
      if (at + 1 < tokens.length && known[at + 1] === 1) emit(sink, CLASS_WORD, hash, hashAt(tokens, at + 1));
      if (at > 0 && known[at - 1] === 1) emit(sink, WORD_CLASS, hashAt(tokens, at - 1), hash);
      if (asks) emit(sink, CLASS_ASKED, hash);
    }
  }
  if (asks) emit(sink, ASKED[role]);
}

function isQuestion(tokens: readonly Token[]): boolean {
  for (let at = Math.max(0, tokens.length - 3); at < tokens.length; at += 1) {
    if (tokens[at]?.text === '?') return true;
  }
  return false;
}

/** Classes in a row that make a pattern. */
const PATTERN_MAX = 5;
const OTHER_WORDS = hashText('x');
const ARTICLE = hashText('det');
const PATTERN = tag('pattern');
const PATTERN_FIRST = tag('begins with pattern');
const PATTERN_FIRST_ROLE = tagByRole('begins with pattern');
const PATTERN_LAST = tag('ends with pattern');

/** Runs of classes, marks and `x` (any number of other words): what kind of thing is said, whatever it is about. */
function addPatterns(sink: Sink, tokens: readonly Token[], { isAuthor }: Speaker): void {
  const shape: number[] = [];
  for (const { pattern } of tokens) {
    if (pattern === ARTICLE || (pattern === OTHER_WORDS && shape.at(-1) === OTHER_WORDS)) continue;
    shape.push(pattern);
  }
  for (let at = 0; at < shape.length; at += 1) {
    let run = 1;
    for (let length = 1; length <= PATTERN_MAX && at + length <= shape.length; length += 1) {
      run = mix(run, shape[at + length - 1] ?? 0);
      if (length > 2 && !emit(sink, PATTERN, run)) break;
      if (at === 0 && length < 5) emit(sink, PATTERN_FIRST, run);
      if (at === 0 && length < 3) emit(sink, PATTERN_FIRST_ROLE[isAuthor ? 0 : 1], run);
    }
  }
  emit(sink, PATTERN_LAST, shape.at(-3), shape.at(-2), shape.at(-1));
}

const BESIDE = [
  [-1, tag('before: none'), tag('before'), tag('before, other paragraph')],
  [1, tag('after: none'), tag('after'), tag('after, other paragraph')],
] as const;
const BEGIN = hashText('begin');
const END = hashText('end');

function addNeighbours(
  sink: Sink,
  { units }: Reading,
  tokens: readonly (readonly Token[])[],
  index: number,
): void {
  const unit = units[index];
  for (const [step, none, near, far] of BESIDE) {
    const other = index + step < 0 ? undefined : units[index + step];
    if (other === undefined || other.block !== unit?.block) {
      emit(sink, none);
      continue;
    }
    const words = tokens[index + step] ?? [];
    const where = other.paragraph === unit.paragraph ? near : far;
    if (emit(sink, where, BEGIN, hashAt(words, 0)))
      emit(sink, where, BEGIN, hashAt(words, 0), hashAt(words, 1));
    emit(sink, where, END, hashAt(words, words.length - 1));
    for (const { classes } of words) for (const { hash } of classes) emit(sink, where, hash);
  }
}

const QUOTED = tag('answers');
const QUOTED_ROLE = tagByRole('answers');
const QUOTED_FIRST = tag('answers and begins');
const QUOTED_DEPTH = tag('quote depth');
const QUOTED_WRITER = tagByRole('answers words of');
const QUOTED_WORD = tag('quoted word');
/** The last ones. */
const QUOTED_WORDS_MAX = 25;

/** What stands above a block. */
function addQuoted(
  sink: Sink,
  view: QuotedView,
  words: readonly Token[],
  { isAuthor, writers, author }: Setting,
): void {
  const role = isAuthor ? 0 : 1;
  const line = hashText(view.line);
  sink.names?.words.set(line, view.line);
  emit(sink, QUOTED, line);
  emit(sink, QUOTED_ROLE[role], line);
  emit(sink, QUOTED_DEPTH, Math.min(view.depth, 3));
  const writer = view.source === null ? undefined : writers.get(view.source);
  const by = writer === undefined ? 1 : writer === author ? 2 : 3;
  emit(sink, QUOTED_WRITER[role], by);
  emit(sink, QUOTED_WRITER[role], by, line);
  for (let at = Math.max(0, words.length - QUOTED_WORDS_MAX); at < words.length; at += 1)
    emit(sink, QUOTED_WORD, hashAt(words, at));
}

/** How a sentence begins below what it answers. */
function addAnswering(sink: Sink, line: QuotedView['line'], own: readonly Token[]): void {
  emit(sink, QUOTED_FIRST, hashText(line), hashAt(own, 0));
}
