import type { MessageId } from '@/lib/mail/email.ts';

/** RFC 5322 2.1.1 lets no line, and so no id, be longer than 998 bytes. */
const MESSAGE_ID_BYTES_MAX = 998;

/** What people typed when git send-email asked which message to reply to: an answer, not an id. */
const ANSWERS: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no']);

export type FoundMessageIds = {
  /** In the order of the field, repeats kept. */
  readonly ids: readonly MessageId[];
  /** Some id was left out because it is longer than `MESSAGE_ID_BYTES_MAX`. */
  readonly tooLong: boolean;
};

/**
 * Ids in the value of a Message-ID, References or In-Reply-To field, told apart by their angle brackets, so that
 * `<a@b><c@d>,<e@f>` and `(comment) <a@b>` read right. Only without any bracket do bare words with an `@` count: old
 * mailers write `Your message of … <id>` with an address among the words.
 */
export function findMessageIds(value: string): FoundMessageIds {
  const text = value.includes('(') ? withoutComments(value) : value;
  const candidates = text.includes('<') ? bracketed(text) : bareWords(text);
  const ids: MessageId[] = [];
  let tooLong = false;
  for (const candidate of candidates) {
    const id = toMessageId(candidate);
    if (id !== null) ids.push(id);
    else if (candidate.length > MESSAGE_ID_BYTES_MAX / 3) tooLong = true;
  }
  return { ids, tooLong };
}

/** The id in `text` (no brackets; white space and control characters dropped), or null when it cannot be one. */
export function toMessageId(text: string): MessageId | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: folding and NUL bytes inside ids are what is removed.
  const id = text.replace(/[\u0000-\u0020\u007f]+/g, '');
  if (id === '' || ANSWERS.has(id.toLowerCase())) return null;
  return isTooLong(id) ? null : (id as MessageId);
}

function isTooLong(id: string): boolean {
  if (id.length > MESSAGE_ID_BYTES_MAX) return true;
  if (id.length * 3 <= MESSAGE_ID_BYTES_MAX) return false;
  return new TextEncoder().encode(id).length > MESSAGE_ID_BYTES_MAX;
}

function bracketed(text: string): string[] {
  const found: string[] = [];
  let open = text.indexOf('<');
  while (open !== -1) {
    const close = text.indexOf('>', open + 1);
    if (close === -1) break;
    // `<a <b@c>`: the first bracket was never closed, the id is the innermost one.
    const inner = text.lastIndexOf('<', close);
    found.push(text.slice(inner + 1, close));
    open = text.indexOf('<', close + 1);
  }
  return found;
}

function bareWords(text: string): string[] {
  return text.split(/[\s,;"]+/).filter((word) => /^[^@]+@[^@]/.test(word));
}

/** Drops balanced RFC 5322 comments outside brackets. An unclosed `(` is text, and so is every one after it. */
function withoutComments(value: string): string {
  let text = '';
  let from = 0;
  let at = nextOpening(value, 0);
  while (at !== -1) {
    if (value[at] === '<') {
      const close = value.indexOf('>', at);
      if (close === -1) break;
      at = nextOpening(value, close);
      continue;
    }
    const end = commentEnd(value, at);
    if (end === -1) break;
    text += `${value.slice(from, at)} `;
    from = end;
    at = nextOpening(value, end);
  }
  return text + value.slice(from);
}

function nextOpening(value: string, from: number): number {
  for (let at = from; at < value.length; at += 1) {
    if (value[at] === '(' || value[at] === '<') return at;
  }
  return -1;
}

function commentEnd(value: string, start: number): number {
  let depth = 0;
  for (let at = start; at < value.length; at += 1) {
    const character = value[at];
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
