import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import { ITEM_KINDS, type ItemKind, itemId, type Option } from '@/lib/design/item.ts';
import { makeAnchor } from '@/lib/judge/anchor.ts';
import { applyJudgements } from '@/lib/judge/apply.ts';
import type { JudgedDesign, JudgedMessage } from '@/lib/judge/judged-item.ts';
import { type Act, type Judgement, RELATION_OF, type Seen, STATUSES } from '@/lib/judge/judgement.ts';
import { findConflicts, findMissed, targetsOf } from '@/lib/judge/targets.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const SENTENCES = [
  'We could hoist the flush out of the loop.',
  'I do not think that this is safe under writeback.',
  'What happens when the range is dirty?',
  'I will send a test for that next week.',
  'Looks good to me apart from the comment.',
  'Another way is to skip the unwritten extents.',
] as const;
const BODY = `Hi,\n\n${SENTENCES.join(' ')}\n`;
const SPANS = SENTENCES.map((words) => ({
  start: BODY.indexOf(words),
  end: BODY.indexOf(words) + words.length,
}));
const KINDS: readonly ItemKind[] = ['proposal', 'objection', 'question', 'action', 'endorsement', 'proposal'];

const ROOT = 'root@x' as MessageId;
function message(id: string, minute: number): JudgedMessage {
  const by = { name: 'Ann', email: 'ann@example.org' };
  const hash = `${id} ${BODY.length}`;
  return {
    messageId: id as MessageId,
    contentHash: hash,
    bodyHash: hash,
    body: BODY,
    by,
    at: minute,
    threadId: ROOT,
  };
}
const MESSAGES = [message(ROOT, 10), message('reply@x', 20)];
const BY_ID = new Map(MESSAGES.map((one) => [one.messageId as string, [one]]));

function item(of: JudgedMessage, n: number, shift = 0): PlacedItem {
  const [kind, span] = [KINDS[n] as ItemKind, SPANS[n] as { start: number; end: number }];
  const at = { messageId: of.messageId, start: span.start + shift, end: span.end + shift };
  const said = { at: of.at, status: 'open' as const, rule: 'said', because: { ...at, series: null } };
  const hasStatus = STATUSES[kind].length > 0;
  return {
    id: itemId(kind, at),
    kind,
    span: at,
    by: of.by,
    at: of.at,
    confidence: 0.7,
    certain: false,
    ...{
      blocking: false,
      origin: null,
      owner: null,
      reasons: [],
      title: SENTENCES[n] as string,
      targets: [],
    },
    status: hasStatus ? 'open' : null,
    events: hasStatus ? [said] : [],
    option: null,
    threadId: of.threadId,
    quote: BODY.slice(at.start, at.end),
  };
}

function design(items: readonly PlacedItem[]): ExtractedDesign {
  const options = items
    .filter(({ kind }) => kind === 'proposal')
    .map(({ id, title }): Option => ({ id, title, status: 'open', mentions: [id] }));
  const option = new Map(options.flatMap((one) => one.mentions.map((mention) => [mention, one.id])));
  return {
    design: { id: ROOT, threadIds: [ROOT], seriesIds: [] },
    name: 'x',
    lists: ['devel'],
    startedAt: 10,
    lastAt: 20,
    options,
    failure: null,
    items: items.map((one) => ({ ...one, option: option.get(one.id) ?? null })),
  };
}

const ALL = MESSAGES.flatMap((one) => SENTENCES.map((_, n) => item(one, n)));
const EXTRACTED = design(ALL);

function seen(one: PlacedItem): Seen {
  const of = MESSAGES.find(({ messageId }) => messageId === one.span.messageId) as JudgedMessage;
  const anchor = makeAnchor(of, one.span.start, one.span.end);
  if (anchor === null) throw new Error('no such words');
  return { anchor, kind: one.kind, title: one.title };
}

