import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';

function check(text: string, expected: string): void {
  const tokens = tokenise(text, 0, text.length).map((token) => token.text);
  expect(tokens.join(' ')).toBe(expected);
}

it('takes contractions apart', () => check("I don't think it'll work", "i do n't think it 'll work"));
it('masks what belongs to one thread only', () =>
  check(
    'see foo_bar() and mm/filemap.c in v3: 12 of 0x1f',
    'see <id> ( and <path> in <ver> : <num> of <id>',
  ));
it('masks addresses', () => check('at https://example.org/x or a@example.org', 'at <url> or <mail>'));
it('keeps marks that say what is done', () => check('Really?? *nod* ...', 'really ? * nod * ...'));
it('reads a hundred thousand characters without a blank at once', () => {
  const start = cpuMs();
  expect(tokenise(`${'x'.repeat(100_000)}`, 0, 100_000)).toHaveLength(1);
  expect(tokenise(`${"'".repeat(100_000)}`, 0, 100_000)).toHaveLength(0);
  expect(cpuMs() - start).toBeLessThan(500);
});
