import { describe, expect, test } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** `id state rule cause` of each pull request, then the ids of all series. */
function check(rows: readonly Row[], expected: readonly string[]): void {
  const { pulls, series } = deriveArchive(testArchive(rows));
  expect([
    ...pulls.map(({ id, state, rule, because }) => `${id} ${state} ${rule} ${because.messageId}`),
    ...series.map(({ id, total }) => `series ${id} of ${total}`),
  ]).toEqual(expected);
}

const PULL = { subject: '[GIT PULL] bug fixes', diff: false };
const ASKS = { pull: 'https://git.example.org/x.git tags/x' };
const SAYS = (kind: 'applied' | 'nak' | 'withdrawn') => ({ signals: [{ kind, start: 1, end: 2 }] });

describe('what is a pull request', () => {
  test('by its subject or its text; no series, even with a diff or a counter', () => {
    check([PULL], ['m0 open no-answer m0']);
    check([{ subject: '[GIT PULL 2/8] x: y', diff: false }], ['m0 open no-answer m0']);
    check([{ subject: 'please pull x', diff: true, facts: ASKS }], ['m0 open no-answer m0']);
  });
  test('not an answer, a robot, a cover that can be pulled too, a patch that is sent along', () => {
    check([{ subject: 'Re: [GIT PULL] x', diff: false, facts: ASKS }], []);
    check([{ ...PULL, facts: { robot: 'buildbot' } }], []);
    check(
      [
        { subject: '[PATCH 0/1] x', facts: ASKS },
        { subject: '[PATCH 1/1] y', cites: ['m0'] },
      ],
      ['series m0 of 1'],
    );
    check([{ subject: '[PULL 1/1] y', diff: true }], ['series m0 of 1']);
    check(
      [
        { subject: '[layer][stable 0/1] Review of patches', diff: false, facts: ASKS },
        { subject: '[layer][stable 1/1] y', cites: ['m0'] },
      ],
      ['series m0 of 1'],
    );
    check(
      [{ subject: '[layer][stable 0/1] Pull request', diff: false, facts: ASKS }],
      ['m0 open no-answer m0'],
    );
  });
});

describe('what became of it', () => {
  const answer = (facts: Row['facts'], by = 'linus', cites = ['m0']): Row => ({
    subject: 'Re: [GIT PULL] bug fixes',
    by,
    cites,
    ...(facts === undefined ? {} : { facts }),
  });
  test('merged, by a robot or a person, but not because its author says so', () => {
    check([PULL, answer({ robot: 'pr-tracker-bot' }, 'bot')], ['m0 merged merged-by-robot m1']);
    check([PULL, answer({}), answer(SAYS('applied'))], ['m0 merged merged m2']);
    check([PULL, answer({ robot: 'patchwork-bot', ...SAYS('applied') })], ['m0 merged merged-by-robot m1']);
    check([PULL, answer(SAYS('applied'), 'ann')], ['m0 open no-answer m0']);
  });
  test('taken back, refused, talked about', () => {
    check([PULL, answer(SAYS('withdrawn'), 'ann')], ['m0 withdrawn author-withdrew m1']);
    check([PULL, answer(SAYS('nak'))], ['m0 rejected nak m1']);
    check([PULL, answer({}), answer({}, 'ann', ['m0', 'm1'])], ['m0 open answered m1']);
  });
  test('an idea is no request, and who promises another goes on', () => {
    const says = (...signals: readonly Partial<Signal>[]): Row['facts'] => ({
      signals: signals.map((one) => ({ kind: 'withdrawn', start: 1, end: 2, ...one })),
    });
    const rfc = { ...PULL, subject: '[RFC GIT PULL] bug fixes' };
    check([PULL, answer(says({ what: 'idea' }), 'ann')], ['m0 open no-answer m0']);
    check([rfc, answer(says({ what: 'idea' }), 'ann')], ['m0 withdrawn author-withdrew m1']);
    check([PULL, answer(says({ what: 'this' }), 'ann')], ['m0 withdrawn author-withdrew m1']);
    const goesOn = says({ what: 'this' }, { kind: 'respin-promised' });
    check([PULL, answer(goesOn, 'ann')], ['m0 open no-answer m0']);
    const asks = says({ kind: 'change-asked', drops: true });
    check([PULL, answer(asks, 'ann')], ['m0 withdrawn author-withdrew m1']);
    check([PULL, answer(asks)], ['m0 open answered m1']);
    check([PULL, answer(SAYS('nak'), 'ann')], ['m0 withdrawn author-withdrew m1']);
  });
  test('not by what others sent under the Message-ID of an answer', () => {
    const archive = testArchive([PULL, answer({}), answer(SAYS('applied'))]);
    const imposter = archive.map((mail) =>
      mail.key === 'k2'
        ? { ...mail, messageId: archive[1]?.messageId ?? mail.messageId, firstOfId: false }
        : mail,
    );
    expect(deriveArchive(imposter).pulls).toMatchObject([{ state: 'open', rule: 'answered', replies: 1 }]);
  });
  test('an answer belongs to the nearest request above it', () => {
    check(
      [
        PULL,
        { ...PULL, subject: '[GIT PULL 2/2] more', cites: ['m0'] },
        answer({ robot: 'pr-tracker-bot' }, 'bot', ['m0', 'm1']),
      ],
      ['m0 open no-answer m0', 'm1 merged merged-by-robot m2'],
    );
  });
});
