import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function kinds(sentence: string): string {
  const body = `${sentence}\n`;
  return findSignals(body, splitSegments(body))
    .map(({ kind }) => kind)
    .join(' ');
}

function checkEach(kind: string, sentences: string): void {
  const lines = sentences.trim().split(/\n\s*/);
  expect(lines.map((line) => [line, kinds(line)])).toEqual(lines.map((line) => [line, kind]));
}

test('what lists say when a tree took patches', () =>
  checkEach(
    'applied',
    `Applied to master, thanks.
    committed, thanks
    Committed to trunk.
    Committed as 3f2a1b4c9.
    pushed to trunk: r15-1234.
    Queued to target-arm.next, thanks.
    Applied to u-boot/master, thanks!
    Merged to 'next'.
    Pushed to drm-misc-next, thanks for the patch and review.
    This series is now queued in my for-6.12/block branch.
    Applied with minor tweaks, thanks.
    Patch applied with thanks.
    Pushed now.
    I have committed this patch, thanks.
    Committed after some editorialisation.
    Applied to 6.12/scsi-staging, thanks!
    Queued for 6.12 with the typo fixed.
    I've merged this series into the staging tree.
    Took both, thanks.
    Your patch has been pushed to master.
    Thanks for the patch, pushed.
    Thank you for your patch, applied.
    Pushed on your behalf.
    Whole series applied.
    Landed in main.
    I've checked this in.
    Checked in as r12345.
    OK, pushed to master and branch-3.4.
    Applied to 2024.02.x, thanks.
    Applied the series to for-next.
    Pushed to gcc-14 branch as well.
    I pushed this patch for you.
    Reviewed and pushed.
    The following commit has been merged into the x86/urgent branch of tip:
    Applied to main and backported down to branch-2.17.
    Applied both patches and backported down to branch-3.1.
    Thanks, applied and backported to branch-3.3.
    I have applied your patch series to the pci/enumeration branch.
    This has been applied to iio/togreg.
    Applied to the togreg branch of iio.git and pushed out as testing.
    Merged upstream as 0123abc.
    Both patches are now applied to clk-next.
    3 patches applied to ath-next branch of ath.git, thanks.
    Anyway, pulled and just going through my build tests now.
    Applied (with the subject reworded), and pushed to master.
    Applied to sched-core.
    Committed after fixing a typo.
    Queued to fixes/master and to for-next for 6.12, thanks.
    Now actually pulled v4.
    I did that now and pushed to vfs.example.
    I've fixed the conflict and pushed, please refer to the latest for-next branch.
    Thanks a lot, applied.
    I applied this to for-next, thanks.
    Merging this now.
    Applying to for-6.12, thanks.
    Pushing this to drm-misc-next.
    I'm applying this to for-next now.
    Grabbed, thanks.
    Applied to \`rust-next\` -- thanks everyone!
    Applied to 'for-next/core', thanks.
    Series applied with the following changes:
    Applied with the suggested tweaks.
    I've applied to next, thanks, after making the following changes:
    Queued for the next PULL only.
    Queued for my next pull request.
    I grabbed these for 6.12.
    I've put this into for-next.
    Thanks, I've put this in my tree.
    Queued for v6.12 as material for the next merge window.
    Applied as 6.12 material, thanks!
    This has now been queued for -rc5.
    Pushed v5 after some wordsmithing.
    Thanks, installed.
    Applied with updated commit message, thanks.
    Applied with the subject line shortened.
    Merged with the typo fixed, thanks.
    Applied all with v2 of 3, thanks.
    Applied with the coding style fixed.
    The topic has already been merged to 'next', so please send an incremental patch.
    This has already been merged to 'next'.
    This is now in 'master'.`,
  ));

