import type { ProblemCode } from '@/lib/base/problem.ts';

/** A problem whose place is not known yet: `where` is the message id, found last. */
export type Finding = { readonly code: ProblemCode; readonly detail: string };

/**
 * `text` with what no database and no page can hold replaced by U+FFFD: PostgreSQL refuses NUL, UTF-8 has no lone
 * surrogates. Each kind is reported to `findings` once per message.
 */
export function cleanText(text: string, findings: Finding[]): string {
  let clean = text;
  if (clean.includes('\u0000')) {
    clean = clean.replaceAll('\u0000', '\ufffd');
    addOnce(findings, { code: 'nul-replaced', detail: 'NUL characters were replaced by U+FFFD.' });
  }
  if (!clean.isWellFormed()) {
    clean = clean.toWellFormed();
    addOnce(findings, { code: 'surrogate-replaced', detail: 'Lone surrogates were replaced by U+FFFD.' });
  }
  return clean;
}

function addOnce(findings: Finding[], finding: Finding): void {
  if (!findings.some(({ code }) => code === finding.code)) findings.push(finding);
}
