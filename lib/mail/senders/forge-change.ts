/** The address of a revision in what Phabricator mails of it. */
const REVISION = /\nREVISION DETAIL\n {2}(https?:\/\/[^\s<>]{1,180}\/D\d{1,9})[ \r]*(?:\n|$)/;
/** With which words GitHub, or a relay of it, mails that commits of a pull request came. */
const PULL_REQUEST = new RegExp(
  '^\\s{0,20}https://github\\.com/[\\w-]{1,40}(?:\\[bot\\])? [a-z_ ]{2,40} ' +
    '(https://github\\.com/[\\w.-]{1,60}/[\\w.-]{1,100}/pull/\\d{1,9})\\s',
);

/**
 * The address of the change that a forge tells of, which is one in all its mails: each that shows a diff is a version
 * of it. Null for other mail.
 */
export function forgeChange(body: string): string | null {
  return PULL_REQUEST.exec(body.slice(0, HEAD_MAX))?.[1] ?? REVISION.exec(body)?.[1] ?? null;
}

/** Where Phabricator tells that the revision was committed: then it shows the diff once more, which is no version. */
export function closedByForge(body: string): { readonly start: number; readonly end: number } | null {
  const found = CLOSED.exec(body.slice(0, HEAD_MAX));
  if (found === null || !REVISION.test(body)) return null;
  return { start: found.index, end: found.index + found[0].length };
}

const CLOSED =
  /^(?:This revision was automatically updated to reflect the committed changes\.|Closed by commit \S{1,200})/m;
const HEAD_MAX = 4_000;
