import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a series: `id name vN present/total`. */
function draw(series: readonly Series[]): readonly string[] {
  return series.map(
    ({ id, name, version, total, patches }) =>
      `${id} ${name} v${version} ${patches.filter((patch) => patch.messageId !== null).length}/${total}`,
  );
}

function check(rows: readonly Row[], expected: readonly string[]): readonly Series[] {
  const { series } = deriveArchive(testArchive(rows));
  expect(draw(series)).toEqual(expected);
  return series;
}

const reviewed: Trailer = { name: 'Reviewed-by', value: 'Bob <bob@example.org>' };

describe('deriveArchive', () => {
  it('groups a cover with its patches', () => {
    const [series] = check(
      [
        { subject: '[PATCH RFC 0/2] zero range' },
        { subject: '[PATCH RFC 1/2] one', cites: ['m0'] },
        { subject: '[PATCH RFC 2/2] two', cites: ['m0'] },
        { subject: 'Re: [PATCH RFC 1/2] one', cites: ['m0', 'm1'], by: 'bob' },
      ],
      ['m0 zero range v1 2/2'],
    );
    expect(series).toMatchObject({ rfc: true, coverId: 'm0', complete: true, discussion: { replies: 1 } });
    expect(series?.reason).toMatchObject({ state: 'under-review', because: { messageId: 'm3' } });
  });

  it('goes by the cover for RFC', () => {
    const [series] = check(
      [{ subject: '[PATCH 0/1] x' }, { subject: '[PATCH RFC 1/1] a', cites: ['m0'] }],
      ['m0 x v1 1/1'],
    );
    expect(series?.rfc).toBe(false);
  });

  it('takes patches without a cover', () =>
    check(
      [{ subject: '[PATCH 1/2] one' }, { subject: '[PATCH 2/2] two', cites: ['m0'] }],
      ['m0 one v1 2/2'],
    ));

  it('shows a missing patch', () => {
    const [series] = check(
      [
        { subject: '[PATCH 0/3] x' },
        { subject: '[PATCH 1/3] a', cites: ['m0'] },
        { subject: '[PATCH 3/3] c', cites: ['m0'] },
      ],
      ['m0 x v1 2/3'],
    );
    expect(series?.complete).toBe(false);
    expect(series?.patches[1]).toMatchObject({ n: 2, messageId: null });
  });

  it('splits an unlabelled respin in the same thread', () =>
    check(
      [
        { subject: '[PATCH 0/2] x' },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 2/2] b', cites: ['m0'] },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 2/2] b', cites: ['m0'] },
      ],
      ['m0 x v1 2/2', 'm3 a v1 2/2'],
    ));

  it('keeps a v2 that answers v1 apart', () => {
    const series = check(
      [
        { subject: '[PATCH 0/1] x' },
        { subject: '[PATCH 1/1] a', cites: ['m0'] },
        { subject: '[PATCH v2 0/1] x', cites: ['m0'] },
        { subject: '[PATCH v2 1/1] a', cites: ['m0', 'm2'] },
      ],
      ['m0 x v1 1/1', 'm2 x v2 1/1'],
    );
    expect(series[0]).toMatchObject({ supersededBy: 'm2', reason: { state: 'superseded' } });
    expect(series[1]).toMatchObject({ supersedes: 'm0' });
  });

  it('links versions across threads by author and name', () => {
    const [first, second] = check(
      [{ subject: '[PATCH] Fix it' }, { subject: '[PATCH v2] fix it' }],
      ['m0 Fix it v1 1/1', 'm1 fix it v2 1/1'],
    );
    expect([first?.supersededBy, second?.supersedes]).toEqual(['m1', 'm0']);
  });

  it('does not link two postings of one version', () => {
    const [first] = check(
      [{ subject: '[PATCH] x' }, { subject: '[PATCH] x' }],
      ['m0 x v1 1/1', 'm1 x v1 1/1'],
    );
    expect(first?.supersededBy).toBeNull();
  });

  it('links a resend', () => {
    const [first] = check(
      [{ subject: '[PATCH] x' }, { subject: '[PATCH RESEND] x' }],
      ['m0 x v1 1/1', 'm1 x v1 1/1'],
    );
    expect(first?.supersededBy).toBe('m1');
  });

  it('does not take a diff in an answer for a patch', () =>
    check([{ subject: 'Re: [PATCH 1/2] x', diff: true, cites: ['gone'] }], []));

  it('makes a lone patch in a thread a series of its own', () =>
    check(
      [{ subject: '[PATCH 1/1] x' }, { subject: '[PATCH] y', cites: ['m0'], by: 'bob' }],
      ['m0 x v1 1/1', 'm1 y v1 1/1'],
    ));

  it('gives trailers to the patch they answer, and those on the cover to all', () => {
    const [series] = check(
      [
        { subject: '[PATCH 0/2] x' },
        { subject: '[PATCH 1/2] a', cites: ['m0'], trailers: [{ name: 'Fixes', value: '12345 ("y")' }] },
        { subject: '[PATCH 2/2] b', cites: ['m0'] },
        { subject: 'Re: [PATCH 1/2] a', cites: ['m1'], by: 'bob', trailers: [reviewed] },
        {
          subject: 'Re: [PATCH 0/2] x',
          cites: ['m0'],
          by: 'eve',
          trailers: [{ name: 'Acked-by', value: 'Eve' }],
        },
      ],
      ['m0 x v1 2/2'],
    );
    expect(
      series?.patches.map(({ trailers }) => trailers.map(({ name, from }) => `${name} ${from}`)),
    ).toEqual([['Fixes m1', 'Reviewed-by m3', 'Acked-by m4'], ['Acked-by m4']]);
    expect(series?.reason.state).toBe('reviewed');
  });

  it('gives a tag to the patches that its words say', () => {
    const rows = (to: string, patches: Trailer['patches']): readonly Row[] => [
      { subject: '[PATCH 0/2] x' },
      { subject: '[PATCH 1/2] a', cites: ['m0'] },
      { subject: '[PATCH 2/2] b', cites: ['m0'] },
      {
        subject: 'Re: x',
        cites: ['m0', to],
        by: 'bob',
        trailers: [{ ...reviewed, ...(patches && { patches }) }],
      },
    ];
    const given = (to: string, patches?: Trailer['patches']): unknown =>
      deriveArchive(testArchive(rows(to, patches))).series[0]?.patches.map(({ trailers }) => trailers);
    const bob = { ...reviewed, from: 'm3' };
    expect(given('m0')).toEqual([[bob], [bob]]);
    expect(given('m0', [[2, 2]])).toEqual([[], [bob]]);
    expect(given('m1', [[2, 2]])).toEqual([[], [bob]]);
    expect(given('m1', [[0, 999]])).toEqual([[bob], [bob]]);
    expect(given('m1')).toEqual([[bob], []]);
  });
  it('finds a cover that is dated after its patches', () =>
    check(
      [
        { subject: '[PATCH 1/2] a', cites: ['m2'] },
        { subject: '[PATCH 2/2] b', cites: ['m2'] },
        { subject: '[PATCH 0/2] x' },
      ],
      ['m2 x v1 2/2'],
    ));

  it('takes a letter with a diffstat for a cover without a number', () => {
    const [series] = check(
      [
        { subject: 'a plan for x', diff: false, diffstat: true },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 2/2] b', cites: ['m0'] },
      ],
      ['m0 a plan for x v1 2/2'],
    );
    expect(series?.coverId).toBe('m0');
  });

  it('does not take the report that a series answers for its cover', () =>
    check(
      [
        { subject: 'bug in x', by: 'bob', diff: false, diffstat: true },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 2/2] b', cites: ['m0', 'm1'] },
      ],
      ['m1 a v1 2/2'],
    ));

  it('gives one letter to one posting only', () =>
    check(
      [
        { subject: 'plans', diff: false, diffstat: true },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 1/2] other a', cites: ['m0'] },
      ],
      ['m0 plans v1 1/2', 'm2 other a v1 1/2'],
    ));

  it('gives a patch without version that of its cover', () =>
    check([{ subject: '[PATCH v2 0/1] x' }, { subject: '[PATCH 1/1] a', cites: ['m0'] }], ['m0 x v2 1/1']));

  it('joins a series mailed without threading', () => {
    const [series] = check(
      [
        { subject: '[PATCH 0/2] x' },
        { subject: '[PATCH 2/2] b', at: 2 },
        { subject: '[PATCH 1/2] a', at: 1 },
      ],
      ['m0 x v1 2/2'],
    );
    expect(series?.threadIds).toEqual(['m0', 'm2', 'm1']);
  });

  it('keeps unthreaded parts apart that are an hour apart, or another author\u2019s, or take the same slot', () => {
    check(
      [{ subject: '[PATCH 1/2] a' }, { subject: '[PATCH 2/2] b', at: 90 }],
      ['m0 a v1 1/2', 'm1 b v1 1/2'],
    );
    check(
      [{ subject: '[PATCH 1/2] a' }, { subject: '[PATCH 2/2] b', by: 'bob' }],
      ['m0 a v1 1/2', 'm1 b v1 1/2'],
    );
    check([{ subject: '[PATCH 1/2] a' }, { subject: '[PATCH 1/2] a' }], ['m0 a v1 1/2', 'm1 a v1 1/2']);
  });

  it('takes a patch behind the last one for one of a series, or for itself', () => {
    const whole = [
      { subject: '[PATCH 0/2] x' },
      { subject: '[PATCH 1/2] a', cites: ['m0'] },
      { subject: '[PATCH 2/2] b', cites: ['m0'] },
    ];
    check([...whole, { subject: '[PATCH 3/2] c', at: 10 }], ['m0 x v1 3/2']);
    const [, alone] = check(
      [...whole, { subject: '[PATCH 3/2] c', at: 100 }],
      ['m0 x v1 2/2', 'm3 c v1 1/2'],
    );
    expect([alone?.complete, alone?.patches.map(({ n }) => n)]).toEqual([true, [3]]);
    check([...whole, { subject: '[PATCH 3/2] c', at: 10, by: 'bob' }], ['m0 x v1 2/2', 'm3 c v1 1/2']);
    // Two whole series of one shape are two.
    check(
      [
        ...whole,
        { subject: '[PATCH 0/2] y' },
        { subject: '[PATCH 1/2] a', cites: ['m3'] },
        { subject: '[PATCH 2/2] b', cites: ['m3'] },
      ],
      ['m0 x v1 2/2', 'm3 y v1 2/2'],
    );
  });
  it('fills a reroll of one patch from the version it mends', () => {
    const [, reroll] = check(
      [
        { subject: '[PATCH 0/2] x' },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 2/2] b', cites: ['m0'] },
        { subject: '[PATCH v2 2/2] b', cites: ['m0', 'm2'] },
      ],
      ['m0 x v1 2/2', 'm3 b v2 2/2'],
    );
    expect(reroll?.complete).toBe(true);
    expect(reroll?.patches.map(({ messageId, carried }) => `${messageId} ${carried}`)).toEqual([
      'm1 true',
      'm3 false',
    ]);
  });

  it('does not take a robot\u2019s diff for a patch', () =>
    check([{ subject: '[PATCH] x', facts: { robot: 'kernel test robot' } }], []));

  it('bounds what a hostile counter costs', () => {
    const [series] = deriveArchive(testArchive([{ subject: '[PATCH 1/9999] x' }])).series;
    expect(series?.patches.length).toBeLessThanOrEqual(500);
    const many = Array.from({ length: 2_500 }, () => ({ subject: '[PATCH 1/2] x', cites: ['m0'] }));
    const startedAt = cpuMs();
    expect(deriveArchive(testArchive(many)).series.length).toBe(2_500);
    // 2.4 s on a busy machine: V8 compiles and collects garbage in threads of its own.
    expect(cpuMs() - startedAt).toBeLessThan(10_000);
  });
});
