import { pattern } from '@/lib/base/pattern.ts';
import { isElision } from '@/lib/mail/quotes/elision.ts';
import { BESIDE_PATCH } from '@/lib/mail/signals/signal-words.ts';
import { isScope } from '@/lib/mail/signals/tag-scope.ts';
import { TREE } from '@/lib/mail/signals/tree-words.ts';

const CLOSING = new RegExp(
  '^(?:(?:many )?thanks|thank you|thx|cheers|(?:(?:best|kind|warm) )?regards|best|ta|br|hth|mfg' +
    '|(?:\\p{L}+ ){0,2}gr(?:eetings|u(?:ß|ss)|üßen?|oet(?:en|jes)|\\{oetje,eeting\\}s))[\\s,.!]*$',
  'iu',
);
/** `Cheers, Ann` on one line. */
const CLOSED = /^(?:thanks|cheers|(?:(?:best|kind) )?regards|best)[,.!]? +(?=\p{L})/iu;
const NICKNAME = /^\p{Lu}[\p{L}.-]{0,20}(?: \p{Lu}[\p{L}.-]{0,20}){0,3}[.,]?$/u;
/** `-- PMM`, `~Ann`: whatever the letters, a mark before few of them ends a letter. */
const SIGNED = /^(?:-{2,3}|~) ?[\p{L}.]{1,20}(?: [\p{Lu}][\p{L}.]{0,20})?$/u;
/** Below `Thanks,` also `-ann`. */
const SIGNED_BELOW = /^-\p{L}{1,20}$/u;
const TAG = /^[\w-]+-by: /;
/** What leads to the tag that stands below it. */
const LEADS_TO_TAG = new RegExp(
  '^(?:(?:and )?(?:other|apart|aside) (?:than|from) (?:that|this)|with that(?: \\w+){0,2}|otherwise|in that case|' +
    '(?:feel free to|you can|please) add|for (?:the|this) (?:whole )?(?:series|patch)|so)[,.:]*$',
  'i',
);

const LEAD =
  '(?:(?:yeah|yes|yep|ok|okay|heh|ah|cool|otherwise|other than that|apart from that|thanks),?\\.? )?';
const IT =
  '(?:(?:this|that|it|all|these|they|both|the rest|(?:(?:the|this|these|your|whole|entire) ){0,2}' +
  '(?:series|patch(?:es|set)?|set|changes?|code|fix(?:es)?)) )?';
const LOOKS = [
  `${IT}(?:(?:now|all) )?(?:looks?|seems?|sounds?) (?:pretty |very )?`,
  '(?:good|fine|ok|okay|great|nice|sane|sensible|reasonable|correct|right|straight-?forward)',
  '(?: (?:to me|now|here|otherwise))*',
].join('');
const GOOD =
  `${IT}lgtm(?: now)?|ok(?:ay)?|yes|yep|yup|agreed|nice(?: (?:one|catch|work|cleanup))?|great|done|will do|ack|` +
  'makes sense(?: to me)?|\\+1|sure|[*<]nods?[*>]|' +
  'thanks?(?: you)? for (?:the|this|your) (?:\\w+ )?(?:fix(?:es)?|patch(?:es)?|series|work|clean-?up|update|review)' +
  '|thanks?(?: you)? for \\w{2,20}ing (?:this|these|that|it|the|all|them)(?: [\\w-]+){0,5}';
const MARKS = '[\\s,.:;!)-]*';
const WILL_TAKE = "(?:(?:i'll|i will|will) (?:queue|apply|merge|pick)[^.,;!?]{0,20}[\\s.,!]*)?";
const ADD_IT =
  '(?:(?:so |and )?(?:(?:please )?feel free to|you can|you may|please)(?: also)? add(?: my tag)?[\\s:.,]*)?';
const THANKS = `(?:(?:many )?thanks?(?: you)?(?: \\w+)?${MARKS})?`;
/** Praise above a tag says no more than the tag. */
const PRAISE = new RegExp(`^${LEAD}(?:${LOOKS}|${GOOD})${MARKS}${WILL_TAKE}${ADD_IT}${THANKS}$`, 'i');

/** `Thanks for your persistence!`, and `Feel free to add:` in a sentence of its own. */
const THANKS_ALONE = new RegExp(
  '^(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot| again| all)?(?: for (?:your|the|all|\\w{2,20}ing)\\b' +
    `[^.,;?]{0,40})?${MARKS}$|^(?:${ADD_IT})$`,
  'i',
);
const SENTENCES = /(?<=[.!])\s+|,\s+(?=(?:many )?thank)/i;

/** Whether each sentence of a line is praise, thanks, or says that more follows. */
function isPraise(line: string): boolean {
  if (PRAISE.test(line)) return true;
  const parts = line.split(SENTENCES);
  return (
    parts.length <= 4 && parts.every((part) => [PRAISE, THANKS_ALONE, POINTER].some((one) => one.test(part)))
  );
}

/**
 * `Applied to for-next, thanks!` is news of the series; what follows a `but` is about the patch, and so is `Merged bios
 * lose the flag`: behind the word stands what was taken, or where to.
 */
