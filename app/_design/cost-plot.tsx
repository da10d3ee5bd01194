import type { ReactElement } from 'react';
import type { ModelResults } from '@/app/_design/claims.ts';
import { findStrategy } from '@/lib/domains/registry.ts';
import type { Standing } from '@/lib/evidence/standing.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import { timesText } from '@/lib/view/check/times-text.ts';
import type { StrategyRow } from '@/lib/view/design-evidence.ts';

type Props = {
  readonly domain: Domain;
  readonly rows: readonly StrategyRow[];
  readonly results: ModelResults;
};

type Line = { readonly strategy: string; readonly standing: Standing };

const ROW_HEIGHT = 36;
const TEXT_DOWN = 12;
const LINE_DOWN = 20;
const AXIS_HEIGHT = 20;
/** 0.95 is as good as 1: no power of ten below it for that. */
const BARELY = 0.03;
/** Room for half a mark on both sides, in percent. */
const SIDE = 1;

/**
 * What each strategy costs, on a scale of powers of ten: the mark is its usual cost, the line ends at the worst
 * workload. Positions are percentages, so that the drawing fits any width with letters of one size.
 */
export function CostPlot({ domain, rows, results }: Props): ReactElement | null {
  const lines = rows.flatMap(({ strategy }): readonly Line[] => {
    const standing = results.standings.get(strategy);
    return standing?.cost == null ? [] : [{ strategy, standing }];
  });
  if (lines.length === 0) return null;
  const ratios = lines.flatMap(({ standing: { cost } }) => (cost === null ? [] : [cost.usual, cost.worst]));
  const low = Math.min(0, Math.floor(Math.log10(Math.min(...ratios)) + BARELY));
  const high = Math.max(1, Math.ceil(Math.log10(Math.max(...ratios))));
  const placeOf = (ratio: number): number =>
    Number((SIDE + ((Math.log10(ratio) - low) / (high - low)) * (100 - 2 * SIDE)).toFixed(2));
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const bottom = lines.length * ROW_HEIGHT;
  return (
    <svg
      className="plot"
      width="100%"
      height={bottom + AXIS_HEIGHT}
      role="img"
      aria-label={`Relative cost of the strategies (${domain.usualMachine})`}
      aria-describedby={`plot-text-${domain.id}`}
    >
      <desc id={`plot-text-${domain.id}`}>{lines.map(sentenceOf).join(' ')}</desc>
      {powers.map((power) => (
        <g key={power}>
          <line
            className="grid"
            x1={`${placeOf(10 ** power)}%`}
            x2={`${placeOf(10 ** power)}%`}
            y1={0}
            y2={bottom}
          />
          <text
            className="scale"
            x={`${placeOf(10 ** power)}%`}
            y={bottom + 14}
            textAnchor={power === low ? 'start' : power === high ? 'end' : 'middle'}
          >
            ×{timesText(10 ** power)}
          </text>
        </g>
      ))}
      {lines.map((line, index) => (
        <PlotLine key={line.strategy} line={line} top={index * ROW_HEIGHT} placeOf={placeOf} />
      ))}
    </svg>
  );
}

function PlotLine(props: {
  readonly line: Line;
  readonly top: number;
  readonly placeOf: (ratio: number) => number;
}): ReactElement | null {
  const { line, top, placeOf } = props;
  const { cost, right, searched } = line.standing;
  if (cost === null) return null;
  const isRight = right === searched && cost.endless === 0;
  const [usual, worst, y] = [placeOf(cost.usual), placeOf(cost.worst), top + LINE_DOWN];
  return (
    <g className={isRight ? 'right' : 'wrong'}>
      <title>{sentenceOf(line)}</title>
      <text x="0" y={top + TEXT_DOWN}>
        <tspan className="code">{findStrategy(line.strategy)?.strategy.code}</tspan> {line.strategy}
        {isRight ? '' : ' ✕ wrong'}
      </text>
      <text x="100%" y={top + TEXT_DOWN} textAnchor="end" className="ends">
        {endsText(timesText(cost.usual), timesText(cost.worst))}
      </text>
      <line className="span" x1={`${usual}%`} x2={`${worst}%`} y1={y} y2={y} />
      <line className="end" x1={`${worst}%`} x2={`${worst}%`} y1={y - 4} y2={y + 4} />
      <circle cx={`${usual}%`} cy={y} r={4} />
    </g>
  );
}

function endsText(usual: string, worst: string): string {
  return usual === worst ? `×${usual}` : `×${usual} to ×${worst}`;
}

function sentenceOf({ strategy, standing: { cost, right, searched } }: Line): string {
  if (cost === null) return '';
  const endless = cost.endless === 0 ? '' : `, never ends on ${cost.endless}`;
  const wrong = right === searched ? '' : ` Wrong on ${searched - right} of ${searched} scenarios.`;
  const [usual, worst] = [timesText(cost.usual), timesText(cost.worst)];
  return `${strategy}: ×${usual} as a rule, ×${worst} at worst (${cost.worstOn})${endless}.${wrong}`;
}
