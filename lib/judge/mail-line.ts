import { readTime } from '@/lib/base/read-time.ts';
import { ITEM_KINDS, type ItemStatus } from '@/lib/design/item.ts';
import {
  type Act,
  CLAIM_ID,
  EVIDENCE_KINDS,
  type Evidence,
  evidenceOf,
  type Place,
  RELATIONS,
  STATUSES,
} from '@/lib/judge/judgement.ts';
import { readTokens, type Token, writeTokens } from '@/lib/judge/mail-tokens.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** A judgement as a line of mail says it: what was meant for the log, without who and when. */
export type Said = {
  readonly act: Act<Titled>;
  readonly reason: string | null;
  readonly effectiveAt: number | null;
};

/** Of an added or accepted item the title is said too; empty when it is not. */
export type Titled = Place & { readonly title: string };

/**
 * The `#docket VERB ...` line that says a judgement in a mail that answers `about`; docs/judgements.md has the grammar.
 * One line however long: mail programs may wrap it, `parseMailLine` takes the lines of its paragraph together.
 */
export function printMailLine({ act, reason, effectiveAt }: Said, about: string): string {
  const tokens: Token[] = [word('#docket'), word(act.verb), ...argumentsOf(act, about)];
  if (effectiveAt !== null) tokens.push(word('since'), word(new Date(effectiveAt).toISOString()));
  if (reason !== null) tokens.push(word('because'), text(reason));
  return writeTokens(tokens);
}

function word(value: string): Token {
  return { kind: 'word', value };
}

function text(value: string): Token {
  return { kind: 'text', value };
}

function id(value: string): Token {
  return { kind: 'id', value };
}

function placeTokens({ messageId, kind, start, end }: Titled, about: string): readonly Token[] {
  const own = [word(kind), word(`${start}-${end}`)];
  return messageId === about ? own : [id(messageId), ...own];
}

function argumentsOf(act: Act<Titled>, about: string): readonly Token[] {
  const item = 'item' in act ? placeTokens(act.item, about) : [];
  switch (act.verb) {
    case 'accept':
    case 'add':
      return act.item.title === '' ? item : [...item, text(act.item.title)];
    case 'reject':
    case 'split-option':
      return item;
    case 'kind':
    case 'status':
      return [...item, word(act.to)];
    case 'title':
      return [...item, text(act.to)];
    case 'span':
      return [...item, word(`${act.to.start}-${act.to.end}`)];
    case 'link':
      return [...item, word(act.relation), ...placeTokens(act.other, about)];
    case 'unlink':
    case 'merge-options':
      return [...item, ...placeTokens(act.other, about)];
    case 'attach':
      return [...item, word(act.evidence.kind), evidenceToken(act.evidence)];
    case 'detach':
      return [...item, word(act.attached)];
    case 'merge-designs':
      return [id(act.design), id(act.with)];
    case 'split-design':
      return [id(act.thread)];
    case 'merge-people':
      return [id(act.address), id(act.with)];
    case 'split-person':
      return [id(act.address)];
    case 'chain':
    case 'cut':
      return [id(act.earlier), id(act.later)];
    case 'decline':
      return [id(act.message), word(String(act.start))];
    case 'undo':
      return [word(act.judgement)];
  }
}

function evidenceToken(evidence: Evidence): Token {
  switch (evidence.kind) {
    case 'link':
      return text(evidence.url);
    case 'message':
      return id(evidence.messageId);
    case 'commit':
      return word(evidence.hash);
    case 'run':
      return text(evidence.key);
    case 'claim':
    case 'not-claim':
      return word(evidence.claim);
  }
}

/** Takes tokens one after the other; each gives null when the next one is something else. */
type Cursor = {
  readonly word: (pattern?: RegExp) => string | null;
  readonly text: () => string | null;
  readonly id: () => string | null;
  readonly isAtEnd: () => boolean;
};

function cursorOver(tokens: readonly Token[]): Cursor {
  let at = 0;
  const take = (kind: Token['kind'], pattern: RegExp | null): string | null => {
    const token = tokens[at];
    if (token?.kind !== kind || (pattern !== null && !pattern.test(token.value))) return null;
    at += 1;
    return token.value;
  };
  return {
    word: (pattern) => take('word', pattern ?? null),
    text: () => take('text', null),
    id: () => take('id', null),
    isAtEnd: () => at === tokens.length,
  };
}

