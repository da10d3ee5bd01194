import type { ItemId, ItemStatus, Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Evidence } from '@/lib/design/status/evidence.ts';
import type { Events, Grounds } from '@/lib/design/status/grounds.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';

/** Somebody else speaks for it: agrees, decides so, tags or takes its posting, meets what is said against it. */
const FOR = new RegExp(
  '^(?:(?:endorsement|endorsed-but|decision|decided-agreed|decided-applied|tag|tag-here|signal-applied' +
    '|reply-has-endorsement|objection/objection)|(?:reply|far|loose|word)-(?:agree|yes-but|will-do|done)):(?!self)',
);
const ENDORSES = /^endorsement:(?!self)/;
const DECIDES = /^decision:(?!self)/;
/** What is said of its posting, or decided beside it, and not of what an answer there proposes. */
const BESIDE = /^(?:signal-|sibling-|tag|passed|any-answer|aligned-answer|patch|person )/;
/** All but what it is when something is left against it. */
const UNCONTESTED: readonly ItemStatus[] = [
  'open',
  'supported',
  'adopted',
  'rejected',
  'withdrawn',
  'superseded',
  'deferred',
];
/** All that somebody else's decision on what nobody is left against does not come to. */
const UNDECIDED: readonly ItemStatus[] = ['open', 'supported', 'contested', 'rejected', 'withdrawn'];
/** The evidence that an objection to it was met. */
const MET = 'objection-met';

/**
 * A proposal is supported when somebody else spoke for it, contested as long as something is left that others have
 * against it, and not open then, nor when others decided on it. What an answer proposes is not adopted because the
 * posting was taken, or something beside it decided.
 */
export function proposalGrounds(move: Move, web: Web, scene: Scene, events: Events): Grounds {
  const objections = (web.children.get(move.id) ?? []).filter(
    ({ kind, by }) => kind === 'objection' && !isSamePerson(by, move.by),
  );
  const isAside = !scene.members.has(move.span.messageId);
  let at = move.at;
  let isBeside = false;
  let isFor = false;
  let isEndorsed = false;
  let isDecided = false;
  const isLeft = (id: ItemId): boolean => !isMetAt(events, id, at);
  return {
    add: ({ at: now, name }) => {
      isBeside = (now > at || isBeside) && BESIDE.test(name);
      at = now;
      isFor ||= FOR.test(name);
      isEndorsed ||= ENDORSES.test(name);
      isDecided ||= DECIDES.test(name);
    },
    without: (status, now) => {
      if (isDecided && (status === 'open' || status === 'supported')) return UNDECIDED;
      const said = objections.filter((objection) => objection.at <= at);
      const isContested = said.some(({ id }) => isLeft(id));
      if (isContested && status === 'open') return UNCONTESTED;
      const out = new Set<ItemStatus>();
      if (!isFor) out.add('supported');
      if (!isContested) out.add('contested');
      if (isEndorsed && said.length === 0) out.add('open');
      if (isAside && isBeside && now !== 'adopted') out.add('adopted');
      return out.has(status) ? [...out] : [];
    },
  };
}

/** When what is said against a proposal was met: then it may be contested no more. */
export function metObjections({ kind, id }: Move, web: Web, events: Events): readonly Evidence[] {
  if (kind !== 'proposal') return [];
  return (web.children.get(id) ?? []).flatMap((child) =>
    (child.kind === 'objection' ? (events.get(child.id) ?? []) : [])
      .filter(({ status }) => isMet(status))
      .map(({ at, because }) => ({ at, name: MET, because })),
  );
}

function isMetAt(events: Events, id: ItemId, at: number): boolean {
  const last = events.get(id)?.findLast((event) => event.at <= at);
  return last !== undefined && isMet(last.status);
}

function isMet(status: ItemStatus): boolean {
  return status === 'resolved' || status === 'withdrawn';
}
