import { expect, test } from 'vitest';
import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** `n/total title` of each attached patch, in the order of the mail. */
function attach(...patches: readonly string[]): readonly AttachedPatch[] {
  return patches.map((text, index): AttachedPatch => {
    const [, n, total, version, title = ''] = /^(\d+|-)\/(\d+|-)(?: v(\d+))? (.*)$/.exec(text) ?? [];
    const number = (digits: string | undefined): number | null =>
      digits === undefined || digits === '-' ? null : Number(digits);
    return {
      start: index,
      end: index + 1,
      fileName: `${title}.patch`,
      title,
      n: number(n),
      total: number(total),
      version: number(version),
      patchId: `id of ${title}`,
      trailers: [{ name: 'Reviewed-by', value: `${title} <r@example.org>` }],
    };
  });
}

/** One line a series: `id name vN <cover>`, then `n:title@message patch-id tags` of each patch. */
function check(rows: readonly Row[], ...expected: readonly string[]): void {
  const { series } = deriveArchive(testArchive(rows));
  const drawn = series.flatMap(({ id, name, version, coverId, patches, complete, memberIds, discussion }) => [
    `${id} ${name} v${version}${coverId === null ? '' : ` <${coverId}>`} of ${memberIds.join(' ')}`.concat(
      `${complete ? '' : ', incomplete'}, ${discussion.replies} replies`,
    ),
    ...patches.map(
      ({ n, messageId, name: title, patchId, trailers }) =>
        `${n}:${title}@${messageId} ${patchId}; ${trailers.map(({ value }) => value.split(' ')[0]).join(' ')}`,
    ),
  ]);
  expect(drawn).toEqual(expected);
}

function mail(subject: string, patches: readonly string[], more: Partial<Row> = {}): Row {
  return { subject, diff: true, ...more, facts: { attached: attach(...patches) } };
}

const DAN = [{ name: 'Acked-by', value: 'Dan <dan@example.org>' }];

test('each patch that is attached is one of the series, and the mail is their cover', () =>
  check(
    [
      mail('Batched reads', ['1/2 a', '2/2 b']),
      { subject: 'Re: Batched reads', cites: ['m0'], by: 'dan', trailers: DAN },
      { subject: 'Re: Batched reads', cites: ['m0', 'm1'] },
    ],
    'm0 Batched reads v1 <m0> of m0, 2 replies',
    '1:a@m0 id of a; a Dan',
    '2:b@m0 id of b; b Dan',
  ));

test('numbers are those inside, else those of the names, else the order', () => {
  const numbered = (patches: readonly string[], ...expected: readonly string[]): void => {
    const { series } = deriveArchive(testArchive([mail('x', patches)]));
    expect(series.flatMap(({ patches: all }) => all.map(({ n, name }) => `${n} ${name}`))).toEqual(expected);
  };
  numbered(['2/3 b', '3/3 c'], '1 ', '2 b', '3 c');
  numbered(['2/- b', '1/- a'], '1 a', '2 b');
  numbered(['-/- b', '-/- a'], '1 b', '2 a');
  numbered(['1/- a', '1/- b'], '1 a', '2 b');
  numbered(['2/- a', '7/- b'], '1 a', '2 b');
  numbered(['1/2 a', '1/- b'], '1 a', '2 b');
});

test('a version in an answer, and one patch alone, which needs no cover', () => {
  check(
    [
      mail('Batched reads', ['1/2 v1 a', '2/2 v1 b']),
      mail('Re: Batched reads', ['1/2 v2 a', '2/2 v2 b'], { cites: ['m0'] }),
      mail('Re: Batched reads', ['1/- a', '2/- b'], { cites: ['m0', 'm1'], by: 'bob' }),
    ],
    'm0 Batched reads v1 <m0> of m0, 0 replies',
    '1:a@m0 id of a; a',
    '2:b@m0 id of b; b',
    'm1 Batched reads v2 <m1> of m1, 1 replies',
    '1:a@m1 id of a; a',
    '2:b@m1 id of b; b',
  );
  check(
    [{ ...mail('Batched reads', ['1/1 a']), patchId: 'id of a' }],
    'm0 Batched reads v1 of m0, 0 replies',
    '1:Batched reads@m0 id of a; a',
  );
});

