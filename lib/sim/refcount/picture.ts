import type { Drawing, DrawingCell, Fact } from '@/lib/sim/drawing.ts';
import type { Violation } from '@/lib/sim/refcount/model.ts';
import type { LookupState, TraceState } from '@/lib/sim/refcount/trace.ts';

/** The object above, one column a lookup below. */
export function drawObject(state: TraceState, violation: Violation | null): Drawing {
  const changed = new Set(state.changed);
  const all = (text: string, isChanged: boolean, tones: readonly string[]): readonly DrawingCell[] => [
    { ...PLAIN, key: 'object', columns: state.lookups.length, text, changed: isChanged, tones },
  ];
  const each = (field: keyof LookupState, toneOf: (text: string) => readonly string[]) =>
    state.lookups.map((lookup, index): DrawingCell => {
      const text = lookup[field];
      const isChanged = changed.has(`lookups.${index}.${field}`);
      return { ...PLAIN, key: `lookup ${index + 1}`, text, changed: isChanged, tones: toneOf(text) };
    });
  const isGone = state.memory === 'free' || state.memory === 'another object';
  const memoryTone = isGone ? (violation === null ? ['old'] : ['stale']) : [];
  const countTone = violation === 'REVIVED' ? ['stale'] : [];
  const none = (text: string): readonly string[] => (text === 'none' || text === 'nothing' ? ['absent'] : []);
  return {
    label: 'The object and its lookups after this step',
    shares: state.lookups.map(() => null),
    isClosed: false,
    rows: [
      {
        label: 'lookup',
        kind: 'heads',
        cells: state.lookups.map((_, index) => ({ ...PLAIN, key: `${index + 1}`, text: `${index + 1}` })),
      },
      { label: 'memory', kind: 'spans', cells: all(state.memory, changed.has('memory'), memoryTone) },
      { label: 'count', kind: 'spans', cells: all(state.count, changed.has('count'), countTone) },
      {
        label: 'in the table',
        kind: 'spans',
        cells: all(state.linked ? 'yes' : 'no', changed.has('linked'), state.linked ? [] : ['absent']),
      },
      { label: 'section', kind: 'values', cells: each('section', none) },
      { label: 'holds', kind: 'values', cells: each('has', none) },
      { label: 'next step', kind: 'values', cells: each('next', () => []) },
    ],
    facts: factsOf(state, changed),
  };
}

const PLAIN = { columns: 1, changed: false, tones: [], title: null, mark: null } as const;

function factsOf({ dropped, waits }: TraceState, changed: ReadonlySet<string>): readonly Fact[] {
  return [
    { label: 'release', text: dropped ? 'is about to come' : 'not due', changed: changed.has('dropped') },
    {
      label: 'grace period waits for',
      text: waits.length === 0 ? 'nobody' : waits.map((one) => `lookup ${one}`).join(', '),
      changed: changed.has('waits'),
    },
  ];
}

/** The same as lines; they are short, so no width cuts them. */
export function formatObject(state: TraceState): readonly string[] {
  const changed = new Set(state.changed);
  const mark = (text: string, key: string): string => (changed.has(key) ? `${text}*` : text);
  const waits = state.waits.length === 0 ? '' : `   grace period waits for lookup ${state.waits.join(', ')}`;
  return [
    `object     memory ${mark(state.memory, 'memory')}   count ${mark(state.count, 'count')}   ` +
      `${mark(state.linked ? 'in the table' : 'out of the table', 'linked')}` +
      `${state.dropped ? '   to be released' : ''}${waits}`,
    ...state.lookups.map(({ next, section, has }, index) => {
      const at = `lookups.${index}`;
      return (
        `lookup ${index + 1}   section ${mark(section, `${at}.section`)}   ` +
        `holds ${mark(has, `${at}.has`)}   next ${mark(next, `${at}.next`)}`
      );
    }),
  ];
}
