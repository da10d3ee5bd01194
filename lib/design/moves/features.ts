import { addActs } from '@/lib/design/moves/acts.ts';
import { findPhrases } from '@/lib/design/moves/phrases.ts';
import { type QuotedView, viewQuoted } from '@/lib/design/moves/quoted.ts';
import type { Setting, Speaker } from '@/lib/design/moves/setting.ts';
import { emit, type FeatureNames, mix, newSink, type Sink, tag, tagByRole } from '@/lib/design/moves/sink.ts';
import { addStructure } from '@/lib/design/moves/structure.ts';
import { type Token, tokenise } from '@/lib/design/moves/tokens.ts';
import { hashText } from '@/lib/design/moves/words.ts';
import type { Reading } from '@/lib/design/reading.ts';

/**
 * Features of each unit of a message: 32-bit hashes, in no order, with repeats. What words, what kinds of words in what
 * order, what stands before, after and above, and who says it where. Views of `sink`, good until it is used again.
 */
export function unitFeatures(
  reading: Reading,
  setting: Setting,
  sink: Sink = newSink(null),
): readonly Int32Array[] {
  const { body } = reading.message;
  const tokens = reading.units.map(({ start, end }) => tokenise(body, start, end));
  const views = reading.blocks.map((block) => viewQuoted(reading, block));
  const quoted = views.map(({ text }) => tokenise(text, 0, text.length));
  if (sink.names !== null) nameWords(sink.names, [...tokens, ...quoted]);
  sink.size = 0;
  const ends = reading.units.map((unit, index) => {
    const own = tokens[index] ?? [];
    addSentence(sink, own, setting);
    addNeighbours(sink, reading, tokens, index);
    const view = views[unit.block];
    if (view !== undefined) addQuoted(sink, view, quoted[unit.block] ?? [], setting, own);
    addStructure(sink, reading, index, own.length, setting);
    return sink.size;
  });
  return ends.map((end, index) => sink.hashes.subarray(ends[index - 1] ?? 0, end));
}

const ALONE = tagByRole('sentence alone');

/** Features of a sentence of an answer that stands for itself, as those written to learn from do. */
export function sentenceFeatures(text: string, speaker: Speaker): Int32Array {
  const sink = newSink(null);
  addSentence(sink, tokenise(text, 0, text.length), speaker);
  emit(sink, ALONE[speaker.isAuthor ? 0 : 1]);
  return sink.hashes.slice(0, sink.size);
}

/** What is said, wherever it stands. */
function addSentence(sink: Sink, tokens: readonly Token[], speaker: Speaker): void {
  addWords(sink, tokens, speaker);
  addClasses(sink, tokens, speaker);
  addPatterns(sink, tokens, speaker);
  addActs(sink, findPhrases(tokens), tokens, speaker, isQuestion(tokens));
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

function addWords(sink: Sink, tokens: readonly Token[], { place }: Speaker): void {
  const isPosting = place !== 'answer';
  for (let at = 0; at < tokens.length; at += 1) {
    const word = hashAt(tokens, at);
    const next = hashAt(tokens, at + 1);
    emit(sink, WORD, word);
    if (isPosting) emit(sink, POSTED_WORD, word);
    emit(sink, PAIR, word, next);
    if (next !== 0) emit(sink, TRIPLE, word, next, hashAt(tokens, at + 2));
  }
  const [first, second] = [hashAt(tokens, 0), hashAt(tokens, 1)];
  emit(sink, FIRST, first);
  emit(sink, FIRST, first, second);
  emit(sink, FIRST, first, second, hashAt(tokens, 2));
  if (isPosting) emit(sink, POSTED_FIRST, first, second);
  emit(sink, LAST, hashAt(tokens, tokens.length - 1));
  emit(sink, LAST, hashAt(tokens, tokens.length - 2), hashAt(tokens, tokens.length - 1));
}

function hashAt(tokens: readonly Token[], at: number): number {
  return tokens[at]?.hash ?? 0;
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

function addClasses(sink: Sink, tokens: readonly Token[], { isAuthor }: Speaker): void {
  const role = isAuthor ? 0 : 1;
  const asks = isQuestion(tokens);
  for (let at = 0; at < tokens.length; at += 1) {
    for (const { hash } of tokens[at]?.classes ?? []) {
      emit(sink, CLASS, hash);
      emit(sink, CLASS_ROLE[role] ?? CLASS, hash);
      if (at < 4) emit(sink, CLASS_EARLY, hash);
      if (at === 0) emit(sink, CLASS_FIRST[role] ?? CLASS, hash);
      for (const next of tokens[at + 1]?.classes ?? []) emit(sink, CLASS_PAIR, hash, next.hash);
      for (const next of tokens[at + 2]?.classes ?? []) emit(sink, CLASS_GAP, hash, next.hash);
      if (at + 1 < tokens.length) emit(sink, CLASS_WORD, hash, hashAt(tokens, at + 1));
      if (at > 0) emit(sink, WORD_CLASS, hashAt(tokens, at - 1), hash);
      if (asks) emit(sink, CLASS_ASKED, hash);
    }
  }
  if (asks) emit(sink, ASKED[role] ?? CLASS);
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
      if (length > 2) emit(sink, PATTERN, run);
      if (at === 0 && length < 5) emit(sink, PATTERN_FIRST, run);
      if (at === 0 && length < 3) emit(sink, PATTERN_FIRST_ROLE[isAuthor ? 0 : 1] ?? PATTERN, run);
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
    const other = units[index + step];
    if (other === undefined || other.block !== unit?.block) {
      emit(sink, none);
      continue;
    }
    const words = tokens[index + step] ?? [];
    const where = other.paragraph === unit.paragraph ? near : far;
    emit(sink, where, BEGIN, hashAt(words, 0));
    emit(sink, where, BEGIN, hashAt(words, 0), hashAt(words, 1));
    emit(sink, where, END, hashAt(words, words.length - 1));
    for (const { classes } of words) for (const one of classes) emit(sink, where, one.hash);
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

function addQuoted(
  sink: Sink,
  view: QuotedView,
  words: readonly Token[],
  { isAuthor, writers, author }: Setting,
  own: readonly Token[],
): void {
  const role = isAuthor ? 0 : 1;
  const line = hashText(view.line);
  sink.names?.words.set(line, view.line);
  emit(sink, QUOTED, line);
  emit(sink, QUOTED_ROLE[role] ?? QUOTED, line);
  emit(sink, QUOTED_FIRST, line, hashAt(own, 0));
  emit(sink, QUOTED_DEPTH, Math.min(view.depth, 3));
  const writer = view.source === null ? undefined : writers.get(view.source);
  const by = writer === undefined ? 1 : writer === author ? 2 : 3;
  emit(sink, QUOTED_WRITER[role] ?? QUOTED, by);
  emit(sink, QUOTED_WRITER[role] ?? QUOTED, by, line);
  for (let at = Math.max(0, words.length - QUOTED_WORDS_MAX); at < words.length; at += 1)
    emit(sink, QUOTED_WORD, hashAt(words, at));
}
