import { nextLineStart } from '@/lib/mail/lines.ts';

/** What git format-patch puts before the fields of a patch; mail programs mark such a line lest it begin a mail. */
const GIT_HEAD = /^>?From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001\n/;
/** Cut here: what stands above is no part of the patch below. */
const SCISSORS = /^-{1,30} ?(?:>8|8<|>%|%<) ?-{1,30}(?: ?(?:>8|8<) ?-{1,30})?[ \t]{0,10}\n/;
const FIELDS = /^[ \t]{0,4}\n?(?:(?:From|Date|Subject): .{1,300}\n(?:[ \t].{1,300}\n)?){1,3}[ \t]{0,10}\n/;
/** Who wrote a patch that another one mails: git am reads such lines above the message. */
const AUTHOR =
  /^\s{0,20}From: .{1,300}[^ \n]@[^ \n].{0,300}\n(?:(?:From|Date|Subject): .{1,300}\n){0,3}[ \t]*\n/;
const MERCURIAL_HEAD = '# HG changeset patch\n';
const HEAD_LENGTH_MAX = 4_000;

/**
 * Where the words of a patch begin that stands in a text from `start` on: behind the fields that git format-patch or
 * hg export wrote for the program that applies it, or behind scissors. `start` itself where there are none.
 */
export function skipPatchHead(text: string, start: number): number {
  if (text.startsWith(MERCURIAL_HEAD, start)) return skipMercurial(text, start);
  if (text.charAt(start) === '-') return skipScissors(text, start);
  if (!GIT_HEAD.test(text.slice(start, start + 120))) return start;
  const blank = text.indexOf('\n\n', start);
  return blank === -1 || blank - start > HEAD_LENGTH_MAX ? start : blank + 2;
}

/** Where the words of a mail begin whose text starts with the fields of a patch (git am), else 0. */
export function skipAuthor(body: string): number {
  const words = skipPatchHead(body, 0);
  return words > 0 ? words : (AUTHOR.exec(body.slice(0, HEAD_LENGTH_MAX))?.[0].length ?? 0);
}

/** Whether the line at `start` may be one that git reads above a patch: most lines are told by how they begin. */
export function mayBePatchHead(body: string, start: number): boolean {
  return body.startsWith('From ', start) || body.startsWith('>From ', start) || body.startsWith('--', start);
}

function skipScissors(text: string, start: number): number {
  const head = text.slice(start, start + HEAD_LENGTH_MAX);
  const cut = SCISSORS.exec(head)?.[0].length ?? 0;
  return cut === 0 ? start : start + cut + (FIELDS.exec(head.slice(cut))?.[0].length ?? 0);
}

function skipMercurial(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === '#') {
    at = nextLineStart(text, at);
  }
  return at;
}
