import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusPath, goldPath } from '@/ingest/corpus-path.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { skeletonOf } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';

/** What really happened to the design Docket started from, hand-labelled (shared/gold/saga-expected.json). */
type ExpectedChain = {
  readonly name: string;
  readonly versions: readonly { readonly series: string; readonly version: number }[];
  readonly follows?: string;
  readonly stateAtEnd?: string;
};

const expected: readonly ExpectedChain[] = JSON.parse(
  readFileSync(goldPath('saga-expected.json'), 'utf8'),
).chains;
const pool = createParsePool();
let series: ReadonlyMap<string, Series>;

beforeAll(async () => {
  const source = await openSource(corpusPath('zero-range/saga.mbox.gz'), {
    list: null,
    cursor: null,
    home: '',
  });
  const { messages } = await readSource(pool, source, 'linux-xfs');
  const skeletons = messages.map(({ email, lists }) =>
    skeletonOf(email, { key: messageKey(email.messageId, email.contentHash), firstOfId: true, lists }),
  );
  series = new Map(deriveArchive(skeletons).series.map((one) => [one.id, one]));
});
afterAll(() => pool.close());

describe.each(expected)('$name', ({ versions, follows }) => {
  it('has its versions in one chain', () => {
    const found = versions.map(({ series: id }) => {
      const one = series.get(id);
      return {
        series: id,
        version: one?.version,
        supersedes: one?.supersedes,
        supersededBy: one?.supersededBy,
      };
    });
    expect(found).toEqual(
      versions.map(({ series: id, version }, index) => ({
        series: id,
        version,
        supersedes: versions[index - 1]?.series ?? null,
        supersededBy: versions[index + 1]?.series ?? null,
      })),
    );
  });

  it('follows what it followed', () => {
    expect(series.get(versions[0]?.series ?? '')?.follows).toBe(follows ?? null);
  });
});

const ended = expected.filter(({ stateAtEnd }) => stateAtEnd !== undefined);

it.each(ended)('$name ends as it ended', ({ versions, stateAtEnd }) => {
  expect(series.get(versions.at(-1)?.series ?? '')?.reason.state).toBe(stateAtEnd);
});