const anyItem = fc.constantFrom(...ALL).map(seen);
const anyAct: fc.Arbitrary<Act<Seen>> = anyItem.chain((one) =>
  fc.oneof(
    fc
      .constantFrom('accept', 'reject', 'add', 'split-option')
      .map((verb): Act<Seen> => ({ verb, item: one })),
    fc.constantFrom(...ITEM_KINDS).map((to): Act<Seen> => ({ verb: 'kind', item: one, to })),
    fc.string({ minLength: 1, maxLength: 20 }).map((to): Act<Seen> => ({ verb: 'title', item: one, to })),
    fc
      .constantFrom(...Object.values(STATUSES).flat())
      .map((to): Act<Seen> => ({ verb: 'status', item: one, to })),
    anyItem.map((other): Act<Seen> => ({ verb: 'link', item: one, other, relation: RELATION_OF[one.kind] })),
    anyItem.chain((other) =>
      fc.constantFrom('unlink', 'merge-options').map((verb): Act<Seen> => ({ verb, item: one, other })),
    ),
    fc.webUrl().map((url): Act<Seen> => ({ verb: 'attach', item: one, evidence: { kind: 'link', url } })),
  ),
);

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function entry(n: number, act: Act<Seen>, effectiveAt: number | null = null): Judgement {
  const common = { author: 'ann@example.org', reason: null, onTop: [], suggestedBy: null };
  return { id: id(n), recordedAt: 1_000 + n, effectiveAt, act, ...common };
}

const anyLog = fc
  .array(fc.tuple(anyAct, fc.option(fc.integer({ min: 0, max: 40 }))), { maxLength: 25 })
  .map((acts) => acts.map(([act, since], n) => entry(n, act, since)));

function judged(log: readonly Judgement[], extracted = EXTRACTED, at: number | null = null): JudgedDesign {
  return applyJudgements(extracted, log, BY_ID, at);
}

/** What a page shows, without who said it and in what words of the log. */
function shown(state: JudgedDesign): unknown {
  const plain = ({ history: _, head: __, extracted: ___, ...rest }: JudgedDesign['items'][number]): unknown =>
    rest;
  return {
    items: state.items.map(plain),
    rejected: state.rejected.map(plain),
    options: state.options.map(({ heads: _, ...rest }) => rest),
  };
}

function check(log: readonly Judgement[], expected: readonly Judgement[]): void {
  expect(shown(judged(log))).toEqual(shown(judged(expected)));
}

