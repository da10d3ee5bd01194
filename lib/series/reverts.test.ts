import { describe, expect, it } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

const TITLE = 'pump: start the motor before the valve';
const CC = { name: 'Cc', value: 'Ann <ann@example.org>' };

function says(by: string, to: string, kind: Signal['kind']): Row {
  const signals = [{ kind, start: 3, end: 9 }];
  return { subject: 'Re: x', by, cites: [to], facts: { signals, robot: by.endsWith('bot') ? by : null } };
}
const POSTED: readonly Row[] = [{ subject: `[PATCH] ${TITLE}` }, says('max', 'm0', 'applied')];
/** By somebody else, who names the author in his patch. */
const REVERT: Row = { subject: `[PATCH] Revert "${TITLE}"`, by: 'bob', trailers: [CC] };

/** State, rule and message that caused it, of the series with this id. */
function check(rows: readonly Row[], expected: string, of = 'm0'): void {
  const reason = deriveArchive(testArchive(rows)).series.find(({ id }) => id === of)?.reason;
  expect(`${reason?.state} ${reason?.rule} ${reason?.because.messageId}`).toBe(expected);
}

const REVERTED = 'changes-requested reverted m3';
const ACCEPTED = 'accepted applied m1';

describe('a patch that reverts another', () => {
  it('moves it once it is applied itself', () => {
    check([...POSTED, REVERT], ACCEPTED);
    check([...POSTED, REVERT, says('max', 'm2', 'applied')], REVERTED);
    check([...POSTED, REVERT, says('patch-bot', 'm2', 'applied')], REVERTED);
    check([...POSTED, REVERT, says('bob', 'm2', 'applied')], REVERTED);
    check([...POSTED, REVERT, says('eve', 'm2', 'change-asked'), says('bob', 'm3', 'applied')], ACCEPTED);
    check([...POSTED, REVERT, says('max', 'm2', 'looks-good')], ACCEPTED);
    check([...POSTED, REVERT, says('max', 'm2', 'applied')], 'accepted applied m3', 'm2');
  });
  it('is of the author, names him or his posting, or stands in its thread', () => {
    const applied = says('max', 'm2', 'applied');
    check([...POSTED, { ...REVERT, trailers: [] }, applied], ACCEPTED);
    check([...POSTED, { ...REVERT, trailers: [], by: 'ann' }, applied], REVERTED);
    check([...POSTED, { ...REVERT, trailers: [], names: ['- m0'] }, applied], REVERTED);
    check([...POSTED, { ...REVERT, trailers: [], cites: ['m0'] }, applied], REVERTED);
    const other = { ...REVERT, subject: '[PATCH] Revert "pump: start the motor at once"' };
    check([...POSTED, other, applied], ACCEPTED);
  });
  it('needs a title that is one change, unless it stands in its thread', () => {
    const posted = [{ subject: '[PATCH] fix build' }, says('max', 'm0', 'applied')];
    const revert = { ...REVERT, subject: '[PATCH] Revert "fix build"' };
    const applied = says('max', 'm2', 'applied');
    check([...posted, revert, applied], ACCEPTED);
    check([...posted, { ...revert, cites: ['m0'] }, applied], REVERTED);
  });
  it('is of the last version that was there', () => {
    const v2 = { subject: `[PATCH v2] ${TITLE}` };
    const rows = [...POSTED, v2, says('max', 'm2', 'applied'), REVERT, says('max', 'm4', 'applied')];
    check(rows, 'superseded newer-version m2');
    check(rows, 'changes-requested reverted m5', 'm2');
    check([...POSTED, REVERT, says('max', 'm2', 'applied'), v2], 'new no-answer m4', 'm4');
  });
  it('counts no more when it was let go, or reverted itself', () => {
    const rows = [...POSTED, REVERT, says('max', 'm2', 'applied')];
    check([...rows, says('max', 'm2', 'dropped')], ACCEPTED);
    check([...rows, says('max', 'm0', 'applied')], 'accepted applied m4');
    for (const title of [`Revert "Revert "${TITLE}""`, `Reapply "${TITLE}"`]) {
      const again: Row = { subject: `[PATCH] ${title}`, by: 'bob' };
      check([...rows, again, says('max', 'm4', 'applied')], ACCEPTED);
      check([...rows, again], REVERTED);
    }
  });
  it('may be one of several, of one of several', () => {
    const series: readonly Row[] = [
      { subject: '[PATCH 0/2] pump' },
      { subject: `[PATCH 1/2] ${TITLE}`, cites: ['m0'] },
      { subject: '[PATCH 2/2] pump: count the turns of the valve', cites: ['m0'] },
      says('max', 'm0', 'applied'),
      { subject: '[PATCH 0/2] pump: later', by: 'bob' },
      { subject: `[PATCH 1/2] pump: Revert "${TITLE}"`, by: 'bob', cites: ['m4'], trailers: [CC] },
      { subject: '[PATCH 2/2] pump: no valve', by: 'bob', cites: ['m4'] },
    ];
    check([...series, says('max', 'm6', 'applied')], 'accepted applied m3');
    check([...series, says('max', 'm5', 'applied')], 'changes-requested reverted m7');
    check([...series, says('max', 'm4', 'applied')], 'changes-requested reverted m7');
  });
  it('may have another title, where its text says what it reverts', () => {
    const other: Row = { ...REVERT, subject: '[PATCH] pump: no motor before the valve' };
    const applied = says('max', 'm2', 'applied');
    check([...POSTED, other, applied], ACCEPTED);
    check([...POSTED, { ...other, facts: { reverts: [TITLE] } }, applied], REVERTED);
    check([...POSTED, { ...other, facts: { reverts: ['pump: another'] } }, applied], ACCEPTED);
    check([...POSTED, { ...other, trailers: [], facts: { reverts: [TITLE] } }, applied], ACCEPTED);
  });
  it('is of what was posted as committed, or pushed by its author, as well', () => {
    const posted: readonly Row[] = [{ subject: `[committed] ${TITLE}` }, says('bob', 'm0', 'looks-good')];
    const revert = { ...REVERT, subject: `[committed] Revert "${TITLE}"` };
    check([...posted, revert], 'changes-requested reverted m2');
  });
  it('knows at each time what an archive cut there knows', () => {
    const again: Row = { subject: `[PATCH] Reapply "${TITLE}"`, by: 'bob' };
    const rows = [
      ...[...POSTED, REVERT, says('max', 'm2', 'applied'), says('max', 'm2', 'dropped')],
      ...[says('eve', 'm2', 'applied'), again, says('max', 'm6', 'applied')],
    ];
    const stepsOf = (until: number): readonly string[] => {
      const { series } = deriveArchive(testArchive(rows.slice(0, until)));
      return (series[0]?.reverts ?? []).map(({ lifted, cause }) => `${lifted} ${cause.messageId}`);
    };
    const all = stepsOf(rows.length);
    expect(all).toEqual(['false m3', 'true m4', 'false m5', 'true m7']);
    for (let until = 0; until <= rows.length; until += 1) {
      expect(stepsOf(until)).toEqual(all.filter((step) => Number(step.slice(-1)) < until));
    }
  });
});
