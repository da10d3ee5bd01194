/**
 * Reads just enough of a TypeScript file to judge it: what it imports, and its code without comments and without
 * the contents of strings. TypeScript 7 has no compiler API, and a pattern over the raw text would see imports in
 * comments and `Math.random` in sentences.
 */
export type Import = {
  /** As written; null when a dynamic import computes it. */
  readonly specifier: string | null;
  readonly line: number;
};

export type Scan = {
  /** As long as the source and with the same lines; comments, strings and patterns are blanks between their marks. */
  readonly code: string;
  readonly imports: readonly Import[];
};

type Text = { readonly start: number; readonly value: string };

const SPECIFIER_BEFORE = /(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*$/;
const COMPUTED_IMPORT = /\bimport\s*\(\s*(?=[^\s'"`)])/g;
/** After one of these a slash begins a pattern; after a name, a number or a closing bracket it divides. */
const PATTERN_MAY_FOLLOW = /(?:^|[(,=:[!&|?{;+\-*%~^<>]|\b(?:return|typeof|case|in|of|await|yield))\s*$/;

/** Never throws: what it cannot read as a string, comment or pattern it takes as code. */
export function scanSource(source: string): Scan {
  const { code, texts } = blank(source);
  const literal = texts
    .filter((text) => SPECIFIER_BEFORE.test(code.slice(Math.max(0, text.start - 40), text.start)))
    .map((text) => ({ specifier: text.value, line: lineAt(source, text.start) }));
  const computed = [...code.matchAll(COMPUTED_IMPORT)].map((match) => ({
    specifier: null,
    line: lineAt(source, match.index),
  }));
  return { code, imports: [...literal, ...computed] };
}

export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

function blank(source: string): { readonly code: string; readonly texts: readonly Text[] } {
  const texts: Text[] = [];
  let code = '';
  /** One entry for each `${` that is open: how many braces are open inside it. */
  const braces: number[] = [];
  let at = 0;
  while (at < source.length) {
    const end = endOfToken(source, at, code, braces);
    const token = source.slice(at, end);
    if (token.length === 1 || end === at) {
      code += source[at] ?? '';
      at += 1;
      continue;
    }
    if (/^['"`]/.test(token)) texts.push({ start: at, value: token.slice(1, -1) });
    code += `${token[0]}${token.slice(1, -1).replace(/[^\n]/g, ' ')}${blankEnd(token)}`;
    at = end;
  }
  return { code, texts };
}

/** A comment that ends the line must not leave its last letter behind; everything else keeps its closing mark. */
function blankEnd(token: string): string {
  const last = token.at(-1) ?? '';
  return token.startsWith('//') ? ' ' : last;
}

/** Where the comment, string, pattern or template part that begins here ends; `at + 1` when none begins. */
function endOfToken(source: string, at: number, code: string, braces: number[]): number {
  const one = source[at];
  const two = source.slice(at, at + 2);
  if (two === '//') return endOr(source.indexOf('\n', at), source.length);
  if (two === '/*') return endOr(source.indexOf('*/', at + 2) + 2, source.length, 2);
  if (one === "'" || one === '"') return endOfLineText(source, at, one);
  if (one === '`') return endOfTemplatePart(source, at, braces);
  if (one === '/' && PATTERN_MAY_FOLLOW.test(code.slice(-40))) return endOfPattern(source, at);
  const open = braces.at(-1);
  if (open === undefined) return at + 1;
  if (one === '{') braces[braces.length - 1] = open + 1;
  if (one === '}' && open > 0) braces[braces.length - 1] = open - 1;
  if (one === '}' && open === 0) {
    braces.pop();
    return endOfTemplatePart(source, at, braces);
  }
  return at + 1;
}

function endOr(end: number, otherwise: number, least = 0): number {
  return end < least ? otherwise : end;
}

/** An apostrophe in the text of an element begins no string: without a partner on its line it is code. */
function endOfLineText(source: string, at: number, quote: string): number {
  for (let next = at + 1; next < source.length; next += 1) {
    const one = source[next];
    if (one === '\n') return at + 1;
    if (one === '\\') next += 1;
    else if (one === quote) return next + 1;
  }
  return at + 1;
}

function endOfTemplatePart(source: string, at: number, braces: number[]): number {
  for (let next = at + 1; next < source.length; next += 1) {
    if (source[next] === '\\') next += 1;
    else if (source[next] === '`') return next + 1;
    else if (source.startsWith('${', next)) {
      braces.push(0);
      return next + 2;
    }
  }
  return source.length;
}

function endOfPattern(source: string, at: number): number {
  let inClass = false;
  for (let next = at + 1; next < source.length; next += 1) {
    const one = source[next];
    if (one === '\n') return at + 1;
    if (one === '\\') next += 1;
    else if (one === '[') inClass = true;
    else if (one === ']') inClass = false;
    else if (one === '/' && !inClass) return next + 1;
  }
  return at + 1;
}
