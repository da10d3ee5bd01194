import { anyOf, smallPattern } from '@/lib/base/pattern.ts';
import { TAKEN } from '@/lib/mail/signals/signal-words.ts';

/**
 * The words around `applied`, `pushed` and their like that tell what a tree took from what code does. The functions
 * are given the rest of a sentence in small letters.
 */

/** Code has trees and queues, too: `the extent tree`, `a request queue`. */
const OF_CODE = anyOf(
  '(?:extent|b|b\\+|rb|red-black|radix|maple|interval|avl|search|dir|directory|inode|free space|rmap|refcount)-? ?tree',
  '(?:bmap|log|page|block|syntax|scheduler|request|dispatch|run|ready|work|wait|delayed|i\\/?o|tx|rx)-? ?tree',
  '(?:request|dispatch|run|ready|work|wait|delayed|i\\/?o|tx|rx|transmit|receive|send|message|event)-? ?queue',
  '(?:submission|completion|hardware|software|hw|sw|priority|plug|task|workers?|free|lru|block)-? ?queue',
);

/** Trees of everybody, as the author of a patch does not call his own. */
export const TREE = anyOf(
  `['"\`]?(?:the |our )?(?:\\S+\\/)?(?:master|main|mainline|trunk|upstream|devel)['"]?`,
  'HEAD(?! of)',
  '(?:the )?\\S*(?:for|rc)-\\w\\S*',
  `['"\`]?\\S*(?:next|fixes)['"]?`,
  `(?:the )?(?!(?:\\S+ ){0,2}${OF_CODE}\\b)(?:\\S+ ){1,3}(?:tree|branch|queue)`,
  '\\S+\\.git',
  '(?:releases\\/)?[a-z]\\w*-\\d[\\w.]*',
);

const RELEASE = 'v?\\d+(?:\\.(?:\\d+|x))+[\\w.-]*';

/** What begins words that are no names: `user-space`, `sub-volumes`, `per-cpu`. */
const COMPOUND = anyOf(
  'user|sub|non|per|co|re|pre|post|multi|self|cross|zero|one|two|copy|read|write|on|in|out|off|low|high|top|end',
  'well|so|big|little|byte|block|page|file|inode|extent|super|meta|sector|half|full|all|both|first|last|old|new',
);

const FILE = '\\S+\\.(?:[chS]|cc|cpp|py|rs|rst|dtsi?|ya?ml|txt)\\b';

/** Names that only who takes patches gives to a place: `u-boot/master`, `drm-misc-next`, `git master`, `2024.02.x`. */
const PLACE = anyOf(
  `(?:my |our )?(?:[\\w.-]+\\.git )?${TREE}`,
  '(?:the )?(?:\\w+ ){1,2}(?:master|mainline|trunk)',
  `(?:the )?(?!${FILE})[\\w.:-]{2,}\\/\\w[\\w.\\/-]*\\w`,
  '[\\w.-]*\\w-(?:misc|staging|trivial|testing|current|updates|devel|dev|tree|queue)',
  '(?:tip:)?(?:staging|stable|next)',
  // The branch in brackets: `arm64 (for-next/misc)`.
  '[a-z][\\w.-]{1,40} \\((?=[^)]{0,60}(?:\\bfor-|next|fixes|main|master|\\w\\/\\w))[\\w./-]{2,60}\\)',
  RELEASE,
  '[\'"`]?(?!account|consideration|v\\d)[a-z][\\w.-]{1,40}[\'"]?(?=,? thank)',
  `(?!${COMPOUND}-|${FILE})[a-z]\\w*[.-]\\w[\\w.-]*(?=[.!]?$)`,
);

const PART = '(?:message|changelog|log|comments?|description|subject|title|style)';
/** What is changed on the way: `with minor tweaks`. */
const EDIT = anyOf(
  'tweak|edit|editoriali|fix|changes?\\b|changed|typo|tags?\\b|correct|adjust|clean-?up|nits?\\b|reword|wordsmith',
  'fold|squash|review|suggest|conflict|indent|whitespace|rebas|massag|polish|address|shorten',
  // A comment or a title alone is a part of the code: it is a new one, or something was done to it.
  `(?:new|updated|better|improved|simplified|extended|expanded|adapted|minor|small|slight) (?:\\w+ ){0,2}?${PART}`,
  `${PART}(?: line)? \\w+ed\\b`,
);
/** `with the previous fix`: what it went together with; `with the following changes` lists them. */
const TOGETHER = [
  '(?:the |this |that |my |your |an? )?(?:previous|next|other|earlier|above|following)\\b',
  '(?!(?<=following) (?:\\w+ )?(?:changes|edits|tweaks|fix-?ups|adjustments|corrections|modifications)\\b)',
  '|the \\w+ above\\b',
].join('');

