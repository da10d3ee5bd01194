import type { Move } from '@/lib/design/item.ts';
import { toOrder } from '@/lib/design/titles/imperative.ts';
import { CONNECTIVE, HEDGES, IMPERATIVES, STANCES } from '@/lib/design/titles/openings.ts';
import { countWords, shorten, TITLE_MAX, WORDS_GOOD } from '@/lib/design/titles/shorten.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** What a title may lean on when its words alone name nothing; all of it from the same or earlier messages. */
export type TitleContext = {
  /** Name of the posting or patch, for the proposal it makes. */
  readonly posting: string | null;
  /** Title of what the move answers. */
  readonly about: string | null;
  /** An identifier of the last quoted lines. */
  readonly object: string | null;
};

/** Openings are tried on the opening: a longer text is cut, whatever it holds. */
const TEXT_MAX = 700;
const STEPS_MAX = 8;

/**
 * A title of at most 80 characters from the words of a move: hedges and trailing clauses cut, proposals and actions as
 * orders, questions as questions; a move whose words name no object borrows it from what it answers.
 */
export function titleOf(move: Move, body: string, { posting, about, object }: TitleContext): string {
  const text = body.slice(move.span.start, Math.min(move.span.end, move.span.start + TEXT_MAX));
  if (posting !== null && move.kind === 'proposal' && (ITSELF.test(text) || !ASIDE.test(text)))
    return shorten(posting.trim());
  const sentence = chooseSentence(text.replace(/\s+/g, ' ').trim(), move.kind);
  const core = finish(shorten(mainClause(strip(sentence, move.kind), move.kind)), move.kind);
  return isVague(core) ? name(core, move, about, object) : core;
}

/** What a cover says of itself. */
const ITSELF = /^(?:this|these|here|the (?:following|series|patch|patches|patchset))\b/i;
/** A cover that names another way first: its words are not what the series does. */
const ASIDE = /\b(?:could|would|might|maybe|perhaps|alternativ\w+|considered|instead of|open to|not sure)\b/i;

function chooseSentence(text: string, kind: Move['kind']): string {
  const sentences = text.split(/(?<=[.!?])["')]? +(?=["'(]?[A-Z0-9])/).filter((one) => one.trim() !== '');
  if (kind === 'question') return sentences.find((one) => one.includes('?')) ?? sentences[0] ?? text;
  return sentences.find((one) => wordsOf(one).size >= 2) ?? sentences[0] ?? text;
}

/** Takes openings off until none is left; the first one with words of its own decides how the title begins. */
function strip(sentence: string, kind: Move['kind']): string {
  const orders = kind === 'proposal' || kind === 'action' || kind === 'decision';
  const stances = kind === 'objection' || kind === 'endorsement';
  const openings = [
    ...(stances ? STANCES : []),
    ...(kind === 'question' ? [] : HEDGES),
    ...(orders ? IMPERATIVES : []),
  ];
  let text = sentence
    .replace(/^[^\p{L}\p{N}_/<&@%$.]+/u, '')
    .replace(/^\/me /, '')
    .replace(/^\d{1,2}[.)] /, '')
    .replace(/^(\w+)\*/, '$1');
  let keep = '';
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const connective = CONNECTIVE.exec(text);
    if (connective !== null) {
      text = text.slice(connective[0].length);
      continue;
    }
    const found = openings.find(({ words }) => words.test(text));
    if (found === undefined) break;
    if (keep === '') keep = found.keep;
    text = text.replace(found.words, '');
    if (keep !== '') break;
  }
  if (kind === 'question') text = lastQuestion(text);
  return `${keep}${text}`;
}

const SUBORDINATE = new RegExp(
  '^(?:when|if|since|as|while|because|although|though|once|after|before|given|unless|' +
    'whenever|until|assuming|even if|even though|considering|in order to|instead of|' +
    'rather than|with|without|to)\\b',
  'i',
);
const MAIN_WORDS_MIN = 4;

/** Of "when this happens, that breaks" what breaks, when the whole is too long for a title. */
function mainClause(text: string, kind: Move['kind']): string {
  if ((text.length <= TITLE_MAX && countWords(text) <= WORDS_GOOD) || !SUBORDINATE.test(text)) return text;
  const comma = text.indexOf(', ');
  if (comma === -1) return text;
  const rest = text.slice(comma + 2);
  return rest.split(' ').length < MAIN_WORDS_MIN ? text : strip(rest, kind);
}

const ASKS = new RegExp(
  '[,;:-] (?=(?:is|are|do|does|did|can|could|should|would|will|why|what|how|when|where|' +
    "which|who|isn't|aren't|don't|doesn't|won't) )",
  'gi',
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
  const bare = text
    .replace(/[\s.,;:!-]+$/, '')
    .replace(/ (?:please|though|instead|then|too|anyway|IMO|IMHO)$/i, '');
  if (kind === 'proposal' || kind === 'action') return tidy(toOrder(bare.replace(/[?\s]+$/, '')));
  const asked = kind === 'question' && !bare.endsWith('?') && !bare.endsWith('…') ? `${bare}?` : bare;
  return tidy(asked.slice(0, TITLE_MAX));
}

/** An upper-case first letter, unless the word is an identifier or a path. */
function tidy(text: string): string {
  const clean = text.trim();
  const [first = ''] = clean.split(' ', 1);
  if (/[_()./\\:<>=0-9-]/.test(first.slice(0, -1)) || /[A-Z]/.test(first.slice(1))) return clean;
  return clean.charAt(0).toUpperCase() + clean.slice(1);
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

function name(core: string, { kind }: Move, about: string | null, object: string | null): string {
  if (
    object !== null &&
    !core.includes(object) &&
    core.length + object.length + 3 <= TITLE_MAX &&
    (about === null || wordsOf(core).size > 0)
  ) {
    return `${core} (${object})`;
  }
  if (about === null) return core;
  const lead = leadOf(core, kind);
  const rest = about.replace(LEADS, '');
  const space = TITLE_MAX - lead.length - 2;
  return space < ABOUT_MIN ? core : `${lead}: ${lowerFirst(shorten(rest, space))}`;
}

const PROMISES =
  /^(?:sure|ok|okay|yes|yeah|yep|right|will do|done|good point|agreed?|fair|true|of course|makes sense)\b/i;

function leadOf(core: string, kind: Move['kind']): string {
  if (kind === 'endorsement' && /^(?:agree|yes|yeah|right|exactly|true|indeed)/i.test(core)) return 'Agrees';
  if (kind === 'action' && PROMISES.test(core)) return 'Will do';
  return core.replace(/[:?.…]+$/, '');
}

function lowerFirst(text: string): string {
  const [first = ''] = text.split(' ', 1);
  return /^[A-Z][a-z']*$/.test(first) && first !== 'I' ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