test('a mail that its subject counts is one patch; one that it calls a cover has its patches attached', () => {
  check(
    [mail('[PATCH 1/2] x', ['1/- a', '2/- b']), { subject: '[PATCH 2/2] y', cites: ['m0'] }],
    'm0 x v1 of m0 m1, 0 replies',
    '1:x@m0 null; a b',
    '2:y@m1 null; ',
  );
  check(
    [mail('[PATCH v3 0/2] x', ['1/2 a', '2/2 b'])],
    'm0 x v3 <m0> of m0, 0 replies',
    '1:a@m0 id of a; a',
    '2:b@m0 id of b; b',
  );
});

test('the same patches under another name are the next version', () => {
  const { series } = deriveArchive(
    testArchive([
      mail('Batched reads', ['1/2 v1 a', '2/2 v1 b']),
      mail('Reads in batches', ['1/2 v2 a', '2/2 v2 b']),
    ]),
  );
  expect(series.map(({ supersededBy }) => supersededBy)).toEqual(['m1', null]);
});

/** As `mail`, of another diff under each name. */
function changed(subject: string, patches: readonly string[], more: Partial<Row> = {}): Row {
  const attached = attach(...patches).map((patch) => ({ ...patch, patchId: `another ${patch.title}` }));
  return { subject, diff: true, ...more, facts: { attached } };
}

test('what its author attaches to an answer under the old names is the next version, if nothing says another', () => {
  const versions = (...rows: readonly Row[]): readonly string[] =>
    deriveArchive(testArchive(rows)).series.map(
      ({ id, name, version, supersedes }) => `${id} ${name} v${version} ${supersedes ?? '-'}`,
    );
  const first = mail('[PATCH] x', ['-/- fix foo']);
  const asked = { subject: 'Re: [PATCH] x', cites: ['m0'], by: 'bob' };
  const below = { cites: ['m0', 'm1'] };
  const again = changed('Re: [PATCH] x', ['-/- fix foo'], below);
  expect(versions(first, asked, again)).toEqual(['m0 x v1 -', 'm2 x v2 m0']);
  expect(versions(first, asked, changed('Re: [PATCH] x', ['-/- fix foo v2'], below))).toHaveLength(2);
  expect(versions(first, asked, changed('Re: [PATCH] x', ['-/- fix foo2'], below))).toHaveLength(2);
  expect(versions(mail('[PATCH v3] x', ['-/- a']), changed('Re: [PATCH v3] x', ['-/- a'], below))).toEqual([
    'm0 x v3 -',
    'm1 x v4 m0',
  ]);
  // It counts on from his last one, wherever he answers.
  expect(versions(first, again, { ...again, facts: { attached: attach('-/- fix foo') } })).toEqual([
    'm0 x v1 -',
    'm1 x v2 m0',
    'm2 x v3 m1',
  ]);
  const two = mail('[PATCH] x', ['1/2 a', '2/2 b']);
  expect(versions(two, changed('Re: [PATCH] x', ['1/2 a', '2/2 b'], below))).toHaveLength(2);
  for (const other of [
    // Something else, the same once more, of another person, a part, below a patch that stands in its mail.
    [first, changed('Re: [PATCH] x', ['-/- test for foo'], below)],
    [first, mail('Re: [PATCH] x', ['-/- fix foo'], below)],
    [first, changed('Re: [PATCH] x', ['-/- fix foo'], { ...below, by: 'bob' })],
    [two, changed('Re: [PATCH] x', ['1/2 a'], below)],
    [{ subject: '[PATCH] x' }, changed('Re: [PATCH] x', ['-/- x'], below)],
  ]) {
    expect(versions(...other)).toHaveLength(1);
  }
});
