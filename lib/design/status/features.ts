import type { Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Evidence } from '@/lib/design/status/evidence.ts';
import { PERSON } from '@/lib/design/status/from-links.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { plainTextOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';

/** What a move says of itself. */
const SAYS: readonly (readonly [string, RegExp])[] = [
  ['question', /\?/],
  ['maybe', /\b(?:maybe|perhaps|possibly|might|probably|alternative(?:ly)?|another|or)\b/],
  ['could', /\b(?:could|can|would)\b/],
  ['should', /\b(?:should|must|need|needs|have to|please)\b/],
  ['if', /\bif\b/],
  ['i will', /\b(?:i.?ll|i will|we.?ll|will)\b/],
  ['not', /\b(?:not|n.t|no|never)\b/],
  ['we', /\b(?:we|us|let.?s)\b/],
  ['i', /\bi\b/],
  ['prefer', /\b(?:prefer|rather|better|best|suggest|instead)\b/],
  ['later', /\b(?:later|future|eventually|follow|next|then)\b/],
  ['test', /\b(?:test|tests|testing|benchmark|measure|check|look|see)\b/],
  ['think', /\b(?:think|guess|seems|wonder|sure|afraid|worry|worried|concern)\b/],
  ['patch', /\b(?:patch|series|patchset|add|introduce|implement|remove|convert)\b/],
  ['nit', /\b(?:nit|typo|comment|rename|name|style|indent|whitespace|line)\b/],
];
const SHORT = 80;
/** Longer spans are pasted text. */
const WORDS_LENGTH_MAX = 1_000;

/** What is known of a move from the start; every name counts once. */
export function firstFeatures(move: Move, web: Web, scene: Scene): readonly string[] {
  const { messageId } = move.span;
  const posting = scene.posting.get(messageId);
  const found = ['one'];
  found.push(posting !== undefined && isSamePerson(posting.author, move.by) ? 'by-author' : 'by-other');
  if (posting === undefined) found.push('no-posting');
  if (posting?.id === messageId) found.push('in-head');
  else if (scene.members.has(messageId)) found.push('in-member');
  if (move.blocking) found.push('blocking');
  if (move.origin !== null) found.push(move.origin);
  if (move.kind === 'action') found.push(`owner-${ownerOf(move)}`);
  const targets = web.links.get(move.id) ?? [];
  if (targets.length === 0) found.push('no-target');
  for (const { id } of targets) {
    const target = web.moves.get(id);
    if (target === undefined) continue;
    found.push(`to-${target.kind}`);
    if (isSamePerson(target.by, move.by)) found.push(`to-own-${target.kind}`);
    if (scene.members.has(target.span.messageId)) found.push('to-member');
  }
  for (const child of web.children.get(move.id) ?? []) {
    if (child.at === move.at) found.push(`same ${child.kind}`);
  }
  const words = plainTextOf(move.span, scene).slice(0, WORDS_LENGTH_MAX);
  for (const [name, rule] of SAYS) if (rule.test(words)) found.push(`says ${name}`);
  if (words.length < SHORT) found.push('says short');
  return [...new Set(found)];
}

function ownerOf({ owner, by }: Move): string {
  if (owner === null) return 'none';
  return owner === (by.name || by.email) ? 'self' : 'else';
}

/** Evidence as it adds up; names are told once, those that depend on all of it anew each time. */
export type Sum = {
  readonly names: Set<string>;
  readonly people: Map<string, Set<string>>;
  lastWord: string | null;
};

export function emptySum(): Sum {
  return { names: new Set(), people: new Map(), lastWord: null };
}

/** Adds one piece; true when its name is new. */
export function addTo(sum: Sum, { name }: Evidence): boolean {
  if (name.startsWith(PERSON)) {
    const [, what = '', who = ''] = name.split(' ');
    const people = sum.people.get(what) ?? new Set();
    sum.people.set(what, people.add(who));
    return false;
  }
  if (name.startsWith('word-')) sum.lastWord = name;
  if (sum.names.has(name)) return false;
  sum.names.add(name);
  return true;
}

/** How many speak for and against, and who had the last word. */
export function totalsOf({ people, lastWord }: Sum): readonly string[] {
  const found: string[] = [];
  if (lastWord !== null) found.push(`last ${lastWord}`, `lastword:${lastWord.split(':')[1]}`);
  for (const [what, who] of people) if (who.size > 1) found.push(`many ${what}`);
  const pro = people.get('endorsement')?.size ?? 0;
  const con = people.get('objection')?.size ?? 0;
  if (pro > con) found.push('more-for');
  if (con > pro) found.push('more-against');
  if (pro > 0 && con === 0) found.push('only-for');
  if (con > 0 && pro === 0) found.push('only-against');
  if (pro + con === 0) found.push('nobody');
  return found;
}