const TAKEN = new RegExp(
  "^(?:(?:thanks?(?: you)?|great|ok|done|and|series|set|both|all|now|i(?:'ve| have)?)[,.!]? ){0,3}" +
    '(?:applied|queued|merged|pushed|committed|installed)' +
    '(?=$|[,.;:!]| (?:up|it|this|these|them|both|all|everything|thanks?)(?=$|[,.;:!]| (?:up|to|for|on|in|as)\\b)' +
    '| (?:(?:the|this|your) )?(?:whole )?(?:series|patch(?:es|set)?|set)(?=$|[,.;:!]| (?:up|to|for|on|in|as)\\b)' +
    `| (?:to|onto|into|in|on|for|via|as) (?:${TREE}(?=$|\\W)|` +
    '(?!one\\b|it\\b|this\\b|that\\b|v\\d)\\S{2,60}(?:$|[,;] | \\())' +
    ')[^?]{0,80}$',
  'i',
);
const SAYS_MORE =
  /\b(?:but|if|when|would|should|could|except|without|with|after|before|fail\w*|conflict\w*)\b/i;
/** The commits below it, and thanks. */
const LISTED =
  /^(?:$|\[(?:[^[\]]{0,60}[\s,])?\d{1,3}\/\d{1,3}\] |commit: [0-9a-f]{7}|https?:\/\/\S+$|\(no |thanks?\b.{0,30}$)/i;

/** What a script lists of what a tree took: `[1/2] title`, and a commit below it. */
const LISTED_PATCH = /^\[(?:[^[\]]{0,60}[\s,])?\d{1,3}\/\d{1,3}\] /;
const LISTED_COMMIT = /^(?:commit: [0-9a-f]{7}|https?:\/\/\S{1,250}[/=][0-9a-f]{7,64}$)/;

/**
 * The line where news begins that a script wrote: that a tree took it, what that means, and a list of commits, which is
 * the last. What stands above is of who ran it. -1 where there is none, or where something is asked.
 */
export function findNews(lines: readonly string[]): number {
  const list = lines.findIndex((line) => LISTED_PATCH.test(line));
  if (list === -1 || !lines.some((line) => LISTED_COMMIT.test(line))) return -1;
  const first = lines.slice(0, list).findIndex((line) => TAKEN.test(line) && !SAYS_MORE.test(line));
  if (first === -1 || !lines.slice(list).every((line) => LISTED.test(line))) return -1;
  return lines.slice(first, list).some((line) => line.includes('?')) ? -1 : first;
}

/** `A few comments inline`: that more is said elsewhere in the mail. */
const POINTER = new RegExp(
  '^\\W*(?:(?:just|only|some|several|few|an?|the|couple|of|one|two|three|minor|small|little|tiny|quick|other|more' +
    "|further|my|see|please|and|but|also|with|have|i(?:'ve)?|got|left|there(?:'s)?|are|is) ){0,6}" +
    '(?:nits?|comments?|questions?|remarks?|notes?|suggestions?|thoughts?) (?:below|in-?line)\\W*$',
  'i',
);
const IS_BESIDE = pattern(BESIDE_PATCH);

/** Whether these lines, without blanks around them, are tags, praise alone or the news that a tree took it. */
export function isNoPoint(lines: readonly string[]): boolean {
  const said = lines.findIndex((line) => line !== '' && !TAG.test(line) && !isScope(line));
  if (said === -1) return true;
  const [first = '', ...others] = lines.slice(said);
  if (others.length === 0 && (isPraise(first) || POINTER.test(first) || isElision(first))) return true;
  return (
    TAKEN.test(first) &&
    !SAYS_MORE.test(first) &&
    others.every((line) => LISTED.test(line) || IS_BESIDE.test(line))
  );
}

/**
 * Whether a line, without blanks around it, stands below the words of a letter: it is empty, a tag or what leads to
 * one, a closing, or the name of who wrote it, `name`. `above` is the line before it that is not empty. Where a line
 * `isSetFar` to the right, as a signature is, a name is whoever's.
 */
export function endsLetter(line: string, above: string, name: string, isSetFar = false): boolean {
  if (line === '' || CLOSING.test(line) || isElision(line) || TAG.test(line)) return true;
  if (isSetFar && NICKNAME.test(line.replace(/^[-–—~] ?/, ''))) return true;
  if (NICKNAME.test(line) && TAG.test(above)) return true;
  if (SIGNED.test(line) || LEADS_TO_TAG.test(line) || isScope(line)) return true;
  if (CLOSING.test(above) && (NICKNAME.test(line) || SIGNED_BELOW.test(line))) return true;
  return isName(line.replace(CLOSED, ''), name);
}

function isName(line: string, name: string): boolean {
  const signed = line
    .replace(/^[-–—~/\s]+/, '')
    .replace(/[.,!\s]+$/, '')
    .toLowerCase();
  if (signed === '') return /^[-–—~_]+$/.test(line);
  const names = name.toLowerCase().split(/[\s,.]+/);
  const isInitial = (word: string): boolean => word.length === 1 && names.some((one) => one.startsWith(word));
  return signed.split(/\s+/).every((word) => names.includes(word) || isInitial(word));
}
