import { pattern, smallPattern } from '@/lib/base/pattern.ts';
import type { Signal, SignalKind } from '@/lib/mail/facts.ts';
import type { Segment } from '@/lib/mail/segments.ts';
import { splitSentences } from '@/lib/mail/sentences.ts';
import { type Meaning, readAgreement, readAnswer } from '@/lib/mail/signals/answered.ts';
import { APPROVES } from '@/lib/mail/signals/approval-rules.ts';
import { consequenceOf } from '@/lib/mail/signals/consequence.ts';
import { type PatchRange, readPatchList } from '@/lib/mail/signals/patch-numbers.ts';
import { pushOutput } from '@/lib/mail/signals/push-output.ts';
import { findRule } from '@/lib/mail/signals/signal-rule.ts';
import { RULE_TEXT_MAX, SIGNAL_RULES } from '@/lib/mail/signals/signal-rules.ts';
import { TAKEN, THE_IDEA, THEN, THIS_POSTING } from '@/lib/mail/signals/signal-words.ts';
import { readThanks } from '@/lib/mail/signals/thanks.ts';
import { TREE } from '@/lib/mail/signals/tree-words.ts';

const SIGNALS_MAX = 100;
/** A branch of a tree, or the commit. */
const IN_TREE = smallPattern(
  `\\b(?:(?:to|into|in|on|onto|via) ${TREE}(?=$|\\W)|as (?:r\\d|commit \\w|(?:g:?)?[0-9a-f]{8,40}\\b))`,
);

const DROPS = /\bdrop/;
const OF_IDEA = smallPattern(`\\b${THE_IDEA}${THEN}`);
const OF_THIS = /\b(?:drop|abandon) this\b(?! \w+ (?:patch|series|set|rfc)| (?:patch|series|set|rfc))/;
/** An author asks for it as well, of his own: then he takes it back. */
const ASKS_TO_DROP = smallPattern('\\bplease(?: just)? drop ', THIS_POSTING, '(?! (?:from|in)\\b)');

/** Suggests, prefers or doubts: among reviewers that is talk. */
const PREFERS = smallPattern(
  "\\b(?:how about|why not|why don't (?:we|you)|i(?:'d| would) (?:much |still |also |really )?",
  '(?:rather|prefer|suggest|recommend|like)|not (?:a (?:\\w+ )?fan|convinced|keen|happy)',
  "|(?:don't|do not) like|hate)\\b",
);
const TELLS = smallPattern('\\b(?:please|pls|nits?|(?:can|could|would) you|needs?)\\b');

/** `Series applied`, `applied all of them`: said in answer to one patch, of all. `Pushed everything` is of a tree. */
const NOT_ALL = '(?!,? (?:but|except|save|without|minus)\\b)';
const WHOLE = `(?:the |this |your )?(?:whole |entire |full )?(?:series|(?:patch ?)?set)\\b${NOT_ALL}`;
const ALL_OF_THEM = `all(?= of (?:it|them|these)\\b${NOT_ALL}| patches\\b${NOT_ALL}|[.,;!]|$)${NOT_ALL}`;
const OF_ALL = smallPattern(
  `^(?:\\w+[,!.]? ){0,2}(?:${WHOLE}|all(?: patches)?) (?:\\w+ ){0,3}${TAKEN}\\b`,
  `|\\b${TAKEN} (?:up )?(?:${WHOLE}|${ALL_OF_THEM})`,
);
/** `All applied` may be what a reviewer asked for; this is what was posted. */
const OF_SERIES = smallPattern(
  `^(?:\\w+[,!.]? ){0,2}${WHOLE} (?:\\w+ ){0,3}${TAKEN}\\b|\\b${TAKEN} (?:up )?${WHOLE}`,
);
const OF_ONE = smallPattern(`\\b(?:${TAKEN}|took|picked)(?: up)? (?:just |only )?this (?:one|patch)\\b`);
const ALL: readonly PatchRange[] = [[0, 999]];
/** Of two patches; `applied both to 6.6 and 6.1` is of two trees, `merged both loops` of neither. */
const OF_BOTH = smallPattern(
  `^(?:\\w+[,!.]? ){0,2}both(?: of them| patches)? (?:(?:are|were|now|have|been) ){0,3}${TAKEN}\\b`,
  `|\\b${TAKEN} (?:up )?both(?=$|[.,;!]| (?:patches|of them|of these|up|now|as|with)\\b`,
  '| (?:to|for|onto|into|in|on) (?![^,;]{0,80} and\\b))',
);
/** `v2 is already in for-next`: whatever version it answers. */
const OF_VERSION = smallPattern(
  `^(?:\\w+[,!.]? ){0,2}v(\\d{1,2})(?: of (?:it|this))? (?:(?:is|has|was|been|now|already|just) ){0,3}`,
  `(?:in|on|went|gone|${TAKEN})\\b`,
  `|\\b${TAKEN} (?:up )?(?:the )?v(\\d{1,2})(?!\\w|\\.\\d)`,
);
const NAMED_VERSION = /\bv(\d{1,2})(?!\w|\.\d)/;
const NOW_VERSION = /\bnow\b[^.;:]{0,30}? v(\d{1,2})(?!\w|\.\d)/;
const BOTH: readonly PatchRange[] = [[1, 2]];

