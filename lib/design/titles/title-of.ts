import type { Move } from '@/lib/design/item.ts';
import { chooseSentence, turnOf } from '@/lib/design/titles/choose-words.ts';
import { ofPointing, ofPosted, toOrder } from '@/lib/design/titles/imperative.ts';
import { mainClause } from '@/lib/design/titles/main-clause.ts';
import { withoutCall, withoutNoise } from '@/lib/design/titles/noise.ts';
import { CONNECTIVE, HEDGES, STANCES } from '@/lib/design/titles/openings.ts';
import { IMPERATIVES } from '@/lib/design/titles/order-openings.ts';
import { shorten, TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { ofAsked, ofCondition, ofWorth } from '@/lib/design/titles/suggested.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** What a title may lean on when its words alone name nothing; all of it from the same or earlier messages. */
export type TitleContext = {
  /** Name of the posting or patch, for the proposal it makes. */
  readonly posting: string | null;
  /** Title of what the move answers. */
  readonly about: string | null;
  /** An identifier of the last quoted lines. */
  readonly object: string | null;
  /** Words of the names of who wrote the mails above, in lower case. */
  readonly names: ReadonlySet<string>;
};

/** Openings are tried on the opening: a longer text is cut, whatever it holds. */
const TEXT_MAX = 700;
const STEPS_MAX = 8;

/**
 * A title of at most 80 characters from the words of a move: hedges and trailing clauses cut, proposals and actions as
 * orders, questions as questions; a move whose words name no object borrows it from what it answers.
 */
export function titleOf(move: Move, body: string, { posting, about, object, names }: TitleContext): string {
  const text = body.slice(move.span.start, Math.min(move.span.end, move.span.start + TEXT_MAX));
  if (
    posting !== null &&
    move.kind === 'proposal' &&
    (ITSELF.test(text) || CHANGELOG.test(text) || !ASIDE.test(text))
  )
    return shorten(posting.trim());
  if (SUBSTITUTION.test(text)) return hardCut(text.replace(/\s+/g, ' '));
  const whole = chooseSentence(withoutNoise(text.replace(/\s+/g, ' ').trim()), move.kind);
  const sentence = turnOf(whole, move.kind);
  const bare = wishOf(strip(sentence, move.kind, names), move.kind, names);
  const main = mainClause(bare, move.kind);
  const core = finish(shorten(main === bare ? bare : strip(main, move.kind, names)), move.kind);
  return isVague(core) ? name(core, move, about, object) : core;
}

/** Of a condition and what would come of it the wish, for what is to be done. */
function wishOf(text: string, kind: Move['kind'], names: ReadonlySet<string>): string {
  if (kind !== 'proposal' && kind !== 'action') return text;
  const wish = ofWorth(ofCondition(text));
  return wish === text ? text : strip(wish, kind, names);
}

/** `s/this/that/`, which is a title as it stands. */
const SUBSTITUTION = /^s([/,|#])[^\n]{1,200}?\1/;

function hardCut(line: string): string {
  const bare = line.trim().replace(/\.$/, '');
  return bare.length <= TITLE_MAX ? bare : `${bare.slice(0, TITLE_MAX - 1).trimEnd()}…`;
}

/** What a cover says of itself. */
const ITSELF = /^(?:this|these|here|the (?:following|series|patch|patches|patchset))\b/i;
/** What was changed says `instead of` what. */
const CHANGELOG = /^(?:changes (?:in|since) )?v\d{1,2}\b[^\n:]{0,20}:\s/i;
/** Who asked for a change: `[Ann Lee]` behind it. */
const CREDIT = /[.,;]? ?\[ ?\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}.]*){0,2} ?\]$/u;
/** A cover that names another way first: its words are not what the series does. */
const ASIDE = /\b(?:could|would|might|maybe|perhaps|alternativ\w+|considered|instead of|open to|not sure)\b/i;

