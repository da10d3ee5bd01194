import type { ItemKind } from '@/lib/design/item.ts';
import { shorten, TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import type { TitleContext } from '@/lib/design/titles/title-of.ts';
import { visitWords, wordsOf } from '@/lib/series/shared-words.ts';

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
export function isVague(title: string): boolean {
  if (/[a-z]_[a-z]|\(\)/.test(title)) return false;
  const words = new Set<string>();
  visitWords(title, (word) => {
    if (!GENERIC.has(word)) words.add(word);
  });
  return words.size < 2 || (words.size < 3 && POINTS.test(title));
}

/** What leads to words of its own: `this the other way round: `. A quotation or a tag is no sentence. */
const LEAD = new RegExp(
  '^((?!(?:for|on|in|with|as|if|when) )[^ :.?!"]{1,20}(?: [^ :.?!"]{1,20}){1,9}): ' +
    '(?!(?:it|this|that|these|those|they) )(?=[\\w>-]+ \\S+ \\S)',
  'i',
);
/** Another lead may be what is to be done itself. */
const NO_ORDER = /^(?:this|that|it|something|an?|the|my|one|another|here)\b/i;
const ENDS_WITH_TAG = / [A-Z][\w-]*$/;

/** `The rule for that is simple: `. */
const SAYS_SO = new RegExp(
  '^[^:.?!]{3,90} (?:is|are|was) (?:as follows|the following|clear|simple|this|these|straightforward|obvious): ' +
    '(?=\\S+ \\S)',
  'i',
);

/** Of words that name nothing and what they lead to the latter; another text as it is. */
export function behindLead(text: string, kind: ItemKind): string {
  if (kind === 'question' || kind === 'endorsement') return text;
  const behind = text.replace(SAYS_SO, '');
  if (behind !== text) return behind;
  const [all = '', lead = ''] = LEAD.exec(text) ?? [];
  const leads = kind === 'objection' || NO_ORDER.test(lead);
  return leads && isVague(lead) && !ENDS_WITH_TAG.test(lead) ? text.slice(all.length) : text;
}

const LEADS = /^(?:Agrees|Likes|Dislikes|Doubts|Will do|Fine with|Not sure|[A-Z][a-z]+(?: [a-z]+){0,2}): /;
const ABOUT_MIN = 24;

/** `Add one`: what was just spoken of. */
const POINTS_BACK = /\b(?:one|some|another)$/i;
/** `This would be the place`: for what was just said. */
const OPENS_POINTING = /^(?:this|that) /i;
/** `Take it as a first step`: an order whose object is what was just spoken of. */
const OF_IT = new RegExp(
  "^[A-Z][a-z]+ (?:(?:it|them)\\b(?!')|(?:this|that|these|those)" +
    '(?= (?:to|in|into|as|for|with|up|out|on|at|from|by|off|back)\\b|$))',
);
/** On what terms, which no title needs to say. */
const TERMS = /,? (?:if|when|unless|once|as long as|provided) .*$/i;

/** An order that points back, with the title of the move just before in its paragraph; another one as it is. */
export function nameBefore(core: string, kind: ItemKind, before: string | null): string {
  if ((kind !== 'proposal' && kind !== 'action') || before === null || isVague(before)) return core;
  if (!OF_IT.test(core) || NAMED.test(core)) return core;
  return withRest(core.replace(TERMS, ''), before.replace(LEADS, '')) ?? core;
}
/** An identifier. */
const NAMED = /[a-z]_[a-z]|\(\)/i;

/** What is done to a whole posting is done to nothing that the quote names. */
const OF_ALL = new RegExp(
  '^(?:rebase|respin|re-spin|resend|re-send|repost|resubmit)(?: (?:it|this|them|these))?$|' +
    '\\b(?:everything|all of (?:the above|this|that|these|them|it))\\b',
  'i',
);

/**
 * A vague title with what it is about: `object` is an identifier of the quote, `about` the title of what is answered.
 * Praise is of what somebody said; other words are rather of what is quoted.
 */
export function nameObject(
  core: string,
  kind: ItemKind,
  { about: answered, before, object }: Pick<TitleContext, 'about' | 'before' | 'object'>,
): string {
  if (OF_ALL.test(core)) return core;
  const isNamed = kind !== 'action' || before === null || isVague(before);
  const pointed = answered === null && object === null ? POINTS : POINTS_BACK;
  const about = isNamed || !pointed.test(core) ? answered : before;
  const saysMore = about === null || (kind !== 'endorsement' && wordsOf(core).size > 0);
  const isNew = object !== null && !core.includes(object);
  if (saysMore && isNew && core.length + object.length + 3 <= TITLE_MAX) return `${core} (${object})`;
  if (about === null) return core;
  const lead = leadOf(core, kind);
  // What somebody misses is what is to be done.
  const rest = about.replace(LEADS, '').replace(kind === 'action' ? /^Sees no / : /^$/, '');
  if (lead === '') return shorten(rest);
  const isQuestion = kind === 'question';
  const space = TITLE_MAX - lead.length - (isQuestion ? 4 : 2);
  if (space < ABOUT_MIN) return core;
  const named = lowerFirst(shorten(rest, space));
  return isQuestion ? `${lead}? (${named})` : `${lead}: ${named}`;
}

/** A vague title with the words just before that it points at; null when there are none. */
export function namePointed(
  core: string,
  kind: ItemKind,
  { before, orderBefore }: Pick<TitleContext, 'before' | 'orderBefore'>,
): string | null {
  const goesOn = before === null ? null : goOn(core, before);
  if (goesOn !== null || kind !== 'action' || orderBefore === null) return goesOn;
  if (isVague(orderBefore) || !OPENS_POINTING.test(core)) return null;
  return withRest(core, orderBefore.replace(LEADS, ''));
}

/** Both, when there is room for some of the second. */
function withRest(core: string, rest: string): string | null {
  const space = TITLE_MAX - core.length - 2;
  return space < ABOUT_MIN ? null : `${core}: ${lowerFirst(shorten(rest, space))}`;
}

const LAST_WORDS = /\b(\w+ \w+ )(?:this|that|these|those)$/i;

/** `Have a test for this` behind "is there a test for this loss of data?": the words that it points at. */
function goOn(core: string, before: string): string | null {
  const words = LAST_WORDS.exec(core)?.[0];
  const at = words === undefined ? -1 : before.toLowerCase().indexOf(`${words.toLowerCase()} `);
  if (words === undefined || at === -1) return null;
  const title = `${core}${before.slice(at + words.length).replace(/[?.…]+$/, '')}`;
  return title.length > TITLE_MAX ? null : title;
}

const PROMISES =
  /^(?:sure|ok|okay|yes|yeah|yep|right|will do|done|good point|agreed?|fair|true|of course|makes sense)\b/i;

function leadOf(core: string, kind: ItemKind): string {
  if (kind === 'endorsement' && /^(?:agree|yes|yeah|right|exactly|true|indeed)/i.test(core)) return 'Agrees';
  if (kind === 'action' && PROMISES.test(core)) return 'Will do';
  const lead = core.replace(/[:?.…]+$/, '');
  return lead === '' && kind === 'endorsement' ? 'Agrees' : lead;
}

export function lowerFirst(text: string): string {
  const [first = ''] = text.split(' ', 1);
  return /^[A-Z][a-z']*$/.test(first) && !/^I(?:'|$)/.test(first)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
