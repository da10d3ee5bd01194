import type { ItemKind, Move } from '@/lib/design/item.ts';
import { preferredWay, refusedWay } from '@/lib/design/moves/preferences.ts';
import { chooseSentence, SENTENCE_END } from '@/lib/design/titles/choose-words.ts';
import { finish } from '@/lib/design/titles/finish.ts';
import { mainClause } from '@/lib/design/titles/main-clause.ts';
import { withoutAside, withoutNoise } from '@/lib/design/titles/noise.ts';
import { cutThrough, shorten, TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { stripOpenings } from '@/lib/design/titles/strip-openings.ts';
import { wishOf } from '@/lib/design/titles/suggested.ts';
import { turnOf } from '@/lib/design/titles/turns.ts';
import {
  behindLead,
  isVague,
  lowerFirst,
  nameBefore,
  nameObject,
  namePointed,
} from '@/lib/design/titles/vague.ts';
import { asksBehind } from '@/lib/design/titles/what-is-asked.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** What a title may lean on when its words alone name nothing; all of it from the same or earlier messages. */
export type TitleContext = {
  /** Name of the posting or patch, for the proposal it makes. */
  readonly posting: string | null;
  /** Title of what the move answers. */
  readonly about: string | null;
  /** Title of the move just before in the same paragraph. */
  readonly before: string | null;
  /** The same, when that move says what to do. */
  readonly orderBefore: string | null;
  /** Of an action the last paragraph quoted above it, in one line. */
  readonly quoted: string | null;
  /** An identifier of the last quoted lines. */
  readonly object: string | null;
  /** Words of the names of who wrote the mails above, in lower case. */
  readonly names: ReadonlySet<string>;
};

/** Openings are tried on the opening: a longer text is cut, whatever it holds. */
const TEXT_MAX = 700;

/**
 * A title of at most 80 characters from the words of a move: hedges and trailing clauses cut, proposals and actions as
 * orders, questions as questions; a move whose words name no object borrows it from what it answers.
 */
export function titleOf(
  { kind, span }: Pick<Move, 'kind' | 'span'>,
  body: string,
  context: TitleContext,
): string {
  const { posting, names } = context;
  const text = body.slice(span.start, Math.min(span.end, span.start + TEXT_MAX));
  const isOfPosting = ITSELF.test(text) || !ASIDE.test(text);
  if (posting !== null && kind === 'proposal' && isOfPosting) return shorten(posting.trim());
  const line = text.replace(/\s+/g, ' ').trim();
  const vote = voteIn(line, kind);
  if (context.about !== null && vote !== null)
    return `${vote}${lowerFirst(shorten(context.about, TITLE_MAX - vote.length))}`;
  if (SUBSTITUTION.test(text)) return hardCut(line);
  const sentence = turnOf(withoutAside(chooseSentence(withoutNoise(line), kind)), kind);
  const strip = (words: string): string => stripOpenings(words, kind, names);
  // What is taken out of a sentence may open with a hedge of its own.
  const inside = (whole: string, part: string): string => (part === whole ? whole : strip(part));
  const bare = strip(sentence);
  const wish = inside(bare, wishOf(bare, kind));
  const said = inside(wish, behindLead(wish, kind));
  const main = inside(said, mainClause(said, kind));
  const core = finish(cutTo(main, kind), kind);
  if (isVague(core)) {
    const pointedAt = namePointed(core, kind, context);
    if (pointedAt !== null) return pointedAt;
    // Rather a clause that is cut through than one that names nothing.
    const whole = kind !== 'endorsement' && wordsOf(core).size > 0 ? finish(cutThrough(main), kind) : core;
    return isVague(whole) ? nameObject(core, kind, withQuote(core, kind, context)) : whole;
  }
  return nameBefore(core, kind, context.orderBefore);
}

/** `I'd lean to 2` and `I object to C` say nothing to who does not have the list. */
function voteIn(line: string, kind: ItemKind): string | null {
  if (kind === 'endorsement' && preferredWay(line) !== null)
    return ACCEPTS.test(line) ? 'Can live with: ' : 'Prefers: ';
  return kind === 'objection' && refusedWay(line) !== null ? 'Against: ' : null;
}

/** It is no preference. */
const ACCEPTS = /^[^.]{0,60}\b(?:live|fine|ok|okay|good) with\b/i;

/** A question keeps what it asks. */
function cutTo(text: string, kind: ItemKind): string {
  const cut = shorten(text);
  if (kind !== 'question' || text.length > TITLE_MAX) return cut;
  return cut.length < text.length && asksBehind(text, cut.length) ? text : cut;
}

/** Of `Will do` that answers nothing that was found, what was asked for in the words quoted above it. */
function withQuote(core: string, kind: ItemKind, context: TitleContext): TitleContext {
  const { about, object, quoted, names } = context;
  if (about !== null || object !== null || quoted === null || kind !== 'action') return context;
  const last = quoted.split(SENTENCE_END).at(-1) ?? '';
  const asked = finish(shorten(stripOpenings(withoutNoise(last), kind, names)), kind);
  return isVague(asked) || !BARE.test(core) ? context : { ...context, about: asked };
}

/** Nothing but that it will be done. */
const BARE = /^(?:will do|sure|ok(?:ay)?|yes|yep|ack|can do|on it|of course|right)\b.{0,12}$/i;

/** `s/this/that/`, which is a title as it stands. */
const SUBSTITUTION = /^s([/,|#])[^\n]{1,200}?\1/;

function hardCut(line: string): string {
  const bare = line.replace(/\.$/, '');
  return bare.length <= TITLE_MAX ? bare : `${bare.slice(0, TITLE_MAX - 1).trimEnd()}…`;
}

/** What a cover says of itself. */
const ITSELF = /^(?:this|these|here|the (?:following|series|patch|patches|patchset))\b/i;
/** A cover that names another way first: its words are not what the series does. */
const ASIDE = /\b(?:could|would|might|maybe|perhaps|alternativ\w+|considered|open to|not sure)\b/i;
