import { expect, test } from 'vitest';
import { scanSource } from '@/lib/architecture/scan.ts';

function check(source: string, specifiers: readonly (string | null)[], code?: string): void {
  const scan = scanSource(source);
  expect(scan.imports.map((found) => found.specifier)).toEqual(specifiers);
  expect(scan.code.length).toBe(source.length);
  expect(scan.code.split('\n').length).toBe(source.split('\n').length);
  if (code !== undefined) expect(scan.code.trim().replace(/ +/g, ' ')).toBe(code);
}

test('every form of import is seen', () => {
  check("import a from './a.ts';\nimport {\n  b,\n} from \"b\";\nimport 'c';", ['./a.ts', 'b', 'c']);
  check("import type { A } from '@/a.ts';\nexport { x } from 'x';\nexport * from 'y';", ['@/a.ts', 'x', 'y']);
  check("const a = await import('a');\ntype B = import('b').B;\nconst c = require('c');", ['a', 'b', 'c']);
  check('const a = await import(`a`);', ['a']);
  check('const a = await import(name);', [null]);
});

test('comments, strings and patterns import nothing', () => {
  check("// import 'a'\n/* from 'b' */ const c = \"import 'c'\";", []);
  check('const a = `from ${b} import `;', []);
  check("const a = /import 'a'/;\nconst b = /[/'\"]/;\nimport 'c';", ['c']);
  check("Array.from('abc');", []);
});

test('code in a template is code, its text is not', () => {
  check('`Math.random ${ { a: `${Date.now()}` }.a } x`', [], '` { { a: ` {Date.now()}` }.a } `');
});

test('text of elements does not begin a string', () => {
  check("<p>Don't</p>;\nimport 'a';", ['a']);
  check('<br />;\n<i>a / b</i>;\nimport "a";', ['a']);
});

test('line numbers count from one', () => {
  expect(scanSource("\n\nimport 'a';").imports).toEqual([{ specifier: 'a', line: 3 }]);
});

test('an unfinished file is read to its end', () => {
  check('/* open', []);
  check('`open ${', []);
  check("'open", []);
});
