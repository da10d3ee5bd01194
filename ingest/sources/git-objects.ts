import type { Readable } from 'node:stream';
import { spawnGit } from './git.ts';

/** An object as `git cat-file --batch` gives it. */
export type GitObject =
  | {
      readonly kind: 'object';
      readonly oid: string;
      readonly type: string;
      /** At most `bytesMax` of them. */
      readonly bytes: Uint8Array;
      readonly fullLength: number;
    }
  /** Not in the repository: a partial clone, or a pack that lost it. */
  | { readonly kind: 'missing' }
  /** git gave up at this object, twice. */
  | { readonly kind: 'damaged' };

export type ObjectReader = {
  /** The objects in the order of their names, one answer each. Names must hold no line break. */
  readonly read: (names: readonly string[]) => AsyncGenerator<GitObject, void, undefined>;
  readonly close: () => void;
};

/**
 * Reads objects of one repository through one git process. When that ends, a new one takes over at the object it ended
 * at: it may have been killed, for memory or by hand. An object that ends two of them is left out.
 */
export function openObjectReader(gitDir: string, bytesMax: number): ObjectReader {
  let talk: Conversation | null = null;
  return {
    async *read(names) {
      let triedAgain = -1;
      for (let at = 0; at < names.length; ) {
        talk ??= startConversation(gitDir);
        talk.ask(names.slice(at));
        for (; at < names.length; at += 1) {
          const object = await readObject(talk.answers, bytesMax);
          if (object.kind === 'damaged') {
            talk.end();
            talk = null;
            if (triedAgain < at) {
              triedAgain = at;
              break;
            }
          }
          yield object;
          if (talk === null) {
            at += 1;
            break;
          }
        }
      }
    },
    close: () => {
      talk?.end();
      talk = null;
    },
  };
}

type Conversation = {
  readonly ask: (names: readonly string[]) => void;
  readonly answers: ByteReader;
  readonly end: () => void;
};

function startConversation(gitDir: string): Conversation {
  const git = spawnGit(gitDir, ['cat-file', '--batch']);
  // A process that ends early is noticed by its answers, which stop; EPIPE tells nothing more.
  git.stdin.on('error', () => undefined);
  git.on('error', () => undefined);
  return {
    ask: (names) => git.stdin.write(`${names.join('\n')}\n`),
    answers: createByteReader(git.stdout),
    end: () => {
      git.stdin.end();
      git.kill();
    },
  };
}

/** `<oid> <type> <size>`, a line break, the bytes, a line break; or `<name> missing`. */
async function readObject(answers: ByteReader, bytesMax: number): Promise<GitObject> {
  const line = await answers.line();
  if (line === null) return { kind: 'damaged' };
  const [, oid, type, size] = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(line) ?? [];
  if (oid === undefined || type === undefined) return { kind: 'missing' };
  const fullLength = Number(size);
  const bytes = await answers.take(fullLength, bytesMax);
  const newline = await answers.take(1, 1);
  if (bytes === null || newline === null) return { kind: 'damaged' };
  return { kind: 'object', oid, type, bytes, fullLength };
}

export type ByteReader = {
  /** The next line without its end; null at the end of the stream, an unfinished line included. */
  readonly line: () => Promise<string | null>;
  /**
   * Moves on by `length` bytes and gives the first `keepMax` of them, which may be part of a larger buffer; null when
   * the stream ends before.
   */
  readonly take: (length: number, keepMax: number) => Promise<Uint8Array | null>;
};

export function createByteReader(stream: Readable): ByteReader {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;

  async function next(): Promise<boolean> {
    const result = await chunks.next();
    chunk = result.done === true ? Buffer.alloc(0) : result.value;
    at = 0;
    return result.done !== true;
  }

  return {
    async line() {
      let text = '';
      for (;;) {
        const newline = chunk.indexOf(10, at);
        text += chunk.toString('latin1', at, newline === -1 ? chunk.length : newline);
        at = newline === -1 ? chunk.length : newline + 1;
        if (newline !== -1) return text;
        if (!(await next())) return null;
      }
    },
    async take(length, keepMax) {
      if (length <= chunk.length - at && length <= keepMax) {
        at += length;
        return chunk.subarray(at - length, at);
      }
      const kept = Buffer.allocUnsafe(Math.min(length, keepMax));
      let taken = 0;
      while (taken < length) {
        if (at === chunk.length && !(await next())) return null;
        const count = Math.min(chunk.length - at, length - taken);
        if (taken < kept.length) chunk.copy(kept, taken, at, at + count);
        at += count;
        taken += count;
      }
      return kept;
    },
  };
}