/** Where to, as what, for whom. */
const WHERE = anyOf(
  ` (?:in)?to ${PLACE}`,
  ' (?:in)?to (?:both|all)(?: the)? (?:branches|trees|lines)',
  ` (?:on|onto|via|through|under) (?:${TREE}|${RELEASE}|[\\w.]+-[\\w.-]+)(?![\\w(])`,
  // `Merged in 5.10` tells when that was, not where to.
  ` in (?:${TREE}|[\\w.]+-[\\w.-]+)(?![\\w(])`,
  ' of (?:the |my )?(?:\\S+(?: \\S+)? (?:tree|repo\\w*|git)|\\S+\\.git|\\S*\\w-next|[\\w.\\/-]+(?=[.,:;]|$))',
  ' for you',
  ` to get (?:it|this|these|them) (?:in)?to ${TREE}`,
  ` for (?:${TREE}|(?:linux )?${RELEASE}|-?stable|-rc\\d)`,
  ' for (?:(?:the|my|our) )?next (?:merge window|release|cycle|rc|kernel|pull(?: request)?)(?: only)?(?![-\\w])',
  ' for backport\\w*',
  // A branch of any name: who thanks for what waits for nothing.
  ' for (?!you\\b|now\\b|later\\b|re-?views?\\b|test|comments?\\b|ci\\b|v\\d)[a-z][\\w.-]{1,40}(?=,? (?:many )?thank)',
  ' as (?:r\\d|commit \\w|#\\d|(?:g:?)?[0-9a-f]{7,40}\\b|fix(?:es)?\\b|(?:\\S+ )?material\\b)[\\w-]*',
  " on (?:your|his|her|their|\\w+'s) behalf",
  ` (?:with|modulo|sans|minus) (?!${TOGETHER})[^.;]{0,80}?\\b${EDIT}\\w*[^.;]*`,
  ` after (?:\\w+ing [^.;]{0,60}?|(?:(?:some|a|few|minor|small|trivial|slight|light|manual) ){0,3})${EDIT}\\w*[^.;]*`,
  ' with (?:many )?thanks',
  // A patch of it was made anew: `applied with v2 of 3`.
  ' with (?:the )?(?:v\\d{1,2}|updated|new|latest|resent) (?:version )?of (?:#?\\d|the \\w+)[\\w/]*',
);

/** Behind a place more may be said; without one a sentence ends, or code is spoken of: `Queued and running bios`. */
const END = [
  '(?=\\W*$|[.,;:!)]| [-–—(:;]|[,]? (?:thanks?|and|but|so|as well|with|after|by|now|again|too|which|since|because',
  '|today|yesterday)\\b)',
].join('');
const BARE_END = [
  '(?=\\W*$|[.,;:!]| [-–—(:;]',
  `| (?:and|&) (?:just |now )?(?:${TAKEN}|back-?patched|will|going)\\b`,
  '| (?:and|&) back-?ported(?=\\W*$|[.,;:!]| (?:(?:it|this|them|both|down) ){0,2}(?:to|as far)\\b)',
  '|[,]? (?:thanks?|thank you|as well|again|too)(?! to)\\b)',
].join('');

/** What may stand before a place: behind one it leads to the next. */
const LEADS = ' (?:(?:in)?to|on|onto|in|via|through|under|of|for|as|with|modulo|sans|minus)\\b';
/**
 * One place, and whether the sentence may end there. One pattern for any number of them would try each reading of each
 * with each of all others: of a sentence that names thirty branches and then means something else it would never have
 * done.
 */
const ONE_PLACE = smallPattern(`^${WHERE}(?:(?<end>${END}|${BARE_END})|(?=${LEADS}))`);
const PARTICLE = /^ (?:up|now|in|already|all|both|upstream|there)(?!\w)/;
const PARTICLES_MAX = 4;
const BARE = smallPattern(`^${BARE_END}`);

/**
 * Whether this stands behind `applied`, or behind its object, when a tree took it. All rules ask this of the rest of a
 * sentence: written into the pattern of each, V8 would take a second to compile them.
 */