test('what code does is not taken for it', () =>
  checkEach(
    '',
    `I merged both loops.
    I pushed it further down.
    I took the lock.
    I took both locks in the same order.
    I applied the same logic.
    I picked the second option.
    Queued work is flushed.
    I dropped the lock again.
    I've pulled this out into a separate function.
    Merged into the previous patch.
    Applied to the whole range this zeroes too much.
    Committed and unwritten extents behave the same.
    Queued and running bios are cancelled.
    I merged these two conditions.
    I've applied all the suggestions.
    This applied to the old code as well.
    Patches merged in 6.8 broke this.
    I pushed them to separate patches.
    I queued it with queue_work().
    Pushed to the CIL, the item is pinned.
    Applied in that order, the two flags cancel.
    Queued for writeback.
    This patch is applied to every inode.
    I merged 1 and 2 into one patch.
    Committed in the same transaction.
    Merged into the extent tree.
    I've pushed it to the request queue.
    I've picked both because they are needed.
    I applied the series, built it and booted it.
    These patches are merged with the next version.
    Merged as one extent.
    These commits were merged in 6.1.
    Merged with the fix from Ann for v3.
    Applied with the lock added.
    I landed here by accident.
    I checked this in the code.
    This is committed when the transaction ends.
    I took it out of the loop.
    Queued via blk_mq_run_hw_queue().
    I removed these from the free list.
    Removed from the extent tree.
    I removed this check again.
    I reverted it and the problem goes away.
    This is applied to sub-volumes.
    This is pushed to user-space.
    I've taken it into account, thanks.
    This is applied after the fixups have run.
    This is queued after the conflicting write.
    Applied to fs/xfs/xfs_file.c.
    Merged into sub-requests.
    Queued to per-cpu.
    Applied to next-20240718, still crashes.
    Applied to v6.10, works fine.
    I've applied this series to linux-next, boots here.
    Merged in 5.10, so the backport needs the old name.
    Merged and backported kernels differ here.
    Merged in v6.1 and never fixed.
    This is applied with different styles.
    Applied with different styles in each driver.
    This is queued with a comment.
    I merged this with the previous fix.
    Merged this with the previous fix.
    Merged this with the following patch.
    I've applied, and it still hangs.
    I've applied to myself the same rule.
    I merged it with the next fix.
    Merged with the fix above.
    This is merged with the change log.
    Applied with the fixes from your other series it works.
    This patch was applied to 5.10 and the test still hangs.
    I pulled it into mm.h.
    Applied, will send v2.
    Applying this series, the test hangs.
    Applying the patch to master I see a conflict.
    Merging this into the second patch.
    Pushing it down.
    Pushing to the CIL.
    I changed it so that entries are popped and pushed.
    I dropped the lock and pushed to the list.
    I've put this in a helper.
    I put this in my tree to test it.
    I grabbed the lock.
    Grabbed the lock.
    I applied this to next-20240718, no warnings.
    I applied the same change to for-loops.
    Installed packages are listed there.
    This hangs here, so I've dropped the lock.
    It crashed here, and when I've reverted it the problem goes away.
    This is now in the extent tree.
    Will merge to 'next'?
    Let's merge these loops into one.
    Let's merge it into the helper.
    I was expecting a reroll of the dice.`,
  ));

test('who took it lets it go', () => {
  checkEach(
    'dropped',
    `I've dropped this from my tree.
    Dropped again.
    I've dropped this series again.
    I had to drop this from linux-next.
    Now dropped from the 6.6 queue.
    I'm dropping this from my tree.
    I've backed this out.
    Reverted in for-next.
    Sorry, dropped again due to a build failure.
    My box hangs with this, I've reverted both from for-next.
    It conflicts with the other series, so I had to drop this.`,
  );
  checkEach(
    'applied-in-part',
    `Applied all but the last.
    I merged everything except the last, thanks.
    As I have already applied your first 4 patches and have them in linux-next.`,
  );
});

test('which tree, and which patches, in other words', () => {
  checkEach(
    'applied',
    `Queued for default, thanks.
    Queued for stable, many thanks!
    Thanks, this is now installed on the master branch.
    Applied to arm64 (for-next/misc), thanks!
    Applied to riscv (fixes).
    Tentatively applied to pci/pm for v6.11, thanks.
    This is on for-next.
    Fixed up and applied.
    This landed in main.
    Installed, thanks.`,
  );
  checkEach(
    '',
    'Queued for review, thanks.\nQueued for later, thanks.\nQueued for writeback.\nThis is installed on my laptop.',
  );
  checkEach(
    'applied-in-part',
    `And now pushed 0002 too.
    Now pushed 0001 and 0002.
    v3-0001 pushed.
    0001 and 0002 committed, thanks.
    I've also pushed 0003.`,
  );
  checkEach('', 'And now pushed 2 more bytes.');
});

test('the address of the tree stands on a line of its own', () => {
  const body = 'Applied to\n\n   https://git.example/ann/pump.git for-next\n\nThanks!\n';
  expect(kinds(body)).toBe('applied');
  expect(kinds('Which tree is this to be applied to')).toBe('');
});

test('why it was let go may ask for change', () => {
  const both = "This does not build with clang, so I've dropped it.";
  expect(kinds(both)).toBe('change-asked dropped');
  expect(kinds("It is slower here, I've reverted both from for-next.")).toBe('dropped');
});

test('a tree that waits for another version asks for it', () =>
  checkEach('change-asked', 'Expecting a reroll.\nExpecting a (hopefully minor and final) reroll.'));

test('that it will be taken is praise', () => {
  checkEach(
    'looks-good',
    `Will merge down to 'next'.
    Let's merge it to 'next'.
    Let's mark the topic for 'next'.
    Let me mark the topic for 'next' then.`,
  );
  checkEach(
    'looks-good',
    `I'll take it right away into my tree.\nI will take this series through the driver tree.`,
  );
  checkEach(
    '',
    "I'll take this into account.\nI'll take it to the list.\nI'll take it into my tree once it is fixed.",
  );
});
