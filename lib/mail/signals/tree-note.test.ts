import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findFacts } from '@/lib/mail/find-facts.ts';
import { findTreeNote } from '@/lib/mail/signals/tree-note.ts';

const PERSON = { name: 'Eve Roe', email: 'eve@tree.example' };
const TIP = { name: 'tip-bot2 for Ann Lee', email: 'tip-bot2@linutronix.de' };
const LINK = 'Link: https://lore.kernel.org/r/p1@a.example\n';
const COMMIT = `Words.\n\n${LINK}Signed-off-by: Ann Lee <ann@a.example>\n---\n x.c | 2 +-\n`;
const AUTHORED = 'From: Ann Lee <Ann@a.example>\nSubject: x: take it\n\n';

/** `kind tree titles ids author`, then the words; null for no note. */
function draw(body: string, from = PERSON, subject = 'x'): string | null {
  const { note } = findFacts(
    { from, subject, body, attached: null, isFlowed: false },
    () => null,
    () => null,
  );
  if (note === undefined) return null;
  const { kind, tree, titles, ids, author, backport, isSource, thanks, start, end } = note;
  const marks = [backport && 'backport', isSource && 'source', thanks && 'thanks'].filter(Boolean).join(' ');
  return `${kind} ${tree} [${titles.join('; ')}] [${ids.join(' ')}] ${author} ${marks}: ${body.slice(start, end)}`;
}

function check(body: string, expected: string | null, from = PERSON): void {
  expect(draw(body, from)).toBe(expected);
}

const mm = (what: string, reason = ''): string =>
  `\n\nThe patch titled\n     Subject: x: take it\nhas been ${what}.  Its filename is\n     x.patch\n\n${reason}` +
  `------------------\n${AUTHORED}${COMMIT}`;

