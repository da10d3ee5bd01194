import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { goldPath } from '@/ingest/corpus-path.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage, ThreadReading } from '@/lib/design/reading.ts';
import type { Email, MessageId } from '@/lib/mail/email.ts';
import { skeletonOf } from '@/lib/mail/skeleton.ts';
import { type Derived, deriveArchive } from '@/lib/series/derive.ts';
import { readThreads } from './thread-source.ts';

/** One hand-made label (`../shared/design/annotation.md`). */
export type Label = {
  readonly id: string;
  readonly kind: ItemKind;
  readonly mid: MessageId;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly targets: readonly string[];
  readonly status: string | null;
  readonly owner: string | null;
  readonly origin: 'commitment' | 'request' | null;
  readonly blocking: boolean;
  /** Annotators disagreed: counts neither way. */
  readonly optional?: boolean;
};

type LabelFile = {
  readonly list: string;
  readonly messages: readonly MessageId[];
  readonly items: readonly Label[];
};

/** A labelled thread, read and taken apart as the extractor gets it. */
export type LabelledThread = {
  /** Of its files, e.g. `t002`. */
  readonly name: string;
  readonly list: string;
  /** Its place among all, by which folds are made; threads of one design have that of the first. */
  readonly turn: number;
  /** One of the project's owner's 32, which figures are reported for. */
  readonly gold: boolean;
  /** Path of the label file, for score.mjs. */
  readonly path: string;
  /** Messages every move of which is labelled. */
  readonly labelled: ReadonlySet<MessageId>;
  readonly items: readonly Label[];
  readonly derived: Derived;
  readonly threads: readonly ThreadReading[];
};

/** The RFC and what it led to: the same patches and sentences again and again. */
const SAGA = /^s\d+$/;
const SAGA_BEGINS = 'd01';

const GOLD = dirname(goldPath('d01.json'));
const OURS = join(import.meta.dirname, 'labels');

/** All labels, the gold ones first, in the order of their names; `more` are folders or files of the same format. */
export async function loadLabelled(more: readonly string[] = []): Promise<readonly LabelledThread[]> {
  const gold = readdirSync(GOLD).filter((name) => /^[dt]\d+\.json$/.test(name));
  const golden = new Set(gold);
  return await readLabelled([
    ...gold.sort().map((name) => goldPath(name)),
    ...jsonFiles(OURS).filter((path) => !golden.has(basename(path))),
    ...more.flatMap(jsonFiles),
  ]);
}

/** The threads of label files, in their order. */
export async function readLabelled(files: readonly string[]): Promise<readonly LabelledThread[]> {
  const names = files.map((path) => basename(path, '.json'));
  const mails = await readThreads(names);
  return files.map((path, index): LabelledThread => {
    const name = names[index] ?? '';
    const labels: LabelFile = JSON.parse(readFileSync(path, 'utf8'));
    return {
      name,
      turn: SAGA.test(name) ? names.indexOf(SAGA_BEGINS) : index,
      list: labels.list,
      gold: dirname(path) === GOLD,
      path,
      labelled: new Set(labels.messages),
      items: labels.items,
      ...readArchive((mails.get(name) ?? []).map(({ email }) => email)),
    };
  });
}

/** Threads, series and readings of messages that stand for a whole archive. */
export function readArchive(emails: readonly Email[]): {
  readonly derived: Derived;
  readonly threads: readonly ThreadReading[];
} {
  const seen = new Set<MessageId>();
  const messages = emails.map((email, index): DesignMessage => {
    const firstOfId = !seen.has(email.messageId);
    seen.add(email.messageId);
    return { ...skeletonOf(email, { key: `m${index}`, firstOfId, lists: email.lists }), body: email.body };
  });
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const derived = deriveArchive(messages);
  return { derived, threads: derived.threads.map((thread) => readThread(thread, byKey)) };
}

function jsonFiles(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  if (path.endsWith('.json')) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}
