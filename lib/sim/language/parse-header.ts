import { nearest } from '@/lib/base/nearest.ts';
import type { Place, ProfileEntry, ScriptHeader } from '@/lib/sim/language/header.ts';
import { parseNumber, quote } from '@/lib/sim/language/number.ts';
import type { Problems } from '@/lib/sim/language/problems.ts';

const KEYS = ['domain', 'profile', 'claim', 'why', 'messages', 'topics', 'events', 'scale'] as const;
type Key = (typeof KEYS)[number];

/** More background sub-events than any search here ends with; a full write-back with reclaim is five. */
const EVENTS_MAX = 40;

export const EMPTY_HEADER: ScriptHeader = {
  domain: null,
  profile: [],
  claim: null,
  why: null,
  messages: [],
  topics: [],
  events: null,
  scale: [],
};

/**
 * Reads a comment that is a header line, `# key: value`, into the header; a key may be repeated and then
 * goes on. Returns null for an ordinary comment. A first word that is nearly a key is a problem, not a
 * comment: a profile that is silently left out gives a wrong verdict.
 */
export function parseHeaderLine(
  text: string,
  at: Place,
  header: ScriptHeader,
  problems: Problems,
): ScriptHeader | null {
  const shape = /^#\s*([A-Za-z_-]{1,24})\s*:/.exec(text);
  if (shape === null) return null;
  const word = shape[1] ?? '';
  const key = KEYS.find((known) => known === word);
  if (key === undefined) {
    const meant = nearest(word.toLowerCase(), KEYS);
    if (meant === null) return null;
    problems.add(at, `${quote(word)} is no header`, `Did you mean '# ${meant}:'?`);
    return header;
  }
  const from = shape[0].length;
  const value = text.slice(from);
  const spaces = value.length - value.trimStart().length;
  const place = { line: at.line, column: at.column + from + spaces };
  return setHeader(key, value.trim(), place, header, problems);
}

function setHeader(
  key: Key,
  value: string,
  at: Place,
  header: ScriptHeader,
  problems: Problems,
): ScriptHeader {
  switch (key) {
    case 'domain':
      return { ...header, domain: value };
    case 'claim':
      return { ...header, claim: joined(header.claim, value) };
    case 'why':
      return { ...header, why: joined(header.why, value) };
    case 'messages':
      return { ...header, messages: [...header.messages, ...parseMessages(value, at, problems)] };
    case 'topics':
      return {
        ...header,
        topics: [...header.topics, ...value.split(/[\s,]+/).filter((topic) => topic !== '')],
      };
    case 'profile':
      return { ...header, profile: [...header.profile, ...parseProfile(value, at, problems)] };
    case 'events':
      return { ...header, events: parseEvents(value, at, problems) };
    case 'scale':
      return { ...header, scale: [...header.scale, ...parseScale(value, at, problems)] };
  }
}

function joined(before: string | null, value: string): string | null {
  const words = value.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return before;
  return [...(before === null ? [] : [before]), ...words].join(' ');
}

function parseMessages(value: string, at: Place, problems: Problems): readonly string[] {
  return wordsOf(value, at).flatMap(({ text, place }) => {
    const id = text.replace(/^</, '').replace(/[,>]+$/, '');
    if (/^[^\s@<>]+@[^\s@<>]+$/.test(id)) return [id];
    problems.add(place, `${quote(text)} is no Message-ID`, 'Write ids with their @, separated by spaces.');
    return [];
  });
}

function parseProfile(value: string, at: Place, problems: Problems): readonly ProfileEntry[] {
  return wordsOf(value, at).flatMap(({ text, place }) => {
    const equals = text.indexOf('=');
    if (equals > 0 && equals < text.length - 1) {
      return [{ key: text.slice(0, equals), value: text.slice(equals + 1), at: place }];
    }
    problems.add(place, `${quote(text)} is no profile setting`, 'Write KEY=VALUE, such as block=4k.');
    return [];
  });
}

function parseEvents(value: string, at: Place, problems: Problems): number | null {
  const events = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (events <= EVENTS_MAX) return events;
  problems.add(at, `${quote(value)} is no number of events`, `Write a number from 0 to ${EVENTS_MAX}.`);
  return null;
}

function parseScale(value: string, at: Place, problems: Problems): readonly number[] {
  return wordsOf(value, at).flatMap(({ text, place }) => {
    const read = parseNumber(text, 4096);
    if (read.ok) return [read.value];
    problems.add(place, read.why, read.remedy);
    return [];
  });
}

function wordsOf(value: string, at: Place): readonly { readonly text: string; readonly place: Place }[] {
  return [...value.matchAll(/\S+/g)].map((found) => ({
    text: found[0],
    place: { line: at.line, column: at.column + found.index },
  }));
}
