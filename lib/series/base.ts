import type { MessageId } from '@/lib/mail/email.ts';
import { toMessageId } from '@/lib/mail/fields/message-id.ts';
import { lineEnd } from '@/lib/mail/lines.ts';

/** What has to be applied before: a patch by its patch-id, a series by its change-id and version, a mail. */
export type Prerequisite =
  | { readonly kind: 'patch-id' | 'change-id'; readonly value: string }
  | { readonly kind: 'message'; readonly value: MessageId };

/** What a series says it applies on, as `git format-patch --base` and b4 write it. */
export type SeriesBase = {
  /** Hex digits, 7 to 64; null when only prerequisites are named. */
  readonly commit: string | null;
  /** In the order of the text, without repeats. */
  readonly prerequisites: readonly Prerequisite[];
};

const PREREQUISITES_MAX = 200;
const LINE_MAX = 400;
const FIELD = new RegExp(
  '^(base-commit|prerequisite-patch-id|prerequisite-change-id|prerequisite-message-id|based-on|depends-on)' +
    ':[ \\t]*(\\S.*)$',
  'i',
);
const COMMIT = /^[0-9a-f]{7,64}\b/i;

/**
 * The base of a posting, from its cover and patches in this order: the first commit named counts, as in b4, and every
 * prerequisite. `Based-on:` (patchew) and `Depends-on:` (Patchwork) name messages. Only lines of their own, in the
 * first column, count; quotes and diffs begin otherwise. Null when nothing is said.
 */
export function readBase(bodies: readonly string[]): SeriesBase | null {
  let commit: string | null = null;
  const found = new Map<string, Prerequisite>();
  for (const body of bodies) {
    for (const { name, value } of fieldsIn(body)) {
      if (name === 'base-commit') commit ??= readCommit(value);
      else {
        const one = readPrerequisite(name, value);
        if (one !== null && found.size < PREREQUISITES_MAX) found.set(`${one.kind} ${one.value}`, one);
      }
    }
  }
  return commit === null && found.size === 0 ? null : { commit, prerequisites: [...found.values()] };
}

type Field = { readonly name: string; readonly value: string };

function* fieldsIn(body: string): Generator<Field, void, undefined> {
  for (let start = 0; start < body.length; ) {
    const end = lineEnd(body, start);
    // b, p or d, whatever the case: few lines are cut out and matched.
    const first = body.charCodeAt(start) | 0x20;
    const [, name = '', value = ''] =
      first === 0x62 || first === 0x64 || first === 0x70
        ? (FIELD.exec(body.slice(start, Math.min(end, start + LINE_MAX)).trimEnd()) ?? [])
        : [];
    if (name !== '') yield { name: name.toLowerCase(), value };
    start = end + 1;
  }
}

/** Zeros stand for a base that is not known. */
function readCommit(value: string): string | null {
  const commit = COMMIT.exec(value)?.[0].toLowerCase();
  return commit === undefined || /^0+$/.test(commit) ? null : commit;
}

function readPrerequisite(name: string, value: string): Prerequisite | null {
  if (name === 'prerequisite-patch-id') {
    const id = /^[0-9a-f]{40}\b/i.exec(value)?.[0].toLowerCase();
    return id === undefined ? null : { kind: 'patch-id', value: id };
  }
  if (name === 'prerequisite-change-id') {
    const id = /^[\w.+-]{1,200}(?::v?\d{1,4})?/.exec(value)?.[0];
    return id === undefined ? null : { kind: 'change-id', value: id };
  }
  // The last part of the path of an archive address, or an id with or without brackets.
  const text = /^https?:\/\//i.test(value) ? (/\/([^/\s]+@[^/\s]+)\/?$/.exec(value)?.[1] ?? '') : value;
  const [word = ''] = text.split(/\s/);
  const id = word.includes('@') ? toMessageId(word.replace(/^<([^<>]*)>.*$/, '$1')) : null;
  return id === null ? null : { kind: 'message', value: id };
}
