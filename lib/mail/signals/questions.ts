import { pattern } from '@/lib/base/pattern.ts';
import type { Segment } from '@/lib/mail/segments.ts';
import { splitSentences } from '@/lib/mail/sentences.ts';

/** To who takes patches, and not to who wrote them. */
const ASKS_TO_TAKE = pattern(
  '\\b(?:stag(?:e|ed|ing)|merg(?:e|ed|ing)|queue[ds]?|pick(?:ed)?|tak(?:e|en|ing)|appl(?:y|ied)|pull(?:ed)?',
  '|land(?:ed)?|push(?:ed)?|commit(?:ted)?)\\b',
);
/** Asks for no answer: `OK?` behind what will be done, a greeting, a line that was cut. */
const WORDS_MIN = 4;
const QUESTION_MAX = 500;

/** Whether a message asks its reader something, in words of its own, other than to take what was posted. */
export function asksSomething(body: string, segments: readonly Segment[]): boolean {
  if (!body.includes('?')) return false;
  return splitSentences(body, segments).some(({ start, end }) => {
    const text = body.slice(start, Math.min(end, start + QUESTION_MAX)).trim();
    return text.endsWith('?') && text.split(/\s+/).length >= WORDS_MIN && !ASKS_TO_TAKE.test(text);
  });
}
