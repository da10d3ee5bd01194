import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DesignTable } from '@/app/_design/design-table.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { Since } from '@/app/_design/option-row.tsx';
import { openCount } from '@/app/_design/sections.tsx';
import { Sentence } from '@/app/_design/sentence.tsx';
import { type DesignState, type OptionRow, stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';
import type { DesignLine } from '@/lib/store/design/design-list.ts';
import { isPast } from '@/lib/view/design-sentence.ts';
import { lettersOf } from '@/lib/view/people-letters.ts';

/** A design that was applied or given up asks nothing of anybody, and its pages do not sound as if it did. */

const ANN = { name: 'Ann Author', email: 'ann@x' };

function rowOf(state: string): string {
  const row = {
    ...{
      id: 'a@x',
      name: 'a design',
      lists: ['l'],
      startedAt: 0,
      lastAt: 9,
      state,
      version: null,
      versions: 0,
    },
    turn: 'nobody',
    turnSince: null,
    openObjections: 28,
    blockingObjections: 1,
    openQuestions: 3,
    openActions: 2,
    activity: [1],
  } satisfies DesignLine;
  return renderToStaticMarkup(<DesignTable rows={[row]} label="designs" />);
}

test('rows of lists: objections and questions stand back, promises do not', () => {
  const open = rowOf('under-review');
  expect(open).toContain(
    '<td class="number blocking" data-unit="open objections" title="1 blocking">28!</td>',
  );
  expect(open).toContain('<td class="number" data-unit="questions">3</td>');
  for (const state of ['accepted', 'withdrawn', 'rejected']) {
    const settled = rowOf(state);
    expect(settled).toContain(
      '<td class="number none" data-unit="open objections" title="1 blocking; no mail settles them">28</td>',
    );
    expect(settled).toContain('title="no mail answers them">3</td>');
    expect(settled).toContain('<td class="number" data-unit="actions">2</td>');
  }
});

function designWith(kind: 'objection' | 'question', state: string, confidence = 0.9): DesignState {
  const item = { ...testItem(2, kind, [[2, 'open']], [1]), certain: false, confidence };
  const items = [testItem(1, 'proposal', [[1, 'open']]), { ...item, blocking: kind === 'objection' }];
  const posting = {
    id: 'v3@x',
    version: 3,
    rfc: false,
    author: ANN,
    reason: { state, turn: 'nobody', turnSince: 5 },
    discussion: { movedAt: 5 },
  };
  return { ...stateOf(testDesign(items), []), series: [posting] } as unknown as DesignState;
}

/** Nothing is checked or attached. */
const EVIDENCE = { rows: [], links: new Map(), claims: [], isAttached: false };

function sentenceOf(state: string, confidence = 0.9): string {
  const model = { state: designWith('objection', state, confidence), now: 10, evidence: EVIDENCE };
  const html = renderToStaticMarkup(<Sentence model={model as unknown as DesignModel} />);
  return html.replace(/<(?!\/?strong)[^>]*>/g, '').replace(/\s+/g, ' ');
}

test('the sentence of its page: no alarm, nobody is named', () => {
  expect(sentenceOf('under-review')).toContain(
    'Objections: 1 open, <strong>1 blocking</strong>. Objecting: P2.',
  );
  const settled = sentenceOf('accepted');
  expect(settled).toContain('Objections: 1 that no mail settles, 1 blocking. v3');
  expect(settled).not.toContain('Objecting:');
});

function questionsOf(state: string): readonly string[] {
  const design = designWith('question', state);
  const model = { state: design, now: 10, evidence: EVIDENCE } as unknown as DesignModel;
  const sentence = renderToStaticMarkup(<Sentence model={model} />).replace(/<(?!\/?span)[^>]*>/g, '');
  return [sentence, openCount(design.questions, isPast(design) ? 'answers' : null)];
}

test('questions that nobody answered stand back in it, and above their rows', () => {
  const [open = '', heading] = questionsOf('under-review');
  expect([open, heading]).toEqual([expect.stringContaining('1 question open.'), '1 open of 1']);
  const [settled = '', past] = questionsOf('accepted');
  expect(settled).toContain('<span class="note">1 question that no mail answers</span>.');
  expect(past).toBe('1 of 1 that no mail answers');
});

test('the heading above objections counts those that were answered, as the sentence does', () => {
  const answered = testItem(2, 'objection', [[2, 'answered']]);
  expect(openCount([answered, testItem(3, 'objection', [[3, 'resolved']])], null)).toBe('1 open of 2');
  expect(openCount([testItem(4, 'question', [[4, 'answered']])], null)).toBe('0 open of 1');
});

test('objections that are all unlikely are not told as none', () => {
  expect(sentenceOf('under-review', 0.3)).toContain('No objection for certain, 1 candidate.');
});

test('the row of an option that somebody turned down says who', () => {
  const by = { name: 'Ben Reviewer', email: 'ben@x' };
  const because = (series: string | null): OptionRow['because'] =>
    ({
      at: 0,
      status: 'rejected',
      rule: 'x',
      because: { messageId: 'no@x', series },
    }) as OptionRow['because'];
  const model = {
    versions: [{ id: 'v2@x', version: 2, rfc: false }],
    letters: lettersOf([by]),
    moments: [{ at: 0, messageId: 'no@x', who: by.name, version: null }],
  } as unknown as DesignModel;
  const textOf = (status: string, series: string | null = null): string => {
    const option = { status, because: because(series) } as unknown as OptionRow;
    return renderToStaticMarkup(<Since model={model} option={option} />);
  };
  expect(textOf('rejected')).toContain('by <abbr title="Ben Reviewer, 1970-01-01">BR</abbr>');
  expect(textOf('supported')).toContain('1970-01-01');
  expect(textOf('rejected', 'v2@x')).toContain('in v2');
});
