import type { TreeNote } from '@/lib/mail/facts.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';

/** Who wrote the commit; where a hook does not say it, that is who signed it off first. */
type Form = { readonly begins: RegExp; readonly isSigned?: true };

const HEAD_MAX = 3_000;
const HASH = '[0-9a-f]{12,64}';
const AUTHOR = '.{0,200}<(?<author>[^<>\\s]{3,254})>';

/** As hooks of repositories write it, with the commit and its whole diff below (script-mail.ts has the same forms). */
const FORMS: readonly Form[] = [
  // gcc; glibc and binutils, whose address has `p=glibc.git`.
  {
    begins: new RegExp(
      `^(?<words>https?:\\/\\/(?:(?<host>[a-z]+)\\.\\S{1,100}\\/g:${HASH}` +
        `|\\S{1,200}[?;]p=(?<project>[\\w-]{1,60})\\.git;h=${HASH})` +
        `\\n\\ncommit \\S{7,80})\\nAuthor: ${AUTHOR}\\n(?:\\S.{0,200}\\n){0,4}\\n {4}(?<title>\\S.{0,500})\\n`,
    ),
  },
  // FFmpeg.
  {
    begins: new RegExp(
      `^(?<words>(?<project>\\S{1,40}) \\| branch: (?<branch>\\S{1,60})) \\| ${AUTHOR} \\| .{1,100}` +
        `\\| \\[[0-9a-f]{40}\\] \\|[^\\n]{0,300}\\n\\n(?<title>\\S.{0,500})\\n`,
    ),
  },
  // Buildroot; the title is in the subject alone.
  {
    begins:
      /^(?<words>commit: https?:\/\/\S{1,300}\nbranch: https?:\/\/\S{1,200}refs\/heads\/(?<branch>\S{1,60}))\n/,
    isSigned: true,
  },
];

/**
 * The mail with which the hook of a repository tells of a commit. It names no mail, so a posting is found by the very
 * diff of the commit and its author (taken.ts). Null for other mail. `trailers` are those of the body.
 */
export function readCommitMail(body: string, trailers: readonly Trailer[]): TreeNote | null {
  const skipped = body.length - body.trimStart().length;
  const head = body.slice(skipped, skipped + HEAD_MAX);
  for (const { begins, isSigned } of FORMS) {
    const { words, host, project, branch, author, title } = begins.exec(head)?.groups ?? {};
    const by = isSigned === true ? signedBy(trailers) : author?.toLowerCase();
    if (words === undefined || by === undefined) continue;
    const tree = [project ?? host ?? '', branch ?? ''].filter((part) => part !== '').join(' ');
    const titles = title === undefined ? [] : [title];
    const place = { start: skipped, end: skipped + words.length };
    return { tree, kind: 'taken', titles, ids: [], author: by, ...place };
  }
  return null;
}

function signedBy(trailers: readonly Trailer[]): string | undefined {
  const first = trailers.find(({ name }) => name.toLowerCase() === 'signed-off-by');
  return /<([^<>\s]{3,254})>/.exec(first?.value ?? '')?.[1]?.toLowerCase();
}