/** Every rule needs one of these: few sentences pass, and only they are matched against the rules. */
const TRIGGER = smallPattern(
  'ignore|disregard|discard|mind|drop|revert|remov|back|unqueue|abandon|retract|withdr|NAC?K|appl|queu|merg|push',
  '|install|commit|pull|fold|squash|pick|took|taken|grab|put|plac|land|check|added|already [io]n|went|gone|fixed|done',
  '|changed|updated|renamed',
  "|will|'ll|going|plan|let's|let (?:us|me) (?:merge|mark)|expecting|now [io]n\\b",
  '|(?:is|are) on (?:for-|\\S{0,40}(?:next|fixes))',
  '|feedback|rwf|author|requested|for committer|accepted|rejected',
  '|please|pls|nit|typo|refuse|^%?s\\/',
  "|I'd|I would|replac|supersed|obsolet",
  "|about|why|\\bfine\\b|not|n't|hate|needs?|break|fails|look|LGTM|\\bok|approv",
  '|\\b(?:can|could|would) you\\b|^(?:sure|yes|yep|yeah|of course|certainly|no problem|agreed)\\b.{0,12}$',
);

/**
 * The words of a message that may move a series, one signal a sentence, in order of the body. Only the author's own
 * prose is read. The rules are for precision: measured on real lists, the cues kept were right in nine of ten hits or
 * more (docs/series-state.md); whether a signal counts depends on who says it where, which `judgeState` knows.
 */
export function findSignals(body: string, segments: readonly Segment[]): readonly Signal[] {
  const signals: Signal[] = [
    ...saidByTags(body, segments),
    ...orders(body, segments),
    ...pushOutput(body, segments),
  ];
  for (const sentence of splitSentences(body, segments).flatMap((one) => atSmileys(body, one))) {
    for (const { start, end } of beforeAndDrop(body, sentence)) {
      if (signals.length >= SIGNALS_MAX) break;
      const raw = body.slice(start, Math.min(end, start + RULE_TEXT_MAX));
      if (!TRIGGER.test(raw.toLowerCase())) continue;
      const text = evenSentence(raw).replace(THANKS_FOR, '');
      const kind = findKind(text) ?? findOutcome(text);
      const found = kind === null ? readAgreement(text, body, start) : readAnswer(kind, text, body, start);
      if (found !== null) signals.push({ ...found, start, end });
    }
  }
  return withSummary(body, signals).sort((a, b) => a.start - b.start);
}

type Range = { readonly start: number; readonly end: number };

const SMILEY = /[:;]-?\)\s+(?=[A-Z])/g;

/** `Sorry for that :) I've pushed it now`: a smiley ends a sentence. */
function atSmileys(body: string, { start, end }: Range): readonly Range[] {
  const cuts = [...body.slice(start, end).matchAll(SMILEY)].map(
    ({ index, 0: cut }) => start + index + cut.length,
  );
  return [start, ...cuts].map((from, index) => ({ start: from, end: cuts[index] ?? end }));
}

const DROP_CLAUSE = pattern(
  ',\\s{1,8}(?:(?:so|and|hence|thus)\\s{1,8})?',
  "(?=(?:I|we)(?:['’]ve|\\s{1,8}have|\\s{1,8}had\\s{1,8}to)\\s{1,8}(?:dropp?|revert|unqueue|back)(?:ed)?\\s",
  "|(?:(?:I|we)(?:['’]m|['’]re|\\s{1,8}am|\\s{1,8}are)\\s{1,8})?(?:dropping|reverting)\\s)",
);

/** `OK, dropping it` gives none. */
const A_REASON = /\S\s+\S+\s+\S/;

/** `This does not build, so I've dropped it`: why, which may ask for change, and that it was let go. */
function beforeAndDrop(body: string, sentence: Range): readonly Range[] {
  const { start, end } = sentence;
  const cut = DROP_CLAUSE.exec(body.slice(start, Math.min(end, start + RULE_TEXT_MAX)));
  if (cut === null || !A_REASON.test(body.slice(start, start + cut.index))) return [sentence];
  return [
    { start, end: start + cut.index },
    { start: start + cut.index + cut[0].length, end },
  ];
}

/**
 * What lists some patches of the series alone, or some without a commit, took those; what lists all took all, also when
 * it answers the first patch of several.
 */
function withSummary(body: string, signals: readonly Signal[]): Signal[] {
  const list = signals.some(({ kind }) => kind === 'applied') ? readThanks(body) : null;
  return signals.map((signal) => {
    if (list === null || signal.kind !== 'applied') return signal;
    return { ...signal, kind: list.isWhole ? 'applied' : 'applied-in-part', patches: list.patches };
  });
}