export function isAfterTaken(rest: string): boolean {
  let left = rest;
  for (let particles = 0; particles <= PARTICLES_MAX; particles += 1) {
    if (BARE.test(left) || endsBehindPlaces(left)) return true;
    const particle = PARTICLE.exec(left);
    if (particle === null) return false;
    left = left.slice(particle[0].length);
  }
  return false;
}

function endsBehindPlaces(rest: string): boolean {
  let left = rest;
  for (;;) {
    const place = ONE_PLACE.exec(left);
    if (place === null) return false;
    if (place.groups?.['end'] !== undefined) return true;
    left = left.slice(place[0].length);
  }
}

const AGAIN = '(?:,? again| for now|,? for the moment)';
const END_OF_DROP = '(?=\\W*$|[.,;:!)]| [-–—(]| (?:and|because|as|since|until|due|see)\\b)';
const DROP_ENDS = smallPattern(`^${END_OF_DROP}`);
const DROP_AGAIN = smallPattern(
  `^(?:${AGAIN}${END_OF_DROP}|(?: in| as| by)(?: commit)? (?:r\\d|(?:g:)?[0-9a-f]{7,40}\\b)`,
  `|(?:${AGAIN})? (?:from|out of|in) (?:my |our |all (?:the )?)?`,
  `(?:${PLACE}|(?:the )?(?:tree|branch|queue)s?)${END})`,
);

/** Whether this stands behind `dropped` when a tree let it go: out of which, or that it is for the second time. */
export function isAfterDropped(rest: string): boolean {
  return DROP_AGAIN.test(rest);
}

/** The same where `I dropped it` says enough. */
export function isAfterDroppedIt(rest: string): boolean {
  return DROP_ENDS.test(rest);
}

/** What is taken: patches, or a word for them. What follows tells `it` from the lock. */
const OBJECT = smallPattern(
  '^ ',
  anyOf(
    [
      '(?:(?:all|both)(?: of)? )?(?:(?:this|these|the|your|my|his|her|their|all|both) )?',
      '(?:(?:whole|entire|full|remaining|updated|new|latest|revised|two|three|four|five|\\d{1,2}) ){0,2}',
      '(?:patch(?:es|set| set| series)?|series|set|pull(?: request)?|fix(?:es)?|change|commits?|rest|lot|',
      'v\\d{1,2}|version|topic)',
      '(?![\\w-])',
      '(?: (?:from|of|in) (?:this|the|your) (?:series|set|thread))?',
    ].join(''),
    '(?:it|this|these|them|both|everything)(?: (?:one|two|three|all|both))?(?![\\w-])',
    'all(?: of)?(?: (?:it|this|these|them))?(?![\\w-])',
  ),
);

type After = (rest: string) => boolean;

/** Behind an object (` the series`) and what follows the verb: `then` of the rest. Null when there is no object. */
function behindObject(rest: string): string | null {
  const found = OBJECT.exec(rest);
  return found === null ? null : rest.slice(found[0].length);
}

/**
 * These say what stands between a verb and its place. In the pattern of each rule the object made V8 compile for a
 * quarter of a second longer.
 */
export function withObject(then: After): After {
  return (rest) => {
    const behind = behindObject(rest);
    return behind !== null && then(behind);
  };
}

export function withoutObject(then: After): After {
  return (rest) => behindObject(rest) === null && then(rest);
}

export function maybeObject(then: After): After {
  return (rest) => then(behindObject(rest) ?? rest);
}

/** What is being done is said in a sentence of its own: `Applying this series, I see a hang` is a trial. */
export function isAfterTaking(rest: string): boolean {
  return isAfterTaken(rest) && !/,(?! (?:many )?thank)/.test(rest);
}

/** Where `grabbed` and `took` are of trees: thanks, or a place. */
export function isAfterThankedOrPlaced(rest: string): boolean {
  return isAfterTaken(rest) && (/\bthank/.test(rest) || endsBehindPlaces(rest));
}

/** Where `I've applied` is of trees: patches, or without a word for them thanks or a place. */
export function isAfterOwnTaken(rest: string): boolean {
  return behindObject(rest) === null ? isAfterThankedOrPlaced(rest) : withObject(isAfterTaken)(rest);
}

/** `word` next, as in `picked it up`, `checked this in`. */
export function nextWord(word: ' up' | ' in' | ' out', then: After): After {
  return (rest) => {
    const behind = rest.slice(word.length);
    return rest.startsWith(word) && !/^\w/.test(behind) && then(behind);
  };
}