/** Takes openings off until none is left; the first one with words of its own decides how the title begins. */
function strip(sentence: string, kind: Move['kind'], names: ReadonlySet<string>): string {
  const orders = kind === 'proposal' || kind === 'action' || kind === 'decision';
  const stances = kind === 'objection' || kind === 'endorsement';
  const openings = [
    ...(stances ? STANCES : []),
    ...(kind === 'question' ? [] : HEDGES),
    ...(orders ? IMPERATIVES : []),
  ];
  let text = sentence
    .replace(/^\+1\b[\s.,:;!-]*(?=\S)/, '')
    .replace(VOTE, '')
    .replace(VERSION, '')
    .replace(/^(?!-\d)[^\p{L}\p{N}_/<&@%$."]+/u, '')
    .replace(/^"(?=[^"]*$)/, '')
    .replace(/^\/me /, '')
    .replace(/^\d{1,2}[.)] /, '')
    .replace(/^(\w+)\*/, '$1');
  // A question without the name would not say whose answer is waited for.
  if (kind !== 'question') text = withoutCall(text, names);
  if (orders) text = ownWork(text);
  if (kind === 'proposal') text = ofPointing(text);
  let keep = '';
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const connective = CONNECTIVE.exec(text);
    if (connective !== null) {
      text = text.slice(connective[0].length);
      if (kind !== 'question') text = withoutCall(text, names);
      continue;
    }
    const found = openings.find(({ words }) => words.test(text));
    if (found === undefined) break;
    if (keep === '') keep = found.keep;
    text = text.replace(found.words, '');
    if (keep !== '') break;
  }
  if (kind === 'question') text = lastQuestion(text.replace(CURIOUS, ''));
  return `${keep}${text}`;
}

/** `-1 from me, `, `ok ann@, but `: what was voted is the kind of the move. */
const VOTE = /^(?:-1(?: (?:from|for) me)? ?[.,:;!]+ ?|ok \w{2,12}@[.,;:]? (?:but |with )?)(?=\S)/i;
/** A changelog in one line: `v2: - `. */
const VERSION = /^(?:changes (?:in|since) )?v\d{1,2}: ?[-*+] (?=\S)/i;

/** What is so, before what somebody would do about it. */
const WHAT_IS = new RegExp(
  "^(?:this|that|these|those|it|there|sure|yes|no)(?:'s)? [^.;:?]{4,160}?" +
    '(?:, (?:so|and|but|though|although)|[ ,]so) ' +
    "(?=(?:i|we|you)(?:'ll|'d| will| would| could| can| should| might| may) )",
  'i',
);

/** Of "that is out of scope, so I'd drop it" what is to be done. */
function ownWork(text: string): string {
  return text.replace(WHAT_IS, '');
}

const ASKS = new RegExp(
  '[,;:-] (?=(?:is|are|do|does|did|can|could|should|would|will|why|what|how|when|where|' +
    "which|who|isn't|aren't|don't|doesn't|won't) )",
  'gi',
);

/** Words of who would like to know, before what. */
const CURIOUS = new RegExp(
  "^(?:one (?:other )?(?:thing|question) (?:that )?i(?:'m| am| was| have|'d)\\b[^?]{0,80}? is|" +
    "i(?:'m| am| was)(?: \\w+){0,2} (?:curious|wondering)(?: about)?|" +
    '(?:can|could|would) you (?:please |also |maybe |kindly )*(?:help )?(?:explain|elaborate on|tell me|' +
    'clarify|remind me))' +
    ' (?=(?:what|how|why|when|where|who|which|under what|in what|whether) )',
  'i',
);

/** Of "if that is so, why does ...?" the part that asks. */
function lastQuestion(text: string): string {
  const end = text.indexOf('?');
  const asked = end === -1 ? text : text.slice(0, end + 1);
  if (asked.length <= TITLE_MAX) return asked;
  const [first] = [...asked.matchAll(ASKS)].slice(-1);
  return first === undefined ? asked : asked.slice(first.index + first[0].length);
}

function finish(text: string, kind: Move['kind']): string {
  const bare = withoutLoneBracket(text)
    .replace(/[\s.,;:!-]+$/, '')
    .replace(CREDIT, '')
    .replace(/,? (?:please|though|instead|then|too|anyway|IMO|IMHO)$/i, '')
    .replace(/, (?:yes|right|thanks|feel free to add|please)$/i, '')
    .replace(/[,.!]? (?:many )?(?:thanks|thank you|cheers)[.!, ]{0,3}(?:-+ ?\w{1,20})?$/i, '')
    .replace(HANGS, '')
    .replace(/[\s.,;:!-]+$/, '')
    .replace(/^(?:because (?=\S)|that (?=(?:the|a|an|we|you|it|if|there|these) ))/i, '');
  if (kind === 'proposal') return tidy(toOrder(ofAsked(ofPosted(bare.replace(/[?\s]+$/, '')))));
  if (kind === 'action') return tidy(toOrder(ofAsked(bare.replace(/[?\s]+$/, ''))));
  const asked = kind === 'question' && !bare.endsWith('?') && !bare.endsWith('…') ? `${bare}?` : bare;
  return tidy(asked.slice(0, TITLE_MAX));
}

