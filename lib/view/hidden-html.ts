import {
  characterAt,
  codePointName,
  HIDDEN_RUN,
  isHidden,
  nextUnseen,
  seenLine,
} from '@/lib/view/hidden-characters.ts';

/** More on one page are signs: a mark weighs forty bytes, and each is a box in the browser. */
const MARKS_MAX = 2_000;
/** Elements whose content is text alone, in which no mark can stand. */
const TEXT_ALONE = new Set(['title', 'option']);
/** What is typed or sent again stays as it is; a field is a world of its own. */
const FIELD = 'textarea';
/** Attributes that are read by people; others are addresses, ids, values to be sent. */
const READ = /( (?:title|aria-label|label|placeholder|alt)=")([^"]*)/g;

/**
 * A page of ours with every character that cannot be seen made so: a mark around it, which the style sheet gives its
 * number and which keeps its effect inside. The text content, and so all that counts in it and what is copied, stays
 * the same. In titles and attributes a sign stands for it. It is the last step of every page, so that no page, name or
 * title is left out; time is linear. A numeric reference is not looked at: `keepHidden`.
 */
export function showHidden(html: string): string {
  if (nextUnseen(html, 0, html.length) === -1) return html;
  let seen = '';
  let around = '';
  let left = MARKS_MAX;
  for (let at = 0; at < html.length; ) {
    const tag = html.indexOf('<', at);
    const end = tag === -1 ? html.length : tag;
    const marked = around === FIELD ? null : marks(html, at, end, TEXT_ALONE.has(around) ? 0 : left);
    seen += marked === null ? html.slice(at, end) : marked.html;
    left -= marked?.count ?? 0;
    if (tag === -1) break;
    // No tag of ours has a bare `>` in a value: React and `escapeAttribute` write `&gt;`.
    const close = html.indexOf('>', tag);
    at = close === -1 ? html.length : close + 1;
    const whole = html.slice(tag, at);
    around = nameOf(whole, around);
    seen += nextUnseen(whole, 0, whole.length) === -1 ? whole : whole.replace(READ, seenValue);
  }
  return seen;
}

function seenValue(_: string, name: string, value: string): string {
  return name + seenLine(value);
}

/** The element whose text comes next, as far as it matters. */
function nameOf(tag: string, around: string): string {
  const name = /^<(\/?)([a-z]+)/.exec(tag);
  const known = name?.[2] === FIELD || TEXT_ALONE.has(name?.[2] ?? '');
  if (!known) return around;
  return name?.[1] === '/' ? '' : (name?.[2] ?? '');
}

/** The text of a page from `start` to `end`, with at most `most` marks. */
function marks(html: string, start: number, end: number, most: number): { html: string; count: number } {
  let marked = '';
  let count = 0;
  let from = start;
  for (let at = nextUnseen(html, from, end); at !== -1; at = nextUnseen(html, from, end)) {
    const character = characterAt(html, at);
    marked += html.slice(from, at);
    if (count < most) {
      marked += `<bdi class="unseen" title="${codePointName(character)}">${character}</bdi>`;
      count += 1;
    } else marked += '\ufffd'.repeat(character.length);
    from = at + character.length;
  }
  return { html: marked + html.slice(from, end), count };
}

/** Hyphens that are seen only where a line ends; they belong into words. */
const SOFT_HYPHENS = /^\u00ad+$/;
const IN_WORD = /\w/;

/**
 * Prose of a mail that is HTML already, its hidden characters as references, which `showHidden` leaves alone: mailers
 * and editors strew them, and between words they harm nobody. Inside of a word, which may be a name of code, they are
 * shown as anywhere.
 */
export function keepHidden(html: string): string {
  if (nextUnseen(html, 0, html.length) === -1) return html;
  return html.replace(HIDDEN_RUN, (run, at: number) => {
    const [before, behind] = [html.charAt(at - 1), html.charAt(at + run.length)];
    const inWord = IN_WORD.test(before) && IN_WORD.test(behind) && !SOFT_HYPHENS.test(run);
    return inWord ? run : Array.from(run, kept).join('');
  });
}

function kept(character: string): string {
  return isHidden(character) ? `&#${character.codePointAt(0) ?? 0};` : character;
}
