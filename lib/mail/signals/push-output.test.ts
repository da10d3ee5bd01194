import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

const found = (body: string): readonly string[] =>
  findSignals(body, splitSegments(body)).map(({ kind, start, end }) => `${kind} ${body.slice(start, end)}`);

const OUTPUT = 'To git@git.example:~tom/pump\n   0123abc..4567def  master -> master';

test('what git push printed says that it was taken', () => {
  expect(found(`Thanks!\n\n${OUTPUT}\n`)).toEqual([`applied ${OUTPUT}`]);
  expect(found(`Thanks!\n\nTo ssh://git.example/pump.git\n   0123abc..4567def  HEAD -> main\n`)).toHaveLength(
    1,
  );
});

test('what was quoted, pushed to a branch of his own or refused does not', () => {
  expect(found(`> ${OUTPUT.replace('\n', '\n> ')}\n\nWhen?\n`)).toEqual([]);
  expect(found(OUTPUT.replace('master -> master', 'fix -> ann/fix'))).toEqual([]);
  expect(found('To git@git.example:~tom/pump\n ! [rejected]  master -> master (fetch first)\n')).toEqual([]);
});