/** What led to a list, to code, or to nothing. */
const HANGS = new RegExp(
  "(?:,? (?:(?<!\\b(?:something|looks?|feels?|sounds?|hopefully|would|really|you|we|i|'d) )like(?: this| so|" +
    ' below| that)?|' +
    'as(?: follows| below)?|e\\.?g|i\\.?e|via|by|and|or|the|an?))+[\\s.,;:!-]*$',
  'i',
);

/** `(Do we know that?)` as a sentence of its own lost its first bracket with what leads in. */
function withoutLoneBracket(text: string): string {
  const bare = text.replace(/[\s.,;:!-]+$/, '');
  if (!bare.endsWith(')')) return text;
  return bare.split(')').length > bare.split('(').length ? bare.slice(0, -1) : text;
}

/** An upper-case first letter, unless the word is an identifier or a path. */
function tidy(text: string): string {
  const clean = text.trim();
  const [first = ''] = clean.split(' ', 1);
  if (/^(?:re|pre|non|un|de|co|sub|multi|user)-[a-z]+$/.test(first)) return upperFirst(clean);
  if (/[_()./\\:<>=0-9-]/.test(first.slice(0, -1)) || /[A-Z]/.test(first.slice(1))) return clean;
  return upperFirst(clean);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const POINTS = new RegExp(
  '^(?:this|that|it|these|those|they|which|he|she)\\b|\\b(?:this|that|it|so|one|do that|' +
    'as suggested|the same)$',
  'i',
);

/** Stems of praise, thanks and promises, which name nothing. */
const GENERIC = new Set(
  (
    'look good fine nice great sound sens agre thank appli queu don okay reasonabl right correct work wrong true ' +
    'point idea thing way question yes yep yeah sure lgtm love lik problem issu chang bett cool perfect excellent ' +
    'shar follow suggest comment cod approach next fair plan ack nak respin resend post send version'
  ).split(' '),
);

/** Names nothing that could be known from elsewhere. */
function isVague(title: string): boolean {
  const words = new Set([...wordsOf(title)].filter((word) => !GENERIC.has(word)));
  if (/[a-z]_[a-z]|\(\)/.test(title)) return false;
  return words.size < 2 || (words.size < 3 && POINTS.test(title));
}

const LEADS = /^(?:Agrees|Likes|Dislikes|Doubts|Will do|Fine with|Not sure|[A-Z][a-z]+(?: [a-z]+){0,2}): /;
const ABOUT_MIN = 24;

/** What is done to a whole posting is done to nothing that the quote names. */
const OF_ALL = new RegExp(
  '^(?:rebase|respin|re-spin|resend|re-send|repost|resubmit)(?: (?:it|this|them|these))?$|' +
    '\\b(?:everything|all of (?:the above|this|that|these|them|it))\\b',
  'i',
);

function name(core: string, { kind }: Move, about: string | null, object: string | null): string {
  if (OF_ALL.test(core)) return core;
  const prefersAbout = kind === 'endorsement' && about !== null;
  if (
    object !== null &&
    !prefersAbout &&
    !OF_ALL.test(core) &&
    !core.includes(object) &&
    core.length + object.length + 3 <= TITLE_MAX &&
    (about === null || wordsOf(core).size > 0)
  ) {
    return `${core} (${object})`;
  }
  if (about === null) return core;
  const lead = leadOf(core, kind);
  const rest = about.replace(LEADS, '');
  if (lead === '') return shorten(rest);
  const space = TITLE_MAX - lead.length - 2;
  return space < ABOUT_MIN ? core : `${lead}: ${lowerFirst(shorten(rest, space))}`;
}

const PROMISES =
  /^(?:sure|ok|okay|yes|yeah|yep|right|will do|done|good point|agreed?|fair|true|of course|makes sense)\b/i;

function leadOf(core: string, kind: Move['kind']): string {
  if (kind === 'endorsement' && /^(?:agree|yes|yeah|right|exactly|true|indeed)/i.test(core)) return 'Agrees';
  if (kind === 'action' && PROMISES.test(core)) return 'Will do';
  const lead = core.replace(/[:?.…]+$/, '');
  return lead === '' && kind === 'endorsement' ? 'Agrees' : lead;
}

function lowerFirst(text: string): string {
  const [first = ''] = text.split(' ', 1);
  return /^[A-Z][a-z']*$/.test(first) && !/^I(?:'|$)/.test(first)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
