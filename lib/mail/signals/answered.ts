import { pattern } from '@/lib/base/pattern.ts';
import type { Signal } from '@/lib/mail/facts.ts';
import { AGREES, APPROVES } from '@/lib/mail/signals/approval-rules.ts';
import { BESIDE_PATCH, REQUEST } from '@/lib/mail/signals/signal-words.ts';

/** What a signal is but for where it stands. */
export type Meaning = Omit<Signal, 'start' | 'end'>;

/** So far above its answer a question is looked for. */
const REACH = 300;
const ASKS_WHETHER_OK = /\bok(?:ay)? (?:for|to|with)\b[^?\n]{0,80}\?\s*$/i;

/** `Done.`, whose object is what it answers; `Done in v2` names its own. */
const DONE = /^(?:(?:ok(?:ay)?|yes|yep|sure|thanks?)[,.!] )?(?:now |all )?done(?:[.,!]|$)/i;
/** Asks for something that happened: `Did you run it on the old board?` */
const ASKS_FOR_FACT = /(?:^|[.,!?] |\bbut |\band )(?:have|has|had|did|was|were)(?:n't)? [^.?!]{1,200}\?$/i;

const BESIDE = pattern(BESIDE_PATCH);

/** All of a sentence; 9 of 9 promise what was asked for in the corpus. */
const YES =
  /^(?:sure(?: thing)?|ok(?:ay)?|yes|yep|yeah|of course|certainly|no problem|agreed)(?:,? soon)?[.!]*$/i;
const ASKED = pattern(
  `\\b(?:please|pls|can you|could you|would you)(?: also| just| please| maybe){0,2} (?:${REQUEST}|leave|stick)\\b`,
  '|, please\\.?$',
);

/**
 * `Sure.` below quoted words that ask for a change promises it. `OK.` below the quoted question whether it is approves;
 * elsewhere who reads it has to know what was asked.
 */
export function readAgreement(text: string, body: string, start: number): Meaning | null {
  if (YES.test(text)) {
    const quoted = quotedLines(body, start).join(' ');
    if (ASKED.test(quoted) && !BESIDE.test(quoted)) return { kind: 'respin-promised' };
  }
  if (!AGREES.test(text)) return null;
  const line = quotedLines(body, start).at(-1) ?? '';
  if (!ASKS_WHETHER_OK.test(line)) return { kind: 'agreed' };
  return APPROVES.test(line) ? { kind: 'looks-good', approves: true } : { kind: 'looks-good' };
}

/** Words whose object is what they answer mean no more than that, or nothing of the posting: then null. */
export function readAnswer(found: Meaning, text: string, body: string, start: number): Meaning | null {
  if (found.kind === 'respin-promised') return readDone(found, text, body, start);
  const isOfCode = found.what === 'this' && quotedLines(body, start).some((line) => CODE.test(line));
  return isOfCode ? null : found;
}
const CODE = /^[-+@]|[{};]$/;

/**
 * Whether words that promise a version, or say that it is made, are that when they only say `Done.`: below the quoted
 * words that let the author push he has pushed; below a question for what happened, or what is to be done elsewhere
 * than in the patch, nothing of the patch is changed.
 */
function readDone(found: Meaning, text: string, body: string, start: number): Meaning | null {
  if (!DONE.test(text)) return found;
  const quoted = quotedLines(body, start).join(' ');
  if (APPROVES.test(quoted) && !quoted.endsWith('?')) return { kind: 'applied' };
  return ASKS_FOR_FACT.test(quoted) || BESIDE.test(quoted) ? null : found;
}

/** The lines of the quote right above, without their marks. */
function quotedLines(body: string, start: number): readonly string[] {
  const lines = body
    .slice(Math.max(0, start - REACH), start)
    .trimEnd()
    .split('\n');
  const own = lines.findLastIndex((line) => !line.startsWith('>'));
  return lines.slice(own + 1).map((line) => line.replace(/^[> \t]+/, '').trimEnd());
}
