import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIGNAL_RULES } from '@/lib/mail/signals/signal-rules.ts';

const LOOK = /^\(\?<?[=!]/;

/** The same pattern without what only looks at what is beside it, which fast-check makes no texts of. */
function plain({ source }: RegExp): RegExp {
  let text = '';
  for (let at = 0; at < source.length; at += 1) {
    if (LOOK.test(source.slice(at, at + 4))) at = groupEnd(source, at);
    else if (source.startsWith('\\b', at)) at += 1;
    else if (source.charAt(at) === '\\') {
      text += source.slice(at, at + 2);
      at += 1;
    } else text += source.charAt(at);
  }
  return new RegExp(text);
}

/** Where the group ends that begins at `start`. */
function groupEnd(source: string, start: number): number {
  let depth = 0;
  let inClass = false;
  for (let at = start; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (!inClass && character === '(') depth += 1;
    else if (!inClass && character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return source.length;
}

test('what a rule matches has the cue of its group', () => {
  for (const { cue, rules } of SIGNAL_RULES) {
    if (cue === null) continue;
    for (const { is } of rules) {
      const words = fc.stringMatching(plain(is));
      fc.assert(
        fc.property(words, (text) => {
          expect(cue.test(text.toLowerCase()), `${is.source}: ${text}`).toBe(true);
        }),
        { seed: 20_240_718, numRuns: 100 },
      );
    }
  }
});
