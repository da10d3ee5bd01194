import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';

const ASKS = new RegExp(
  '(?:[,;:-] (?:(?:so|then|but|and) )?| (?:but|so) )' +
    '(?=(?:is|are|do|does|did|can|could|should|would|will|why|what|how|when|where|' +
    "which|who|isn't|aren't|don't|doesn't|won't) )",
  'gi',
);

/** Words of who would like to know, before what. */
const CURIOUS = new RegExp(
  '^(?:(?:i (?:think|guess|suppose) )?(?:the|my|one|another)(?: \\w+){0,2} question(?: [^?,]{1,40})? is|' +
    "one (?:other )?(?:thing|question) (?:that )?i(?:'m| am| was| have|'d)\\b[^?]{0,80}? is|" +
    "i(?:'m| am| was)(?: \\w+){0,2} (?:curious|wondering)(?: about)?|" +
    "what i(?:'m| am)(?: \\w+)? (?:unsure|not (?:so )?sure|unclear|wondering|curious) about is|" +
    '(?:can|could|would) you (?:please |also |maybe |kindly )*(?:help )?(?:explain|elaborate on|tell me|' +
    'clarify|remind me))' +
    ' (?=(?:what|how|why|when|where|who|which|under what|in what|whether) )',
  'i',
);
/** Of "I can see that, but I'm not clear on what ..." what is not. */
const UNCLEAR = new RegExp(
  "^[^?;!]{0,160}?\\bi(?:'m| am) (?:\\w+ ){0,2}?(?:not|un)(?: \\w+)? ?(?:clear|sure)(?: (?:on|about|of|as to))? " +
    '(?=(?:what|how|why|when|where|who|which) )',
  'i',
);

/** Of "I was wondering, if that is so, why does ...?" the part that asks; all of it where a title has room. */
export function whatIsAsked(sentence: string): string {
  const text = withoutUnclear(sentence.replace(CURIOUS, ''));
  const end = text.indexOf('?');
  const asked = end === -1 ? text : text.slice(0, end + 1);
  if (asked.length <= TITLE_MAX) return asked;
  const last = [...asked.matchAll(ASKS)].at(-1);
  return last === undefined ? asked : asked.slice(last.index + last[0].length);
}

/** A question that is asked outright needs no such words. */
function withoutUnclear(sentence: string): string {
  return sentence.includes('?') ? sentence : sentence.replace(UNCLEAR, '');
}

/** Whether a cut there would leave what a question says first ("I have none of these, could you try?") and not ask. */
export function asksBehind(text: string, place: number): boolean {
  const last = [...text.matchAll(ASKS)].at(-1);
  return last !== undefined && place <= last.index + last[0].length;
}