describe('findTreeNote', () => {
  const what = '[x: take it] [p1@a.example] ann@a.example source';

  it('reads what -mm takes and lets go', () => {
    const added = 'has been added to the -mm mm-unstable branch';
    check(mm('added to the -mm mm-unstable branch'), `taken mm ${what}: ${added}`);
    check(mm('added to the -mm tree'), `taken mm ${what}: has been added to the -mm tree`);
    const removed = (why: string): string => mm('removed from the -mm tree', `${why}\n\n`);
    const merged =
      'This patch was dropped because it was merged into the mm-stable branch\nof git://x.example/mm';
    check(removed(merged), `taken mm ${what}: ${merged}`);
    const folded = 'This patch was dropped because it was folded into y.patch';
    check(removed(folded), `taken mm ${what}: ${folded}`);
    for (const why of [
      'an updated version will be issued',
      'it was nacked',
      'an alternative patch was merged',
    ]) {
      const words = `This patch was dropped because ${why}`;
      check(removed(words), `dropped mm ${what}: ${words}`);
    }
    check(mm('removed from the -mm tree'), `dropped mm ${what}: has been removed from the -mm tree`);
  });

  it('reads notes of stable trees and of those of who keeps them', () => {
    const note = (verb: string, where: string): string =>
      `This is a note to let you know that I've just ${verb} the patch titled\n\n    x: take it\n\n${where}`;
    const stable = note('added', 'to the 6.6-stable tree');
    check(
      `${stable} which can be found at:\n    https://x.example/\n\n${AUTHORED}${COMMIT}`,
      `taken 6.6-stable ${what.replace('source', 'backport source')}: ${stable}`,
    );
    const usb = note('added', 'to my usb git tree');
    check(
      `${usb} which can be found at\n    git://x.example/usb\nin the usb-next branch.\n\n${AUTHORED}${COMMIT}`,
      `taken usb-next ${what}: ${usb}`,
    );
    const gone = note('dropped', 'from the 6.6-stable tree');
    check(
      `${gone}.\n\n${AUTHORED}${COMMIT}`,
      `dropped 6.6-stable ${what.replace('source', 'backport source')}: ${gone}`,
    );
  });

  it('reads the robots of tip and media', () => {
    const words = 'The following commit has been merged into the x86/urgent branch of tip';
    const header = 'Commit-ID:     0123456789\nGitweb:        https://x.example/0123456789\n';
    const tip = `${words}:\n\n${header}Author:        Ann Lee <ann@a.example>\n\nx: take it\n\n${COMMIT}`;
    check(tip, `taken tip x86/urgent ${what}: ${words}`, TIP);
    check(tip, null);
    const queued =
      'This is an automatic generated email to let you know that the following patch were queued';
    check(
      `${queued}:\n\nSubject: x: take it\nAuthor:  Ann Lee <ann@a.example>\nDate:    Fri Nov 27\n\n${COMMIT}`,
      `taken media ${what}: ${queued}`,
    );
  });

  it('takes lines of their own above the patch, each once, without footnotes', () => {
    const body = (lines: string): string => mm('added to the -mm tree').replace(LINK, lines);
    const ids = (lines: string): string | undefined => /\] \[(.*?)\]/.exec(draw(body(lines)) ?? '')?.[1];
    expect(ids(`${LINK}${LINK}`)).toBe('p1@a.example');
    expect(ids('Message-ID: <p2@a.example>\n')).toBe('p2@a.example');
    expect(ids('Link: https://patch.msgid.link/p2@a.example\n')).toBe('p2@a.example');
    expect(ids('Link: https://lore.kernel.org/x-devel/p2@a.example/T/#u\n')).toBe('p2@a.example');
    expect(ids(`Link: https://lore.kernel.org/all/old@a.example/ [1]\n${LINK}`)).toBe('p1@a.example');
    expect(ids(`Closes: https://lore.kernel.org/r/bug@a.example\n${LINK}`)).toBe('p1@a.example');
    expect(ids('See https://lore.kernel.org/r/p2@a.example\n')).toBeUndefined();
    expect(ids(`---\n${LINK}`)).toBeUndefined();
  });

  it('is not in what people write', () => {
    check(`On Friday you wrote:\n> ${mm('added to the -mm tree').trim()}\n\nPlease drop it.\n`, null);
    check(`Hi,\n\n${mm('added to the -mm tree')}`, null);
    check(COMMIT, null);
    check(`Applied, thanks.\n\nSee https://lore.kernel.org/r/p1@a.example\n`, null);
  });

  it('reads thanks with commits that name what they are of', () => {
    const thanks =
      'Applied to x-next, thanks!\n\nhttps://lore.kernel.org/r/c@a.example\n\n[1/2] x: take it\n' +
      '      commit: 0123456789ab\n[2/2] x: let it go\n      (no commit info)\n';
    check(thanks, 'taken  [x: take it] [c@a.example] null thanks: Applied to x-next, thanks!');
    check(thanks.replaceAll(/ {6}.*\n/g, ''), null);
  });

  it('reads in a patch that is sent along with a pull request which mail it was made of', () => {
    const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
    const signed = 'Signed-off-by: Eve Roe <eve@tree.example>\n';
    const body = `Words.\n\nMessage-Id: <p1@a.example>\n${signed}---\n${diff}`;
    const pulled = '[x: take it] [p1@a.example]';
    const words = 'Message-Id: <p1@a.example>';
    const drawn = (text: string, subject: string): string | null => draw(text, PERSON, subject);
    expect(drawn(body, '[PULL 3/9] x: take it')).toBe(
      `taken pull request ${pulled} eve@tree.example source: ${words}`,
    );
    expect(drawn(`From: Ann Lee <Ann@a.example>\n\n${body}`, '[PULL v2 3/9] x: take it')).toBe(
      `taken pull request ${pulled} ann@a.example source: ${words}`,
    );
    expect(drawn(body, '[PATCH 3/9] x: take it')).toBe(null);
    expect(drawn(body, 'Re: [PULL 3/9] x: take it')).toBe(null);
    expect(drawn(body.replace('Message-Id', '> Message-Id'), '[PULL 3/9] x: take it')).toBe(null);
    expect(drawn(body.replace(diff, ''), '[PULL 3/9] x: take it')).toBe(null);
  });

  it('bounds what a hostile mail names, in linear time', () => {
    const links = Array.from(
      { length: 10_000 },
      (_, n) => `Link: https://lore.kernel.org/r/p${n}@a.example\n`,
    );
    const body = mm('added to the -mm tree').replace(LINK, links.join(''));
    check(body, null);
    const open = `The patch titled\n     Subject: ${'x '.repeat(200)}\nhas been added to the -mm tree.\n`;
    for (const line of [
      'From: <',
      'Link: http',
      `Link: ${'a'.repeat(3_000)} `,
      '\n',
      'This patch was dropped because ',
    ]) {
      const hostile = `${open}${`${line}\n`.repeat(2_000_000 / (line.length + 1))}`;
      // Alone: with all other facts it took 1.5 s, 30 ms of them for this. Theirs have tests of their own.
      const before = cpuMs();
      findTreeNote(hostile, 'mm-commits', { citations: [], signals: [], trailers: [], pulled: null });
      expect(cpuMs() - before, line.slice(0, 20)).toBeLessThan(500);
    }
  });

  it('reads thanks that name no mail, which may stand in its thread', () => {
    const list =
      '[1/2] x: take it\n      https://git.example/x/c/0123456789ab\n[2/2] x: more\n      (no commit info)\n';
    check(`Applied, thanks!\n\n${list}`, 'taken  [x: take it] [] null thanks: Applied, thanks!');
  });

  it('reads what hooks of repositories tell of a commit', () => {
    const hash = '0123456789'.repeat(4);
    const diff = '---\n x.c | 2 +-\n\ndiff --git a/x.c b/x.c\n';
    const gcc =
      `https://gcc.gnu.example/g:${hash}\n\ncommit r15-123-g0123456789\nAuthor: Ann Lee <Ann@a.example>\n` +
      `Date:   Thu Jul 18 09:00:00 2024 +0200\n\n    x: take it\n    \n    Words.\n\nDiff:\n${diff}`;
    const words = `https://gcc.gnu.example/g:${hash}\n\ncommit r15-123-g0123456789`;
    check(gcc, `taken gcc [x: take it] [] ann@a.example : ${words}`);
    const glibc = `https://sourceware.example/git/gitweb.cgi?p=glibc.git;h=${hash}`;
    check(
      gcc.replace(/^.*/, glibc).replace('r15-123-g0123456789', hash),
      `taken glibc [x: take it] [] ann@a.example : ${glibc}\n\ncommit ${hash}`,
    );
    const buildroot = `commit: https://git.example/r/?id=${hash}\nbranch: https://git.example/r/?id=refs/heads/master`;
    check(
      `${buildroot}\n\nWords.\n\nSigned-off-by: Ann Lee <ann@a.example>\nSigned-off-by: B <b@b.example>\n${diff}`,
      `taken master [] [] ann@a.example : ${buildroot}`,
    );
    check(`${buildroot}\n\nWords.\n${diff}`, null);
    check(
      `ffmpeg | branch: master | Ann Lee <ann@a.example> | Thu Jul 18 09:00:00 2024 +0200| [${hash}] | ` +
        `committer: B\n\nx: take it\n\nWords.\n\n> http://x.example/\n${diff}`,
      'taken ffmpeg master [x: take it] [] ann@a.example : ffmpeg | branch: master',
    );
  });
});
