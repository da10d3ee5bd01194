import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function kinds(text: string): string {
  const body = `${text}\n`;
  return findSignals(body, splitSegments(body))
    .map(({ kind }) => kind)
    .join(' ');
}

function checkEach(kind: string, texts: readonly string[]): void {
  expect(texts.map((text) => [text, kinds(text)])).toEqual(texts.map((text) => [text, kind]));
}

test('who drops a part of a patch withdraws no posting', () => {
  checkEach('respin-promised', [
    "Right, I'll drop the line in v2.",
    "I'll drop the comment from the patch.",
    "I'll drop the version check.",
    "I'll drop my patch-id helper.",
    "I'll drop this series of checks.",
    "OK, I'll drop the patch in v3.",
  ]);
  checkEach('', [
    "I'm dropping the thread argument.",
    'Please ignore the version number.',
    'Please ignore this patch number for now.',
  ]);
  checkEach('withdrawn', [
    "I'm dropping this series.",
    'OK, dropping this whole patch then.',
    "I'll drop the patch, it is not worth it.",
    'Please ignore this version (wrong branch).',
    'I withdraw my patch because the bug is elsewhere.',
    'Please ignore this patch/series.',
    'Please ignore this patch just sent.',
    'Please ignore this series entirely.',
  ]);
});

test('who merges a release into his tree takes no patch', () => {
  checkEach('', [
    'I have merged v6.12-rc1 into my branch.',
    'Merged v6.11 into for-next.',
    "I've merged 6.12-rc3 to my tree.",
  ]);
  checkEach('applied', ["I've merged v3 into for-next, thanks.", 'Merged v2 into for-next.']);
});

test('what is done beside the patch promises no version', () => {
  checkEach('', [
    '> Could you add this to the commitfest app?\n\nDone.',
    '> Did you run it on the old board\n> as well?\n\nDone, works there too.',
    '> Have you tried it without the cache?\n\nDone.',
    'Will add it to the next commitfest.',
    'Added to the next commitfest.',
    'Please add this to the next commitfest.',
    "I'll put the numbers in the bug report.",
  ]);
  checkEach('respin-promised', [
    '> Please rename a to rate.\n\nDone.',
    '> Could you rename a to rate?\n\nDone.',
    '> Have you considered a bitmap here?\n> Please use one.\n\nDone.',
    '> This should be unsigned.\n\nFixed.',
    '> Did you mean unsigned here?\n\nFixed.',
    'Done.',
  ]);
});

test('done below the words that let the author push is pushed', () =>
  checkEach('applied', ['> OK for trunk.\n\nDone, thanks.', '> This is approved, please push.\n\nDone.']));

test('a NAK of who speaks, wherever it stands', () => {
  checkEach('nak', [
    'Sorry, but this is a clear NAK from my side: latency must not grow.',
    'So a NAK from me.',
    'You have my NAK for the interface.',
    "I'll have to NAK this, it breaks old programs.",
    'It adds a lock to the hot path, so I am NAKing it.',
    'This gets my NACK until the numbers are there.',
    'My NAK stands.',
  ]);
  checkEach('', [
    'I would not NAK this, but I am no fan.',
    'This is not a NAK from me.',
    'Peter gave it a NAK last year.',
    'I withdraw my NAK.',
    'You have my NAK if the flag stays.',
    'Is this a NAK from you?',
    'The device sends a NAK from the endpoint.',
    'I might NAK this later.',
  ]);
});

test('gcc is developed in stages', () =>
  checkEach('looks-good', [
    'OK for stage1.',
    'The patch is OK for stage 1 with that typo fixed.',
    'This is okay for next stage1.',
    'OK for trunk and backports.',
  ]));

test('where patches are is where they were taken', () => {
  checkEach('applied', [
    'Queued there, thanks.',
    'v2 is already in for-next.',
    'Yes, this went in via the arm-soc tree.',
    'The series has already gone into drm-misc-next.',
    "It went in through Dan's tree last week.",
    'Your patch is already in linux-next.',
  ]);
  checkEach('', [
    'The bug this describes is already in for-next, please rebase.',
    'The first patch is already in the mm tree.',
    'It went through the request queue.',
    'This went into the extent tree.',
    'It went in circles.',
    'Is v2 already in for-next?',
    'v2 is not in for-next.',
    'If v2 is already in for-next, send a fix.',
    'The patch is in the middle of the series.',
    'These 2 patches have been merged:\n\n  0123456789ab x: fix the owner',
  ]);
});

