/** Alone on a line; `deleted` there is an answer. */
const ALONE = '(?:snip(?:ped|s)?|cut|trim(?:med)?|skip(?:ped)?)';
const WORD = `(?:${ALONE}|snap|elided|deleted|omitted)`;

/**
 * A line that stands where others were taken out of a quote: `[...]`, `[snip]`, `[--SNIP--]`, `... 30 lines cut ...`.
 */
const ELISION = new RegExp(
  `^(?:-{2,5} ?end (?:of )?quoted text ?-{2,5}|[[<({]{0,2} ?(?:\\.{2,12}|…|(?:\\. ){2,5}\\.) ?[\\])>}]{0,2}|${ALONE}|` +
    `(?:[[<({]|[-=~.…8<>]{2,12})[-=~.… ]{0,6}(?:[\\w ]{0,20} )?${WORD}` +
    '(?: [\\w ]{0,30})?[-=~.… ]{0,6}(?:[\\])>}]|[-=~.…8<>]{2,12}))$',
  'i',
);
const LENGTH_MAX = 60;

/** Whether a line, without blanks around it, holds nothing but the mark of what was left out. */
export function isElision(line: string): boolean {
  return line.length > 0 && line.length <= LENGTH_MAX && ELISION.test(line);
}
