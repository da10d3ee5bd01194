import { bearsName } from '@/lib/design/is-named.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import type { Mailbox } from '@/lib/mail/email.ts';

const AFTER_I: ReadonlySet<string> = new Set([
  "'ll",
  'will',
  'can',
  'plan',
  'shall',
  'intend',
  'should',
  'need',
  'volunteer',
]);
const AFTER_I_AM: ReadonlySet<string> = new Set(['going', 'planning', 'working', 'looking', 'about']);
const PROMISES: ReadonlySet<string> = new Set(['will', 'done', 'fixed', 'aye']);

/** What may stand before `will fix`: agreement, thanks and stops. */
const BEFORE_PROMISE: ReadonlySet<string> = new Set(
  (
    'sure ok okay yes yep yeah ah oh right fine great good agreed thanks thank indeed ' +
    'point idea catch meh whatever hmm well so then , . ! ; - --'
  ).split(' '),
);
/** `Will you send a patch?`, `Will this break?` */
const ASKED_WITH_WILL: ReadonlySet<string> = new Set(
  'you this that it they there we these those the'.split(' '),
);
/** `thank you`, `if you prefer I can`: nothing is asked of `you`. */
const NOT_ASKED: ReadonlySet<string> = new Set(['thank', 'if', 'as', 'for', 'unless', 'whatever']);

/**
 * Whether somebody says what he will do or asks for it: `I'll` and `let me` before any `you` or `please`, else the
 * author of a posting promises and others ask. Right for 95 of 100 labelled actions.
 */
export function originOf(
  sentences: readonly (readonly string[])[],
  { isAuthor }: Pick<Setting, 'isAuthor'>,
): 'commitment' | 'request' {
  const isForIt = isAuthor || speaksAsAuthor(sentences[0] ?? []);
  for (const [index, words] of sentences.entries()) {
    const origin = originIn(words, isForIt, index === 0);
    if (origin !== null) return origin;
  }
  return isAuthor ? 'commitment' : 'request';
}

const AUTHORS: ReadonlySet<string> = new Set(['author', 'editor', 'co-author', 'authors', 'editors']);
/** `As one of the authors: we will ...`. */
const AS_AUTHOR_MAX = 5;

function speaksAsAuthor(words: readonly string[]): boolean {
  return words[0] === 'as' && words.slice(1, AS_AUTHOR_MAX).some((word) => AUTHORS.has(word));
}

function originIn(
  words: readonly string[],
  isAuthor: boolean,
  isFirst: boolean,
): 'commitment' | 'request' | null {
  let isOpening = true;
  for (let at = 0; at < words.length; at += 1) {
    const [word, next, third] = [words[at] ?? '', words[at + 1] ?? '', words[at + 2] ?? ''];
    if (word === 'please' || (word === 'you' && asksYou(words, at))) return 'request';
    if (word === 'let' && next === 'me' && third !== 'know') return 'commitment';
    if ((word === 'i' || (word === 'we' && isAuthor)) && promisesBehind(words, at)) return 'commitment';
    if (offers(words, at) || goesOnToPromise(words, at) || concludes(words, at)) return 'commitment';
    if (isAuthor && VERSIONS.has(word) && next === 'will') return 'commitment';
    // Behind the first sentence `will be` may tell of anything.
    if ((isFirst ? isOpening || at < 2 : isOpening && next !== 'be') && isPromise(word, next))
      return 'commitment';
    isOpening &&= BEFORE_PROMISE.has(word);
  }
  return null;
}

function isPromise(word: string, next: string): boolean {
  return PROMISES.has(word) && !ASKED_WITH_WILL.has(next);
}

/** `You asked for one`: what was said or is so. */
const TOLD_OF: ReadonlySet<string> = new Set(
  'asked said mentioned suggested wrote proposed pointed described posted sent noted requested were'.split(
    ' ',
  ),
);

function asksYou(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? '';
  // `You are right`.
  if (words[at + 2] === 'right' && (next === 'are' || next === "'re")) return false;
  return (
    !NOT_ASKED.has(words[at - 1] ?? '') && !TOLD_OF.has(next) && next !== "'ve" && (at > 0 || next !== "'re")
  );
}

/** `v3 will have it`. */
const VERSIONS: ReadonlySet<string> = new Set(['<ver>', 'version', 'revision']);
const WILLING: ReadonlySet<string> = new Set(['happy', 'glad', 'willing']);
/** `Glad to hear`, `happy to see this merged`: nothing that the writer does. */
const WISHES: ReadonlySet<string> = new Set(
  'see hear know have be get find learn note report let discuss receive leave keep'.split(' '),
);

/** `I'd be happy to test it`, `Happy to review`. */
function offers(words: readonly string[], at: number): boolean {
  if (!WILLING.has(words[at] ?? '') || words[at + 1] !== 'to' || WISHES.has(words[at + 2] ?? ''))
    return false;
  const before = words.slice(Math.max(0, at - WILLING_AFTER_MAX), at);
  return at < 2 || (before.includes('i') && !before.includes('you'));
}
/** `I would certainly be more than happy to`. */
const WILLING_AFTER_MAX = 7;

/** `I also need to`, `I will probably`. */
const ADVERBS: ReadonlySet<string> = new Set(
  'also still just really probably certainly definitely then now'.split(' '),
);