describe('laws of judgements', () => {
  it('an empty log changes nothing', () => {
    const { items, options } = judged([]);
    expect(new Set(items.map(({ id: one }) => one))).toEqual(new Set(ALL.map(({ id: one }) => one)));
    expect(options.map(({ heads: _, ...rest }) => rest)).toEqual(
      EXTRACTED.options.toSorted((a, b) => (a.id < b.id ? 1 : -1)),
    );
  });

  it('the order in memory does not matter', () => {
    fc.assert(
      fc.property(
        anyLog.chain((log) =>
          fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length })),
        ),
        ([log, shuffled]) => {
          expect(judged(shuffled)).toEqual(judged(log));
        },
      ),
      { seed: 20_240_718, numRuns: 30 },
    );
  });

  it('what is undone might as well not have been said; undoing the undo brings it back', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, pick) => {
        fc.pre(log.length > 0);
        const chosen = log[pick % log.length] as Judgement;
        const undo = entry(500, { verb: 'undo', judgement: chosen.id, targets: [...targetsOf(chosen.act)] });
        const redo = entry(501, { verb: 'undo', judgement: undo.id, targets: [...targetsOf(undo.act)] });
        const without = log.filter((one) => one !== chosen);
        check([...log, undo], without);
        check([...log, undo, redo], log);
      }),
      { seed: 20_240_718 },
    );
  });

  it('survives JSON', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        expect(judged(JSON.parse(JSON.stringify(log)))).toEqual(judged(log));
      }),
      { seed: 20_240_718 },
    );
  });

  it('nothing is dropped: every judgement in force is in a history or listed', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const state = judged(log);
        const held = new Set([...state.items, ...state.rejected].flatMap(({ history }) => history));
        const listed = new Set(state.unresolved.map(({ judgement }) => judgement));
        for (const one of log) expect(held.has(one) || listed.has(one)).toBe(true);
      }),
      { seed: 20_240_718 },
    );
  });

  it('at a time: the whole archive gives what one cut there gives', () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: 0, max: 40 }), (log, at) => {
        const cut = design(ALL.filter((one) => one.at <= at));
        const known = new Map([...BY_ID].filter(([, [one]]) => (one?.at ?? 0) <= at));
        const whole = applyJudgements(cut, log, BY_ID, at);
        const then = applyJudgements(cut, log, known, at);
        expect(shown(then)).toEqual(shown(whole));
        for (const { events } of whole.items) expect(events.every((event) => event.at <= at)).toBe(true);
      }),
      { seed: 20_240_718 },
    );
  });

  it('what was judged looks the same to an extractor with other spans, and to one that finds nothing', () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: -9, max: 9 }), (log, shift) => {
        const touched = new Set(log.flatMap(({ act }) => ('item' in act ? [act.item.anchor.start] : [])));
        const plain = (state: JudgedDesign): unknown =>
          state.items
            .filter(({ history }) => history.length > 0)
            .map((one) => [one.id, one.kind, one.title, one.span, one.quote, one.status, one.verdict]);
        const shifted = design(MESSAGES.flatMap((one) => SENTENCES.map((_, n) => item(one, n, shift))));
        const [before, after, none] = [judged(log), judged(log, shifted), judged(log, design([]))];
        expect(plain(after)).toEqual(plain(before));
        expect(plain(none)).toEqual(plain(before));
        if (touched.size === 0) expect(none.items).toEqual([]);
      }),
      { seed: 20_240_718 },
    );
  });

  it('joining options is symmetric', () => {
    fc.assert(
      fc.property(anyItem, anyItem, (one, other) => {
        check(
          [entry(1, { verb: 'merge-options', item: one, other })],
          [entry(1, { verb: 'merge-options', item: other, other: one })],
        );
      }),
      { seed: 20_240_718 },
    );
  });
});

describe('conflicts', () => {
  it('of two on one item the second must have seen the first', () => {
    fc.assert(
      fc.property(anyLog, anyAct, (log, act) => {
        const blind = findConflicts(log, { act, onTop: [], suggestedBy: null });
        const seeing = findConflicts(log, { act, onTop: blind.map((one) => one.id), suggestedBy: null });
        expect(seeing).toEqual([]);
        const targets = targetsOf(act);
        const related = log.filter((one) => targetsOf(one.act).some((target) => targets.includes(target)));
        expect(blind.length > 0).toBe(related.length > 0);
        // All that was missed is told, not only what stands in the way; nothing when nothing does.
        const fresh = { act, suggestedBy: null };
        expect(findMissed(log, { ...fresh, onTop: [] })).toEqual(expect.arrayContaining([...blind]));
        expect(findMissed(log, { ...fresh, onTop: blind.map((one) => one.id) })).toEqual([]);
      }),
      { seed: 20_240_718 },
    );
  });

  it('all that was said since is missed, oldest first, and nothing from before', () => {
    const [item] = fc.sample(anyItem, { seed: 20_240_718, numRuns: 1 });
    if (item === undefined) throw new Error('no item');
    const log = ['one', 'two', 'three'].map((to, n) => entry(n + 1, { verb: 'title', item, to }));
    const fresh = { act: { verb: 'reject', item } as const, suggestedBy: null };
    const missed = (onTop: readonly string[]): readonly string[] =>
      findMissed(log, { ...fresh, onTop }).map(({ id }) => id);
    const ids = log.map(({ id }) => id);
    expect(missed([])).toEqual(ids);
    expect(missed(ids.slice(0, 1))).toEqual(ids.slice(1));
    expect(missed(ids.slice(2))).toEqual([]);
  });
});
