import { expect, test } from 'vitest';
import type { ProfileEntry } from '@/lib/sim/language/header.ts';
import { readScript } from '@/lib/sim/refcount/language.ts';
import type { Scenario } from '@/lib/sim/refcount/scenario.ts';

/** Problems with their places, or what would be run. */
function check(text: string, expected: string, settings: readonly ProfileEntry[] = []): void {
  const { problems, sizes } = readScript('x', text, settings);
  const [first] = problems;
  const [size] = sizes;
  if (size === undefined) throw new Error(text);
  const { profile, lookups, removal, reuse } = size.scenario as Scenario;
  const what = `${Object.values(profile).join(' ')} ${lookups}${removal ? ' remove' : ''}${reuse ? ' reuse' : ''}`;
  const said = first === undefined ? what : `${first.line}:${first.column} ${first.message}. ${first.remedy}`;
  expect(said).toBe(expected);
}

const AT = { line: 0, column: 0 };

test('scripts, with settings on top', () => {
  check('lookup', 'rcu strong 1');
  check('# profile: free=typesafe table=weak\nlookup; lookup\nreuse; remove', 'typesafe weak 2 remove reuse');
  check('# profile: free=now\nlookup', 'rcu strong 1', [{ key: 'free', value: 'rcu', at: AT }]);
  check('# a comment\nlookup # another', 'rcu strong 1');
});

test('mistakes have a place and what would be right', () => {
  check('', '1:1 nobody looks the object up. Write lookup, once or twice.');
  check('lookup\nremoev', "2:1 there is no command 'remoev'. Did you mean remove?");
  check('lookup 4k', '1:8 a command stands alone. Write one a line, without operands.');
  check('lookup\nlookup\nlookup', '3:1 more than 2 lookup. Leave it out.');
  check('lookup\nremove\nremove', '3:1 more than 1 remove. Leave it out.');
  check('# profile: fre=now\nlookup', "1:12 a profile has no 'fre'. Keys are free and table.");
  check(
    '# profile: free=never\nlookup',
    "1:12 free is 'never'. Write free=rcu or free=now or free=typesafe.",
  );
  check('# profile: __proto__=1\nlookup', "1:12 a profile has no '__proto__'. Keys are free and table.");
  check('lookup\n'.repeat(20_000), '1:1 the script has 140000 characters. Give at most 131072.');
});

test('printing what was read again changes nothing, and says whose language it is', () => {
  const once = readScript('x', 'lookup;remove\n# note\n# profile: table=weak', []).bare;
  expect(once).toBe('# domain: refcount\n# profile: table=weak\n# note\nlookup\nremove\n');
  expect(readScript('x', once, []).bare).toBe(once);
});
