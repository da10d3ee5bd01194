/** What git format-patch puts before the fields of a patch. */
const GIT_HEAD = /^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001\n/;
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

function skipMercurial(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === '#') {
    const newline = text.indexOf('\n', at);
    at = newline === -1 ? text.length : newline + 1;
  }
  return at;
}