/** Whether who says `I` at this place promises something. */
function promisesBehind(words: readonly string[], at: number): boolean {
  const next = ADVERBS.has(words[at + 1] ?? '') ? at + 2 : at + 1;
  return promises(words[next] ?? '', words[next + 1] ?? '');
}

/** `I'm dropping the old one and will write another`. */
function goesOnToPromise(words: readonly string[], at: number): boolean {
  const isPromised =
    words[at] === 'and' && words[at + 1] === 'will' && !ASKED_WITH_WILL.has(words[at + 2] ?? '');
  if (!isPromised) return false;
  const before = words.slice(0, at);
  const from = before.lastIndexOf('i');
  return (
    from !== -1 && ["'m", "'ve", 'am', 'have'].includes(before[from + 1] ?? '') && !before.includes('you')
  );
}

const WORK: ReadonlySet<string> = new Set(
  'add change check do drop fix look move remove rename repost resend respin send split take try update'.split(
    ' ',
  ),
);

/** `You are right, will change it`, `it is not needed so will drop it`: who writes so leaves the `I` out. */
function concludes(words: readonly string[], at: number): boolean {
  const isBehind = words[at - 1] === ',' || words[at - 1] === 'so';
  return isBehind && words[at] === 'will' && WORK.has(words[at + 1] ?? '');
}

/** `I can live with that`: nothing to be done. */
const THOUGHTS: ReadonlySet<string> = new Set('live understand imagine agree'.split(' '));

function promises(next: string, third: string): boolean {
  if (next === "'d" || next === 'would') return third === 'volunteer';
  if (next === 'can' && THOUGHTS.has(third)) return false;
  return AFTER_I.has(next) || ((next === "'m" || next === 'am') && AFTER_I_AM.has(third));
}

/**
 * Who is to do it, by name; null when nobody can be told. Who is called by name at the start is asked, and who is
 * answered with a `you` or a `please`, or below a patch that his answer had (`isOnPatch`); else who asks an author for
 * something asks him, and what the author asks for is asked of whom he answers. Right for 85 of 100 labelled requests.
 */
export function ownerOf(
  origin: 'commitment' | 'request',
  words: readonly string[],
  writer: Mailbox,
  { isAuthor, toSelf, answeredName, authorName, names }: Setting,
  isOnPatch = false,
): string | null {
  if (origin === 'commitment') return writer.name || writer.email;
  const called = calledIn(words, names);
  if (called !== null) return called;
  if (isAuthor) return toSelf ? null : answeredName;
  const speaksTo = !toSelf && (isOnPatch || words.some((word) => SPEAKS_TO.has(word)));
  return speaksTo && answeredName !== null ? answeredName : authorName;
}

const SPEAKS_TO: ReadonlySet<string> = new Set(['you', 'your', 'please']);
const AFTER_NAME: ReadonlySet<string> = new Set([',', '--', ':', '?']);
const GREETINGS: ReadonlySet<string> = new Set(['hi', 'hey', 'hello', 'dear']);
/** Who is greeted without being one person. */
const ALL_OF_THEM: ReadonlySet<string> = new Set(
  'all everyone everybody folks guys there team maintainers list both people again friends'.split(' '),
);

/**
 * The one person of the thread whose first name the words begin with, as in `Ann, could you ...`, or end with. Who is
 * greeted and asked (`Hey Ann, could you ...`) need not have written yet: he bears the name he is called by.
 */
function calledIn(words: readonly string[], names: Setting['names']): string | null {
  const isGreeted = GREETINGS.has(words[0] ?? '');
  const at = isGreeted ? 1 : 0;
  const first = words[at] ?? '';
  if (first.length < 2) return null;
  if (!AFTER_NAME.has(words[at + 1] ?? '')) return lastCalled(words, names);
  const known = nameOf(first, names);
  if (known !== null || !isGreeted || ALL_OF_THEM.has(first)) return known;
  return words.includes('you') && isUnknown(first, names) ? capital(first) : null;
}

function lastCalled(words: readonly string[], names: Setting['names']): string | null {
  const end = words.at(-1) === '?' ? words.length - 1 : words.length;
  const last = words[end - 1] ?? '';
  return words[end - 2] === ',' && words.includes('you') && last.length > 1 ? nameOf(last, names) : null;
}

function namedSo(first: string, names: Setting['names']): ReadonlySet<string> {
  return new Set([...names.values()].filter((name) => bearsName(name, first)));
}

function nameOf(first: string, names: Setting['names']): string | null {
  const found = namedSo(first, names);
  const [name] = found;
  return found.size === 1 && name !== undefined ? name : null;
}

function isUnknown(first: string, names: Setting['names']): boolean {
  return /^\p{L}[\p{L}'-]+$/u.test(first) && namedSo(first, names).size === 0;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const REFUSALS: readonly (readonly string[])[] = [
  ['nak'],
  ['nack'],
  ['nacked'],
  ['unacceptable'],
  ['not', 'going', 'to', 'take'],
  ['not', 'going', 'to', 'merge'],
  ['not', 'going', 'to', 'apply'],
  ['not', 'taking', 'this'],
  ["n't", 'merge', 'this'],
  ["n't", 'take', 'this'],
  ["n't", 'apply', 'this'],
];

/** A NAK or a clear refusal to take it. */
export function isRefusal(words: readonly string[]): boolean {
  return REFUSALS.some((refusal) =>
    words.some((_, at) => refusal.every((word, index) => words[at + index] === word)),
  );
}
