import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignalKind } from '@/lib/mail/facts.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import type { PatchRange } from '@/lib/mail/signals/patch-numbers.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

/** `expected`: kind and words of each signal. */
function check(body: string, expected: readonly (readonly [SignalKind, string])[]): void {
  const found = findSignals(body, splitSegments(body));
  expect(found.map(({ kind, start, end }) => [kind, body.slice(start, end)])).toEqual(expected);
}

function checkEach(kind: SignalKind | null, sentences: readonly string[]): void {
  for (const sentence of sentences) check(`${sentence}\n`, kind === null ? [] : [[kind, sentence]]);
}

function checkPart(body: string, patches: readonly PatchRange[]): void {
  const found = findSignals(body, splitSegments(body));
  expect([body, found.map((one) => [one.kind, one.patches])]).toEqual([body, [['applied-in-part', patches]]]);
}

describe('findSignals', () => {
  it('knows that a tree took it', () =>
    checkEach('applied', [
      'Applied, thanks.',
      'Applied to the vfs.misc branch of the vfs/vfs.git tree.',
      'Queued up for 6.12, thanks!',
      'Thanks, applied.',
      'Both patches applied.',
      'All now queued up.',
      'Pulled into my for-next.',
      'I have queued these up for the next merge window.',
      "I've picked this up to get it into -next.",
      'Looks good, applied to for-next.',
      'This series was applied to netdev/net-next.git (main)',
      'Added to for-next, thanks.',
      'Applied (with the typo fixed), thanks!',
      'Picked up, thanks!',
      'Taken, thanks.',
      'I took it, thanks.',
      "I've taken this through the vfs tree.",
      "This is a note to let you know that I've just added the patch titled",
      'Patch queued via hw-misc, thanks!',
      'I extended a bit the commit message, and applied to\nmaster.',
      'Thanks, installed on the master branch, and closing the bug.',
      "I've now installed this on the emacs-30 branch.",
      'set pushed',
      'Done, pushed as g:0123456789ab.',
      "I've fixed the typo and then pushed it to drm-misc-next.",
    ]));
  it('knows when the tree or the commit is named', () => {
    const named = (body: string): readonly (boolean | undefined)[] =>
      findSignals(body, splitSegments(body)).map(({ kind, inTree }) => kind === 'applied' && inTree === true);
    expect(named('Thanks, pushed to trunk as r15-1234.\n')).toEqual([true]);
    expect(named("I've applied this patchset to the fscrypt tree for 5.4.\n")).toEqual([true]);
    expect(named('Committed as 0123456789ab.\n')).toEqual([true]);
    expect(named('Done, pushed as g:0123456789ab.\n')).toEqual([true]);
    expect(named('Applied, thanks.\n')).toEqual([false]);
    expect(named('Applied both.\n')).toEqual([false]);
    expect(named('Applied to my tree.\n')).toEqual([false]);
  });
  it('knows what is said of all patches, or of both', () => {
    const of = (body: string): unknown =>
      findSignals(body, splitSegments(body)).map(({ patches }) => patches ?? null);
    expect(of('Series applied, thanks.\n')).toEqual([[[0, 999]]]);
    expect(of('Thanks, applied the whole series to for-next.\n')).toEqual([[[0, 999]]]);
    expect(of('Applied both.\n')).toEqual([[[1, 2]]]);
    expect(of('Both applied to misc.git for-next, thanks.\n')).toEqual([[[1, 2]]]);
    expect(of('Applied, thanks.\n')).toEqual([null]);
    expect(of('Applied all but the last.\n')).toEqual([null]);
    expect(of('Applied all patches but the last.\n')).toEqual([null]);
    expect(of('Applied both to 6.6-stable and 6.1-stable.\n')).toEqual([null]);
    expect(of('I merged both loops into one.\n')).toEqual([]);
    expect(of('I just pushed everything to for-next.\n')).toEqual([null]);
  });
  it('does not take a trial, a plan or a question for it', () =>
    checkEach(null, [
      'Applied?',
      'I applied it manually and my machine boots.',
      'I have applied this series on top of v6.1 and see a hang.',
      'Applied on top of v6.1 this fails to build.',
      'I took it that you want a lock here.',
      'Taken together they are too long.',
      'Picked up from v1.',
      'Merged extents are counted twice.',
      'So I applied this concept to the ids.',
      'If your patch is applied to the wrong tree, drop us a note.',
      'The log is queued to the workqueue.',
      'I rebased it and pushed it to my tree.',
    ]));
  it('knows that a tree took some patches, and which', () => {
    checkPart('Queued 1-2.', [[1, 2]]);
    checkPart('Thanks, applied patches 1 and 2, dropped 3.', [
      [1, 1],
      [2, 2],
    ]);
    checkPart('I picked up patches 1-5.', [[1, 5]]);
    checkPart('I have pushed 0001, thanks.', [[1, 1]]);
    checkPart('Pushed v3-0001 and v3-0004.', [
      [1, 1],
      [4, 4],
    ]);
    checkPart('Committed 0002-0011.', [[2, 11]]);
    checkPart('Applied 1/5, 2/5 and 4/5 to for-next.', [
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
    checkPart("I've queued up patch 1 for 6.12.", [[1, 1]]);
    checkPart('Applied the first two patches, thanks!', [[1, 2]]);
    checkPart('I took the first patch.', [[1, 1]]);
    checkPart('Patches 1 to 3 are now queued, the rest needs work.', [[1, 3]]);
    checkPart('Applied patches 1, 2 and 5..7.', [
      [1, 1],
      [2, 2],
      [5, 7],
    ]);
    checkPart('First 3 patches applied, the last one needs a respin.', [[1, 3]]);
    checkPart('Applied patches\n1 through 4 only.', [[1, 4]]);
    for (const text of [
      'Queued for 6.12.',
      'Applied 2.5 hours ago.',
      'Queued 2-3 weeks ago.',
      'I applied patches 1-3 and tested them.',
      'Applied patches 1 and 2?',
      'Patch 3 conflicts.',
      'I merged 10-20% of it.',
    ]) {
      const found = findSignals(text, splitSegments(text)).filter(({ kind }) => kind === 'applied-in-part');
      expect([text, found]).toEqual([text, []]);
    }
  });
  it('reads the lists of b4 ty and patchwork-bot', () => {
    const list = (first: string, second: string, third: string): string =>
      `Applied to for-next, thanks!\n\n${first}${second}${third}\nBest regards,\n`;
    const [a, b, c] = [1, 2, 3].map((n) => `[${n}/3] x: y\n      commit: 0123456789ab\n`) as [
      string,
      string,
      string,
    ];
    checkPart(list(a, '', c), [
      [1, 1],
      [3, 3],
    ]);
    checkPart(list(a, b, '[3/3] x: y\n      (no commit info)\n'), [
      [1, 1],
      [2, 2],
    ]);
    const bot = 'This series was applied to netdev/net-next.git (main)\nby A B <a@b>:\n\n';
    const link = '    https://git.example.org/c/0123\n';
    checkPart(`${bot}  - [net-next,v2,1/2] x\n${link}  - [net-next,v2,2/2] y\n    (no matching commit)\n`, [
      [1, 1],
    ]);
    check(list(a, b, c), [['applied', 'Applied to for-next, thanks!']]);
    const [whole] = findSignals(list(a, b, c), splitSegments(list(a, b, c)));
    expect(whole?.patches).toEqual([1, 2, 3].map((n) => [n, n]));
    const none = '[1/1] x: y\n      (no commit info)\n';
    check(list(none, '', ''), [['applied', 'Applied to for-next, thanks!']]);
    check(list('> [1/3] x\n', '', ''), [['applied', 'Applied to for-next, thanks!']]);
  });
  it('wants NAK in upper case at the head of a sentence', () => {
    checkEach('nak', ['NAK.', 'NACK to the whole series', 'Sorry, NAK', "That's a NAK from me.", 'Nacked!']);
    checkEach(null, ['I will not nak this', 'Let us see who tries to NACK the changes', 'NAKs are rare']);
    check('Nacked-by: A B <a@b>\n', [['nak', 'Nacked-by: A B <a@b>']]);
    check('No way.\n-- \npw-bot: reject\n', [['nak', 'pw-bot: reject']]);
    check('Units?\n---\npw-bot: cr\n', [['change-asked', 'pw-bot: cr']]);
    check('> pw-bot: cr\npw-bot: defer\n', []);
  });
  it('knows an author who takes it back', () => {
    checkEach('withdrawn', [
      'Please ignore this patch.',
      'Please disregard v2.',
      'Self-NAK, this races with truncate.',
      'I will drop this patch.',
      "I'm withdrawing this series.",
      'Consider this withdrawn.',
    ]);
    checkEach(null, [
      'Please ignore any silly questions.',
      'If you have that already, please ignore the following information.',
      'Never mind, I misread it.',
    ]);
  });
  it('knows the promise of another version', () => {
    checkEach('respin-promised', [
      'Will fix.',
      'Sure, will do.',
      "Good point, I'll add a comment.",
      'I will send a v3 tomorrow.',
      "I'm going to repost it all in v2.",
      'Fixed.',
      'Now dropped, thanks.',
      'Both fixed.',
      'Done in v4.',
      'This will be fixed in the next version.',
      "I'll send a v2 when I am back.",
    ]);
    checkEach(null, [
      'Will this work?',
      'Maybe we will grow some before the v4 support is retired.',
      'If you prefer I would change it.',
      "I'll look forward to the V2.",
      "I'll send that once this has landed.",
      "I'll add a test as a follow-up.",
      "Sure, I'll send a docs patch in a new thread next week.",
    ]);
  });
  it('knows strong requests for change', () => {
    checkEach('change-asked', [
      'Please add a comment.',
      'Please base this on next.',
      'Please split this into two patches.',
      'nit: an empty line',
      'Typo.',
      's/recieve/receive/',
      "I'd rather keep the helper.",
      'How about a flag instead?',
      "I'm not convinced.",
      "I don't like the name.",
      'This needs a respin.',
      'This does not compile with 32 bits.',
    ]);
    checkEach(null, [
      'Please feel free to add my tag.',
      'Please correct me if I am wrong.',
      'You should know that the log is full.',
      "I don't like to repeat myself.",
    ]);
  });
  it('knows praise without a trailer', () => {
    checkEach('looks-good', [
      'Thanks, this version looks good to me.',
      'Will queue; let me mark the topic.',
      "I'll apply this to for-next.",
      'Looks good to me.',
      'Otherwise this looks fine.',
      'LGTM',
      'The rest looks ok,',
      'ok ann@, but please use a define.',
      'So this is fine I guess, ok lee@',
    ]);
    checkEach(null, [
      'Does this look good to you?',
      "It doesn't look good.",
      'Is it ok ann@a.example?',
      'I installed it on my laptop.',
      'If it looks good I will send it.',
    ]);
  });
  it('knows an author who sends something else in its place', () => {
    checkEach('replaces', [
      'This replaces my previous patch.',
      'This series replaces the earlier RFC.',
      'It obsoletes the two previous patches.',
      'This is a replacement for the original series.',
    ]);
    checkEach(null, [
      'This patch replaces the old lock.',
      'This series replaces the previous lock with a mutex.',
      'This does not replace the previous series.',
      'Does this replace the previous series?',
    ]);
  });
  it('reads the own prose alone', () => {
    check('> Applied, thanks.\n-- \nApplied, thanks.\n', []);
    check('    Applied, thanks.\n\tNAK\n', []);
    check('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-NAK.\n+NAK.\n', []);
  });
  it('finds sentences over line ends, behind bullets and quotes', () =>
    check('> One?\nNo.\nI will\nfix it. Other words.\n - Please add\n   a test.\n\n> Two\nApplied.\n', [
      ['respin-promised', 'I will\nfix it.'],
      ['change-asked', 'Please add\n   a test.'],
      ['applied', 'Applied.'],
    ]));
  it('gives spans in order, without overlap, inside the body', () => {
    const piece = fc.constantFrom(
      'Applied, thanks. ',
      'NAK',
      'Will fix',
      '.',
      '\n',
      '> ',
      ' - ',
      'please add x',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const body = pieces.join('');
        let last = 0;
        for (const { start, end } of findSignals(body, splitSegments(body))) {
          expect(start >= last && start < end && end <= body.length).toBe(true);
          last = end;
        }
      }),
      { seed: 20_240_718 },
    );
  });
});
