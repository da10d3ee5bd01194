/**
 * Characters of a mail that are not seen but change what is: docs/hostile-mail.md. Two kinds. *Steering* ones turn the
 * direction of what follows or move a terminal's cursor; no mail needs them, so they are never let through. *Hidden*
 * ones take no room; some writings need them, and there they stay.
 */

/** As part of a character class: controls but tab and line feed, embeddings, overrides and isolates. */
export const STEERING = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069';

const STEERS = new RegExp(`[${STEERING}]`, 'g');
/** Hidden ones are those that Unicode says to show as nothing, and the marks of interlinear annotations. */
const HIDES = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Some in a row, perhaps with steering ones among them, as Unicode shows the most of these as nothing too. */
export const HIDDEN_RUN = new RegExp(`${HIDES.source}+`, 'gu');
const IS_STEERING = new RegExp(`^[${STEERING}]$`);
const IS_HIDDEN = new RegExp(`^${HIDES.source}$`, 'u');

/** Between letters of a writing that joins or does not part its words, and inside of emoji. */
const IS_JOINER = /^(?:\u034f|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180f]|[\u200b-\u200d])$/;
/** Letters without capitals (Arabic, Devanagari, Thai, ...), what stands on them, emoji. */
const JOINS =
  /^(?!\p{Default_Ignorable_Code_Point})[\p{Lo}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;
/** Says in which form the sign before it is shown. */
const IS_SELECTOR = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
const IS_SELECTED = /^(?!\p{Default_Ignorable_Code_Point})[\p{Lo}\p{M}\p{So}\p{Sm}\p{Emoji}]$/u;
/** Place what has no direction of its own, where something is written from the right. */
const IS_DIRECTION_MARK = /^[\u061c\u200e\u200f]$/;
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;
const NEAR = 32;
/** The flag of a part of a country: a black flag, its letters, an end. */
const FLAG = /\ud83c\udff4(?:\udb40[\udc30-\udc39\udc61-\udc7a]){1,6}\udb40\udc7f/g;
const FLAG_LENGTH = 16;

/** By code unit: 1 for what is steering or hidden, or begins what may be, which lies in three places beyond U+FFFF. */
const MAY_BE_UNSEEN = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const character = String.fromCharCode(code);
  return Number(/[\ud82f\ud834\udb40-\udb43]/.test(character) || isUnseen(character));
});

/** What stands for a character where there can be no more than text. */
const SIGN = '\ufffd';

/** Text of a mail of any length, with a sign for what steers. */
export function seenText(text: string): string {
  return text.replace(STEERS, SIGN);
}

/** A name, a subject or a title, with a sign also for what is hidden in it and needed by no writing. */
export function seenLine(text: string): string {
  if (nextUnseen(text, 0, text.length) === -1) return text;
  const hidden = (character: string, at: number): string =>
    isOfWriting(text, at, character) ? character : SIGN;
  return seenText(text.replace(HIDES, hidden));
}

/** The first character at or behind `from` that is steering or hidden and needed by no writing; -1 without one. */
export function nextUnseen(text: string, from: number, to: number): number {
  // A loop, as a regular expression takes ten times as long, and every page is looked through.
  for (let at = from; at < to; at++) {
    if (MAY_BE_UNSEEN[text.charCodeAt(at)] === 0) continue;
    const character = characterAt(text, at);
    if (isUnseen(character) && !isOfWriting(text, at, character)) return at;
    at += character.length - 1;
  }
  return -1;
}

/** Whether it is hidden, needed or not, and steers nothing. */
export function isHidden(character: string): boolean {
  return IS_HIDDEN.test(character) && !IS_STEERING.test(character);
}

function isUnseen(character: string): boolean {
  return IS_STEERING.test(character) || IS_HIDDEN.test(character);
}

/** The character that begins at a place, of one or two code units. */
export function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
}

/** `U+202E`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether a writing needs the hidden character at this place. */
function isOfWriting(text: string, at: number, character: string): boolean {
  const before = characterBefore(text, at);
  if (IS_JOINER.test(character)) return JOINS.test(before) || JOINS.test(characterAt(text, at + 1));
  if (IS_SELECTOR.test(character)) return IS_SELECTED.test(before);
  if (IS_DIRECTION_MARK.test(character))
    return FROM_RIGHT.test(text.slice(Math.max(0, at - NEAR), at + NEAR + 1));
  return character.startsWith('\udb40') && isInFlag(text, at);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.slice(at - 1, at);
}

function isInFlag(text: string, at: number): boolean {
  const from = Math.max(0, at - FLAG_LENGTH);
  const flags = text.slice(from, at + FLAG_LENGTH).matchAll(FLAG);
  return [...flags].some(({ 0: flag, index }) => from + index < at && at < from + index + flag.length);
}
