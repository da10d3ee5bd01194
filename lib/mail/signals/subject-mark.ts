import type { Signal } from '@/lib/mail/facts.ts';

/**
 * What somebody did, in place of `Re:`: `APPLIED: [SRU][J][PATCH 0/2] x` (Ubuntu), `applied-series: [PATCH 1/4] x`
 * (Proxmox), in a bracket of its own `[PUSHED] x` (LibreOffice). A tag of the list may stand before it.
 */
const MARK = new RegExp(
  [
    '^(?:\\[(?![^\\]]{0,40}patch)[^\\]]{1,40}\\] ?)?(?:',
    '(?<mark>applied(?:-series)?|partially-applied|nac?k)(?:\\/\\p{L}{1,8})?(?:\\[[\\w/:.-]{1,20}\\])? ?: *(?=\\[|re:)',
    '|\\[(?<own>applied|pushed|committed|nac?k)\\] *(?=\\S))',
  ].join(''),
  'iu',
);
const LENGTH_MAX = 200;

/**
 * The same as a signal of the message as a whole, of which the body may say no word: `Thanks!` Null where the subject
 * says nothing, where a patch is in the mail (then it is posted so), and where the words of the body say what became of
 * it.
 */
export function subjectMark(subject: string, isPatch: boolean, said: readonly Signal[]): Signal | null {
  const found = isPatch ? null : MARK.exec(subject.slice(0, LENGTH_MAX))?.groups;
  const mark = (found?.['mark'] ?? found?.['own'])?.toLowerCase();
  if (mark === undefined || said.some(({ kind }) => OUTCOMES.has(kind))) return null;
  const whole = { start: 0, end: 0 };
  if (/^nac?k/.test(mark)) return { kind: 'nak', ...whole };
  if (mark === 'partially-applied') return { kind: 'applied-in-part', ...whole };
  return {
    kind: 'applied',
    ...whole,
    ...(mark === 'applied-series' ? { patches: [[0, 999]] as const } : {}),
  };
}

const OUTCOMES: ReadonlySet<string> = new Set(['applied', 'applied-in-part', 'dropped', 'nak']);
