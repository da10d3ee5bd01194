/** Words the rules would spoil. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  [
    ...['skis ski', 'skies sky', 'dying die', 'lying lie', 'tying tie', 'idly idl', 'gently gentl'],
    ...['ugly ugli', 'early earli', 'only onli', 'singly singl', 'sky sky', 'news news', 'howe howe'],
    ...['atlas atlas', 'cosmos cosmos', 'bias bias', 'andes andes'],
  ].map((pair) => pair.split(' ') as [string, string]),
);
/** Words that are left alone once a plural `s` is off. */
const WHOLE = /^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;
/** Beginnings behind which the first region begins at once. */
const PREFIX = /^(?:gener|commun|arsen)/;

/** Suffixes and what takes their place, longest first. */
type Suffixes = readonly (readonly [suffix: string, replacement: string])[];

const STEP_2: Suffixes = suffixes(
  'tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate ator>ate',
  'alism>al aliti>al alli>al fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive biliti>ble bli>ble',
  'ogi>og fulli>ful lessli>less li>',
);
const STEP_3: Suffixes = suffixes(
  'tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>',
);
const STEP_4: Suffixes = suffixes(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ism> ate> iti> ous> ive> ize> ion>',
);

/**
 * The stem of an English word in lower case, a to z: `flushes`, `flushed` and `flushing` have one. The rules are those
 * of the Porter2 algorithm (snowballstem.org/algorithms/english), which Xapian and PostgreSQL use as well.
 */
export function stem(word: string): string {
  if (word.length < 3) return word;
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  // A `y` that is a consonant is written large.
  let text = word.includes('y') ? word.replace(/^y|(?<=[aeiouy])y/g, 'Y') : word;
  const first = regionAfter(text, PREFIX.exec(text)?.[0].length ?? null, 0);
  const second = regionAfter(text, null, first);
  text = dropPlural(text);
  if (WHOLE.test(text)) return text;
  text = dropParticiple(text, first);
  if (/[^aeiouy][yY]$/.test(text) && text.length > 2) text = `${text.slice(0, -1)}i`;
  text = replaceIn(text, STEP_2, (suffix, before) => {
    if (before.length < first) return false;
    if (suffix === 'ogi') return before.endsWith('l');
    return suffix !== 'li' || /[cdeghkmnrt]$/.test(before);
  });
  text = replaceIn(text, STEP_3, (suffix, before) => before.length >= (suffix === 'ative' ? second : first));
  text = replaceIn(
    text,
    STEP_4,
    (suffix, before) => before.length >= second && (suffix !== 'ion' || /[st]$/.test(before)),
  );
  return dropLast(text, first, second).replaceAll('Y', 'y');
}

function suffixes(...lists: readonly string[]): Suffixes {
  return lists
    .flatMap((list) => list.split(' '))
    .map((pair) => pair.split('>') as [string, string])
    .sort(([a], [b]) => b.length - a.length);
}

/** Where the region begins behind the first consonant that follows a vowel, from `start` on. */
function regionAfter(text: string, known: number | null, start: number): number {
  if (known !== null) return known;
  const vowel = /[aeiouy][^aeiouy]/g;
  vowel.lastIndex = start;
  return vowel.test(text) ? vowel.lastIndex : text.length;
}

function dropPlural(text: string): string {
  if (text.endsWith('sses')) return text.slice(0, -2);
  if (/ie[ds]$/.test(text)) return text.length > 4 ? text.slice(0, -2) : text.slice(0, -1);
  if (!text.endsWith('s') || /[us]s$/.test(text)) return text;
  return /[aeiouy]/.test(text.slice(0, -2)) ? text.slice(0, -1) : text;
}

function dropParticiple(text: string, first: number): string {
  const eed = /eed(?:ly)?$/.exec(text);
  if (eed !== null) return eed.index >= first ? text.slice(0, eed.index + 2) : text;
  const ending = /(?:ed|ing)(?:ly)?$/.exec(text);
  if (ending === null) return text;
  const before = text.slice(0, ending.index);
  if (!/[aeiouy]/.test(before)) return text;
  if (/(?:at|bl|iz)$/.test(before)) return `${before}e`;
  // `add`, `egg` and `off` are whole.
  if (/(?:..|[^aeo])(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(before)) return before.slice(0, -1);
  return before.length <= first && endsShort(before) ? `${before}e` : before;
}

/** A short syllable at the end: `hop`, `at`. */
function endsShort(text: string): boolean {
  return /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(text);
}

/** Replaces the longest of the suffixes that fits, if it may be. */
function replaceIn(text: string, list: Suffixes, may: (suffix: string, before: string) => boolean): string {
  for (const [suffix, replacement] of list) {
    if (!text.endsWith(suffix)) continue;
    const before = text.slice(0, -suffix.length);
    return may(suffix, before) ? before + replacement : text;
  }
  return text;
}

function dropLast(text: string, first: number, second: number): string {
  const before = text.slice(0, -1);
  if (text.endsWith('e')) {
    return before.length >= second || (before.length >= first && !endsShort(before)) ? before : text;
  }
  return text.endsWith('ll') && before.length >= second ? before : text;
}