/** A `Nacked-by:` trailer says what a sentence with NAK says, `ok ann@` that its author may push. */
function saidByTags(body: string, segments: readonly Segment[]): Signal[] {
  const signals: Signal[] = [];
  for (const { kind, start, end } of segments) {
    if (kind !== 'trailer') continue;
    let from = start;
    for (const line of body.slice(start, end).split('\n')) {
      if (/^nac?ked-by:/i.test(line)) signals.push({ kind: 'nak', start: from, end: from + line.length });
      if (/^ok /i.test(line)) {
        signals.push({ kind: 'looks-good', approves: true, start: from, end: from + line.length });
      }
      from += line.length + 1;
    }
  }
  return signals.slice(0, SIGNALS_MAX);
}

/** What `pw-bot:` makes of the state in Patchwork (maintainer-netdev.rst); reviewers of networking and BPF write it. */
const ORDERS: Readonly<Record<string, SignalKind>> = {
  cr: 'change-asked',
  'changes-requested': 'change-asked',
  reject: 'nak',
  rejected: 'nak',
  accept: 'applied',
  accepted: 'applied',
};
const ORDER = /^pw-bot: ?([a-z-]{2,20})[ \t\r]*$/gim;
/** Nearly no mail has that anywhere; a pattern for whole lines looks at the start of each. */
const MAY_ORDER = /pw-bot:/i;

/** Such a line counts wherever it stands, often below the signature mark, but not in a quote. */
function orders(body: string, segments: readonly Segment[]): readonly Signal[] {
  if (!MAY_ORDER.test(body)) return [];
  return [...body.matchAll(ORDER)].slice(0, SIGNALS_MAX).flatMap(({ index, 0: line, 1: order = '' }) => {
    const kind = ORDERS[order.toLowerCase()];
    const inQuote = segments.some((one) => one.kind === 'quote' && one.start <= index && index < one.end);
    return kind === undefined || inQuote ? [] : [{ kind, start: index, end: index + line.trimEnd().length }];
  });
}

/** `Thank you for the patch, pushed`. */
const THANKS_FOR = /^thanks?(?: you)?(?: (?:very|so) much)? for [^.,;!?]{1,60}, /i;

/** Names of branches in quotes or set as code: `rust-next`, 'for-next/core'. */
const QUOTED_NAME = /(?<!\w)(['"`])([\w.]{1,40}[-/][\w./-]{1,60})\1(?!\w)/g;

/** Single blanks, which most are already, straight apostrophes, and names without quotes around them. */
function evenSentence(text: string): string {
  return text
    .replace(/[^\S ]\s*| \s+/g, ' ')
    .replace(/[’‘]/g, "'")
    .replace(QUOTED_NAME, '$2');
}

/** What became of a posting, for a reason that stands before it; what is asked or promised has rules of its own. */
function findOutcome(text: string): Meaning | null {
  const consequence = consequenceOf(text);
  const found = consequence === null ? null : findKind(consequence);
  return found !== null && OUTCOMES.has(found.kind) ? found : null;
}

const OUTCOMES: ReadonlySet<SignalKind> = new Set(['applied', 'applied-in-part', 'dropped', 'withdrawn']);

function findKind(text: string): Meaning | null {
  const found = findRule(SIGNAL_RULES, text);
  if (found === null) return null;
  const small = text.toLowerCase();
  if (found.kind === 'applied') {
    const patches = OF_ALL.test(small) ? ALL : OF_BOTH.test(small) ? BOTH : null;
    const [, inTreeNow, takenNow] = OF_VERSION.exec(small) ?? [];
    const version = inTreeNow ?? takenNow;
    const isInTree = IN_TREE.test(small) && !/\bmy\b/.test(small);
    return {
      kind: 'applied',
      ...(patches === null ? {} : { patches }),
      ...(isInTree ? { inTree: true } : {}),
      ...(OF_SERIES.test(small) ? { ofSeries: true } : {}),
      ...(OF_ONE.test(small) ? { ofOne: true } : {}),
      ...(version === undefined ? {} : { version: Number(version) }),
    };
  }
  if (found.kind === 'change-asked' && ASKS_TO_DROP.test(small)) return { kind: 'change-asked', drops: true };
  if (found.kind === 'change-asked' && PREFERS.test(small) && !TELLS.test(small)) {
    return { kind: 'change-asked', soft: true };
  }
  if (found.kind === 'dropped') {
    const version = NAMED_VERSION.exec(small)?.[1];
    const instead = NOW_VERSION.exec(small)?.[1];
    return {
      kind: 'dropped',
      ...(version === undefined ? {} : { version: Number(version) }),
      ...(instead === undefined ? {} : { instead: Number(instead) }),
    };
  }
  if (found.kind === 'withdrawn') {
    const what = OF_IDEA.test(small) ? 'idea' : OF_THIS.test(small) ? 'this' : null;
    return {
      kind: 'withdrawn',
      ...(DROPS.test(small) ? { drops: true } : {}),
      ...(what === null ? {} : { what }),
    };
  }
  if (found.kind === 'looks-good' && APPROVES.test(text)) return { kind: 'looks-good', approves: true };
  return found.list === null
    ? { kind: found.kind }
    : { kind: found.kind, patches: readPatchList(found.list) };
}
