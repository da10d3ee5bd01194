/** What git format-patch puts before the fields of a patch; mail programs mark such a line lest it begin a mail. */
const GIT_HEAD = /^>?From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001\n/;
/** Who wrote a patch that another one mails: git am reads such lines above the message. */
const AUTHOR =
  /^\s{0,20}From: .{1,300}[^ \n]@[^ \n].{0,300}\n(?:(?:From|Date|Subject): .{1,300}\n){0,3}[ \t]*\n/;
const MERCURIAL_HEAD = '# HG changeset patch\n';
const HEAD_LENGTH_MAX = 4_000;

/**
 * Where the words of a patch begin that stands in a text from `start` on: behind the fields that git format-patch or
 * hg export wrote for the program that applies it. `start` itself where there are none.
 */
export function skipPatchHead(text: string, start: number): number {
  if (text.startsWith(MERCURIAL_HEAD, start)) return skipMercurial(text, start);
  if (!GIT_HEAD.test(text.slice(start, start + 120))) return start;
  const blank = text.indexOf('\n\n', start);
  return blank === -1 || blank - start > HEAD_LENGTH_MAX ? start : blank + 2;
}

/** Where the words of a mail begin whose text starts with the fields of a patch (git am), else 0. */
export function skipAuthor(body: string): number {
  const words = skipPatchHead(body, 0);
  return words > 0 ? words : (AUTHOR.exec(body.slice(0, HEAD_LENGTH_MAX))?.[0].length ?? 0);
}

/** Whether the line at `start` may be the one that git writes above a patch: most lines are told by their first. */
export function mayBePatchHead(body: string, start: number): boolean {
  return body.startsWith('From ', start) || body.startsWith('>From ', start);
}

function skipMercurial(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === '#') {
    const newline = text.indexOf('\n', at);
    at = newline === -1 ? text.length : newline + 1;
  }
  return at;
}
