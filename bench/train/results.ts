import { ITEM_KINDS } from '@/lib/design/item.ts';
import type { Figures } from './measure.ts';

type WithInterval = Figures & { readonly interval: readonly [number, number] };

/** What evaluate.ts measures; kept with the commit it was measured at. */
export type Results = {
  readonly commit: string;
  readonly labels: { readonly threads: number; readonly items: number };
  readonly inTurn: string;
  readonly gold: WithInterval;
  readonly all: WithInterval;
  readonly lists: Readonly<Record<string, Figures>>;
  readonly certain: { readonly from: number; readonly share: number; readonly right: number };
  readonly reliability: readonly { readonly count: number; readonly said: number; readonly right: number }[];
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly curve: readonly (Figures & { readonly threads: number; readonly items: number })[];
  readonly d01: { readonly without: Figures; readonly with: Figures };
  readonly seconds: number;
};

export function toMarkdown(results: Results): string {
  const { gold, all, certain, labels } = results;
  return [
    '# How well moves are found',
    '',
    `Written by \`npm run evaluate\` at commit ${results.commit}: ${labels.threads} labelled threads, ` +
      `${labels.items} items; it took ${results.seconds} s. F1 as ../shared/eval/score.mjs has it.`,
    '',
    ...table(
      ['held out', 'F1', '95 %', 'P', 'R', 'tight', 'untyped', ...ITEM_KINDS],
      [
        [`gold (${results.inTurn})`, ...cells(gold, gold.interval)],
        ['all, eight groups', ...cells(all, all.interval)],
        ...Object.entries(results.lists).map(([list, one]) => [list, ...cells(one, null)]),
        ['d01', ...cells(results.d01.without, null)],
        ['d01, itself among the labels', ...cells(results.d01.with, null)],
      ],
    ),
    '',
    `Certain (confidence from ${certain.from}, set on the threads that are not gold): ${pct(certain.share)} % of the ` +
      `predictions on gold, ${pct(certain.right)} % of them right.`,
    '',
    '## Learning curve (one group of eight held out)',
    '',
    ...table(
      ['threads', 'items', 'F1', 'untyped'],
      results.curve.map((one) => [`${one.threads}`, `${one.items}`, pct(one.f1), pct(one.untyped)]),
    ),
    '',
    '## Reliability (all)',
    '',
    ...table(
      ['predictions', 'said', 'right'],
      results.reliability
        .filter(({ count }) => count > 0)
        .map(({ count, said, right }) => [`${count}`, pct(said), pct(right)]),
    ),
    '',
    '## Confusion (all): rows what people marked, columns what was predicted over the same words',
    '',
    ...table(
      ['', ...ITEM_KINDS, 'none'],
      [...ITEM_KINDS, 'none'].map((row) => [
        row,
        ...[...ITEM_KINDS, 'none'].map((column) => `${results.confusion[row]?.[column] ?? 0}`),
      ]),
    ),
    '',
  ].join('\n');
}

function cells(one: Figures, interval: readonly [number, number] | null): readonly string[] {
  const range = interval === null ? '' : `${pct(interval[0])} to ${pct(interval[1])}`;
  const kinds = ITEM_KINDS.map((kind) => pct(one.kinds[kind] ?? 0));
  return [
    pct(one.f1),
    range,
    pct(one.precision),
    pct(one.recall),
    pct(one.tight),
    pct(one.untyped),
    ...kinds,
  ];
}

function pct(share: number): string {
  return (100 * share).toFixed(1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
