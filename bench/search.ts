import { Agent } from 'node:http';
import { type BothSites, compareSites } from './both-sites.ts';
import { fetchPage } from './load.ts';
import { EXACT, WORDS } from './recall-queries.ts';
import { median, ratio, report } from './report.ts';

/**
 * How long the page of a search takes against public-inbox-httpd on the bundle: the queries of bench/recall.ts, one
 * after the other, each asked of both sides in turn. What makes it fair: bench/README.md.
 *
 * Rounds before the clock starts, for both alike: a server runs for weeks, and what is asked is how long its pages
 * take, not how long V8 takes to make machine code of them, which goes on for some thousand requests. The first round
 * is printed too.
 */

const WARM_ROUNDS = 10;
const ROUNDS = 5;
const RATIO_MIN = 1;

process.exitCode = await compareSites(compare);

async function compare({ ours, theirs, version }: BothSites): Promise<number> {
  const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  const first: typeof times = { ours: [], theirs: [] };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    for (const query of [...EXACT, ...WORDS]) {
      for (const [side, url] of [
        ['ours', ours],
        ['theirs', theirs],
      ] as const) {
        const startedAt = performance.now();
        const { status } = await fetchPage(`${url}/?q=${encodeURIComponent(query)}`, agent);
        // public-inbox says 404 when nothing is found.
        if (status !== 200 && status !== 404) throw new Error(`${url} answers ${status} to ${query}`);
        const taken = performance.now() - startedAt;
        if (round === 0) first[side].push(taken);
        if (round >= WARM_ROUNDS) times[side].push(taken);
      }
    }
  }
  agent.destroy();
  const slow = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
  return report('search', [
    ratio('p50, public-inbox-httpd / Docket', median(times.theirs) / median(times.ours), {
      atLeast: RATIO_MIN,
    }),
    { name: 'Docket, p50', value: median(times.ours), unit: 'ms', target: null },
    { name: `public-inbox-httpd ${version}, p50`, value: median(times.theirs), unit: 'ms', target: null },
    { name: 'Docket, p95', value: slow(times.ours), unit: 'ms', target: null },
    { name: 'public-inbox-httpd, p95', value: slow(times.theirs), unit: 'ms', target: null },
    { name: 'Docket, p50 of the first round', value: median(first.ours), unit: 'ms', target: null },
    {
      name: 'public-inbox-httpd, p50 of the first round',
      value: median(first.theirs),
      unit: 'ms',
      target: null,
    },
  ]);
}
