import type { ProfileEntry, ScriptHeader } from '@/lib/sim/language/header.ts';
import { formatSize } from '@/lib/sim/language/number.ts';

/** Prose in headers is wrapped so that a catalogue file reads well in a terminal. */
const COLUMNS_MAX = 100;

/** The header lines of a script, without line ends. */
export function printHeader(header: ScriptHeader): readonly string[] {
  const profile = header.profile.map(({ key, value }) => `${key}=${value}`);
  return [
    ...(header.domain === null ? [] : [`# domain: ${header.domain}`]),
    ...wrap('# claim:', (header.claim ?? '').split(' ')),
    ...wrap('# messages:', header.messages),
    ...wrap('# topics:', header.topics),
    ...wrap('# profile:', profile),
    ...(header.events === null ? [] : [`# events: ${header.events}`]),
    ...wrap('# scale:', header.scale.map(formatSize)),
    ...wrap('# why:', (header.why ?? '').split(' ')),
  ];
}

function wrap(key: string, words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = key;
  for (const word of words) {
    if (word === '') continue;
    if (line !== key && line.length + 1 + word.length > COLUMNS_MAX) {
      lines.push(line);
      line = key;
    }
    line += ` ${word}`;
  }
  return line === key ? lines : [...lines, line];
}

/**
 * The header that a script is run under: without what stands beside it on a page anyway, and with the settings that
 * were given over its own.
 */
export function runHeader(header: ScriptHeader, settings: readonly ProfileEntry[]): ScriptHeader {
  const given = new Map(settings.map((entry) => [entry.key, entry]));
  const own = header.profile.filter(({ key }) => !given.has(key));
  const profile = [...own, ...given.values()];
  return { ...header, claim: null, why: null, messages: [], topics: [], profile };
}