/** Reads a paragraph that begins with `#docket` in a mail that answers `about`; null for what is no judgement. */
export function parseMailLine(paragraph: string, about: string): Said | null {
  const tokens = readTokens(paragraph);
  if (tokens === null) return null;
  const cursor = cursorOver(tokens);
  if (cursor.word(/^#docket$/) === null) return null;
  const act = readAct(cursor, about);
  if (act === null) return null;
  let effectiveAt: number | null = null;
  let reason: string | null = null;
  if (cursor.word(/^since$/) !== null) {
    const time = readTime(cursor.word(ISO) ?? '', 'start');
    if (time === null) return null;
    effectiveAt = time;
  }
  if (cursor.word(/^because$/) !== null) {
    reason = cursor.text();
    if (reason === null) return null;
  }
  return cursor.isAtEnd() ? { act, reason, effectiveAt } : null;
}

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/;
const SPAN = /^\d{1,9}-\d{1,9}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readPlace(cursor: Cursor, about: string): Titled | null {
  const messageId = (cursor.id() ?? about) as MessageId;
  const name = cursor.word();
  const kind = ITEM_KINDS.find((one) => one === name);
  const span = cursor.word(SPAN);
  if (kind === undefined || span === null) return null;
  return { messageId, kind, title: '', ...stretchOf(span) };
}

function stretchOf(span: string): { readonly start: number; readonly end: number } {
  const [start, end] = span.split('-').map(Number);
  return { start: start ?? 0, end: end ?? 0 };
}

function readAct(cursor: Cursor, about: string): Act<Titled> | null {
  const verb = cursor.word();
  switch (verb) {
    case 'merge-designs':
    case 'merge-people':
    case 'chain':
    case 'cut': {
      const [one, other] = [cursor.id(), cursor.id()];
      if (one === null || other === null) return null;
      if (verb === 'merge-designs') return { verb, design: one, with: other };
      return verb === 'merge-people'
        ? { verb, address: one, with: other }
        : { verb, earlier: one, later: other };
    }
    case 'split-design':
    case 'split-person': {
      const one = cursor.id();
      if (one === null) return null;
      return verb === 'split-design' ? { verb, thread: one } : { verb, address: one };
    }
    case 'decline': {
      const [message, start] = [cursor.id(), cursor.word(/^\d{1,9}$/)];
      return message === null || start === null ? null : { verb, message, start: Number(start) };
    }
    case 'undo': {
      const judgement = cursor.word(UUID);
      return judgement === null ? null : { verb, judgement, targets: [] };
    }
    default: {
      const item = verb === null ? null : readPlace(cursor, about);
      return verb === null || item === null ? null : readItemAct(verb, item, cursor, about);
    }
  }
}

function readItemAct(verb: string, item: Titled, cursor: Cursor, about: string): Act<Titled> | null {
  switch (verb) {
    case 'accept':
    case 'add':
      return { verb, item: { ...item, title: cursor.text() ?? '' } };
    case 'reject':
    case 'split-option':
      return { verb, item };
    case 'kind': {
      const name = cursor.word();
      const to = ITEM_KINDS.find((one) => one === name);
      return to === undefined ? null : { verb, item, to };
    }
    case 'status': {
      const name = cursor.word();
      const all: readonly ItemStatus[] = Object.values(STATUSES).flat();
      const to = all.find((one) => one === name);
      return to === undefined ? null : { verb, item, to };
    }
    case 'title': {
      const to = cursor.text();
      return to === null ? null : { verb, item, to };
    }
    case 'span': {
      const span = cursor.word(SPAN);
      return span === null ? null : { verb, item, to: { ...item, ...stretchOf(span) } };
    }
    case 'link': {
      const name = cursor.word();
      const relation = RELATIONS.find((one) => one === name);
      const other = readPlace(cursor, about);
      return relation === undefined || other === null ? null : { verb, item, other, relation };
    }
    case 'unlink':
    case 'merge-options': {
      const other = readPlace(cursor, about);
      return other === null ? null : { verb, item, other };
    }
    case 'attach': {
      const evidence = readEvidence(cursor);
      return evidence === null ? null : { verb, item, evidence };
    }
    case 'detach': {
      const attached = cursor.word(UUID);
      return attached === null ? null : { verb, item, attached };
    }
    default:
      return null;
  }
}

function readEvidence(cursor: Cursor): Evidence | null {
  const name = cursor.word();
  const kind = EVIDENCE_KINDS.find((one) => one === name);
  const value = kind === undefined ? null : readEvidenceValue(kind, cursor);
  if (kind === undefined || value === null) return null;
  return kind === 'link' && !/^https?:\/\//i.test(value) ? null : evidenceOf(kind, value);
}

function readEvidenceValue(kind: Evidence['kind'], cursor: Cursor): string | null {
  switch (kind) {
    case 'message':
      return cursor.id();
    case 'commit':
      return cursor.word(/^[0-9a-f]{7,64}$/);
    case 'claim':
    case 'not-claim':
      return cursor.word(CLAIM_ID);
    default:
      return cursor.text();
  }
}