test('a version that is named is the one that was taken', () => {
  const body = 'v2 is already in for-next.\n\nv3 applied, thanks.\n\nApplied.\n';
  expect(findSignals(body, splitSegments(body)).map(({ version }) => version)).toEqual([2, 3, undefined]);
});

test('a tree lets go what it took, for a reason', () => {
  checkEach('change-asked dropped', ['Please fix and resend, dropping this one.']);
  checkEach('dropped', [
    'This trips a warning in the test suite, so dropping this one for now.',
    "I'm dropping it again.",
    'Dropping these from my tree.',
    'Reverted in 0123456789ab ("Revert x"), it broke suspend.',
    "I had to revert this topic from 'master' because of the build on BSD.",
    'This has been reverted in r15-1234.',
    'It was backed out again.',
    "I've reverted this from for-next.",
  ]);
  checkEach('', [
    'The worker runs late, dropping the lock.',
    'It was reverted by the old code in the loop.',
    'The flag was dropped from the header.',
    'Was this reverted?',
  ]);
});

test('what comes of a reason, in a clause of its own', () => {
  checkEach('applied', [
    "This has been in 'next' for a week without complaints, so it was merged to 'master' today.",
    'All comments are addressed, so I have queued this up for 6.12.',
    "Since nobody objected, I've applied this to for-next.",
  ]);
  checkEach('withdrawn', ["No change at all in practice, so I'm withdrawing the patch."]);
  checkEach('', [
    'I wanted to test this, so I applied it to my tree.',
    "If you agree, so I've applied it to for-next.",
    'This is for 6.13, so it was not applied to for-next.',
    'The bios are small, so they were merged.',
    'It was applied to the wrong branch.',
    'It was merged to the request queue.',
    'It was merged to master in 2019.',
    "The series is now on top of Linus' tree.",
  ]);
});

test('what was put into a tree is what is spoken of', () =>
  checkEach('applied', [
    "Thanks, I've put these two into for-6.10/block.",
    "I've put the remaining patches in the mm tree for now.",
  ]));

test('who asks to drop a patch may be its author', () => {
  const found = (text: string): readonly unknown[] => {
    const body = `${text}\n`;
    return findSignals(body, splitSegments(body)).map(({ kind, drops }) => [kind, drops === true]);
  };
  expect(found("Sure. Please drop this patch, I'll send a new series.")).toEqual([['change-asked', true]]);
  expect(found('Please drop the series.')).toEqual([['change-asked', true]]);
  expect(found('Please drop the check.')).toEqual([['change-asked', false]]);
  expect(found('Please drop this patch from the series.')).toEqual([['change-asked', false]]);
});

test('what is to be put in place of words, as editors have it', () =>
  checkEach('change-asked', ['s/foo/bar/', '%s/and then/, and/', '%s/foo/bar/g']));

test('what is asked for behind thanks or agreement', () =>
  checkEach('change-asked', [
    'Thanks, but please mention the bug in the commit message.',
    'Sure, but please make it return an error.',
    "Yes, please don't spread it over all callers.",
  ]));

test('an author says by what it was superseded', () => {
  checkEach('withdrawn', ['Superseded by https://x.example/r/1@y', 'This series is superseded by v3.']);
  checkEach('', ['The flag is superseded by the new field.', 'Superseded by what?']);
});

test('what was edited in one patch on the way was taken with the others', () => {
  checkEach('applied', [
    'Thanks, queued for 10.1 (with the typo in patch 2 fixed).',
    'Pushed to both branches.',
  ]);
  checkEach('agreed', ['This is fine for both, thanks.', 'Fine with me.']);
  expect(kinds('Queued patch 2.')).toBe('applied-in-part');
});
