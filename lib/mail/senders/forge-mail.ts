/** A service that mails what people said in it, by a line that it writes below, and the lines it writes between. */
type Forge = { readonly sign: RegExp; readonly lines: readonly RegExp[] };

const GITLAB: Forge = {
  sign: /\nReply to this email directly or view it on GitLab: https?:\/\//,
  lines: [
    /^\S.{0,80} commented(?: on a discussion)?(?: on .{1,200})?: https?:\/\/\S{1,300}\s*$/,
    /^\S.{0,80} (?:created|started|opened) an? (?:new )?(?:merge request|issue|discussion)\b.{0,200}: https?:\/\/\S+$/,
    /^(?:Project:)?Branches: \S/,
    /^(?:Author|Assignees?|Reviewers?): {0,4}(?:\S.{0,80})?$/,
    /^(?:Merge [Rr]equest|Issue) .{0,200}was (?:approved|merged|closed|reopened) by /,
    /^(?:Approvers|Merge request URL|Url): /i,
  ],
};

const GERRIT: Forge = {
  sign: /\n(?:To view, visit https?:\/\/|Gerrit-(?:MessageType|Change-Id|Project): |-- gerrit\n)/,
  lines: [
    /^This is an automated email from Gerrit\.$/,
    /^"?\S.{0,200}"? just uploaded a new (?:patch set|change) to Gerrit\b/,
    /^-- gerrit$/,
    /^Attention is currently required from: /,
    /^\S.{0,80} has (?:posted comments on|uploaded|submitted|abandoned|restored|removed a vote)\b.{0,200}\( ?https?:/,
    /^Change subject: /,
    /^\.{40,100}$/,
    /^Patch Set \d{1,4}:(?: [A-Za-z-]{1,40}[+-]?\d?)*$/,
    /^\(\d{1,4} comments?\)$/,
    /^File \S{1,300}:$/,
    /^https?:\/\/\S{1,300} : ?$/,
    /^commit [0-9a-f]{40}$/,
    /^(?:Author|Commit|Date): {1,8}\S/,
    /^PS\d{1,4}, Line \d{1,6}: /,
  ],
};

const PHABRICATOR: Forge = {
  sign: /\nREVISION DETAIL\n {2}https?:\/\//,
  lines: [
    /^(?:REPOSITORY|BRANCH|BASE|REVISION (?:DETAIL|SUMMARY)|AFFECTED FILES|CHANGE DETAILS|INLINE COMMENTS|TEST PLAN)$/,
    /^(?:EMAIL PREFERENCES|CHANGES SINCE LAST (?:UPDATE|ACTION))$/,
    /^\S{1,60} (?:created|updated|accepted|abandoned|closed|reclaimed) this revision\.?$/,
    /^\S{1,60} (?:requested (?:changes to|review of)|planned changes to) .{0,200}$/,
    /^\S{1,60} (?:retitled|edited|added|removed|marked) .{0,200}[.:]$/,
    /^This revision (?:is now accepted|now requires|was not accepted|was automatically updated)\b/,
    /^ {2}(?:https?:\/\/\S{1,300}|r[A-Z]{1,20} .{1,80})$/,
    /^(?:To|Cc): \S/,
  ],
};

const FORGES: readonly Forge[] = [GITLAB, GERRIT, PHABRICATOR];
const LINE_MAX = 500;

/** The lines by which a service frames what somebody said in it, when a mail is of one; null for other mail. */
export function forgeLines(body: string): readonly RegExp[] | null {
  return FORGES.find(({ sign }) => sign.test(body))?.lines ?? null;
}

/** Whether a service wrote the line, in a mail whose framing has such `lines`. */
export function isOfForge(lines: readonly RegExp[] | null, line: string): boolean {
  return lines !== null && line.length <= LINE_MAX && lines.some((pattern) => pattern.test(line));
}
