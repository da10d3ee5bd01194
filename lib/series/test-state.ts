import type { Signal, SignalKind } from '@/lib/mail/facts.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** A posting of two patches by ann with a cover: m0, m1, m2. */
export const TWO: readonly Row[] = [
  { subject: '[PATCH 0/2] x' },
  { subject: '[PATCH 1/2] a', cites: ['m0'] },
  { subject: '[PATCH 2/2] b', cites: ['m0'] },
];
export const ONE: readonly Row[] = [{ subject: '[PATCH] x' }];

/** `who, to` and what is said: an answer with one signal, or with a review. */
export type Said = readonly [by: string, to: string, what: SignalKind | 'review' | 'words'];

export function answer([by, to, what]: Said): Row {
  const signals: readonly Signal[] =
    what === 'review' || what === 'words' ? [] : [{ kind: what, start: 3, end: 9 }];
  const cites = to === 'm0' ? ['m0'] : ['m0', to];
  const trailers: readonly Trailer[] =
    what === 'review' ? [{ name: 'Reviewed-by', value: `X <${by}@example.org>` }] : [];
  const robot = by.endsWith('bot') ? by : null;
  return { subject: 'Re: [PATCH] x', cites, by, trailers, facts: { signals, robot } };
}

/** State, rule, message that caused it and whose turn it is, of the first series. */
export function stateOf(rows: readonly Row[], said: readonly Said[]): string {
  const { series } = deriveArchive(testArchive([...rows, ...said.map(answer)]));
  const reason = series[0]?.reason;
  return `${reason?.state} ${reason?.rule} ${reason?.because.messageId} ${reason?.turn}`;
}
