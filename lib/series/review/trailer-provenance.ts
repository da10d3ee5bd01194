import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { type PatchRange, patchNumbers } from '@/lib/mail/signals/patch-numbers.ts';
import { isReviewTrailer, parseTrailers } from '@/lib/mail/trailers.ts';
import { matchTrailer, readPerson, type TrailerMatch } from '@/lib/series/review/trailer-match.ts';

export type ProvenTrailer = {
  readonly name: string;
  readonly value: string;
  /** The message that carries it and who sent that. */
  readonly from: MessageId;
  readonly sender: Mailbox;
  /**
   * In the patch itself, in an answer to it or to the cover; `carried` from an answer to the same diff in an earlier
   * version; `collected` by the author, from an answer to an earlier diff under the same title,
   * or to any version before that.
   */
  readonly given: 'in-patch' | 'on-patch' | 'on-cover' | 'carried' | 'collected';
  readonly match: TrailerMatch;
};

/** A reply that was given below a member of the series. */
export type TrailerReply = {
  readonly messageId: MessageId;
  readonly from: Mailbox;
  readonly on: MessageId;
  readonly body: string;
};
export type TrailerPatch = {
  readonly n: number;
  readonly messageId: MessageId;
  readonly from: Mailbox;
  readonly body: string;
  /** Where a patch begins in it that is attached to the mail; what stands before it is a letter. */
  readonly attachedAt?: number;
  readonly patchId: string | null;
};

/**
 * The review trailers of each patch, in their order, with where they come from. The same tag of the
 * same person counts once: what was sent by its giver goes before what an author relays.
 */
export function proveTrailers(
  patches: readonly TrailerPatch[],
  coverId: MessageId | null,
  replies: readonly TrailerReply[],
): readonly (readonly ProvenTrailer[])[] {
  const given = new Map<MessageId, ProvenTrailer[]>();
  const scoped: ScopedTag[] = [];
  for (const reply of replies) {
    const list = given.get(reply.on) ?? [];
    for (const { tag, patches: ranges } of reviewTrailers(
      reply,
      reply.on === coverId ? 'on-cover' : 'on-patch',
    )) {
      if (ranges === null) list.push(tag);
      else if (scoped.length < SCOPED_MAX) scoped.push({ tag, numbers: patchNumbers(ranges) });
    }
    given.set(reply.on, list);
  }
  const onCover = coverId === null ? [] : (given.get(coverId) ?? []);
  return patches.map((patch) => {
    const own = textsOf(patch).flatMap((body) => reviewTrailers({ ...patch, body }, 'in-patch'));
    const forIt = scoped.filter(({ numbers }) => numbers.has(patch.n)).map(({ tag }) => tag);
    const here = given.get(patch.messageId) ?? [];
    return withoutRepeats([...here, ...onCover, ...forIt, ...own.map(({ tag }) => tag)]);
  });
}

/** The letter ends at its signature, the patch below it does not. */
function textsOf({ body, attachedAt = 0 }: TrailerPatch): readonly string[] {
  return attachedAt === 0 ? [body] : [body.slice(0, attachedAt), body.slice(attachedAt)];
}

/** A tag whose words say to which patches it is given. */
type ScopedTag = { readonly tag: ProvenTrailer; readonly numbers: ReadonlySet<number> };
/** Such tags that are looked at for each patch. */
const SCOPED_MAX = 500;

export type TaggedPatch = {
  readonly patchId: string | null;
  readonly title: string;
  readonly trailers: readonly ProvenTrailer[];
};

/**
 * Adds to each patch the trailers that answers gave to the same patch of an earlier version: the same by patch-id, as
 * b4 has it, because a tag is for a diff and not for a title. A tag that the patch itself relays is traced to the
 * answer that gave it, also where the diff has changed since.
 */
export function carryTrailers(
  earlier: readonly TaggedPatch[],
  later: readonly TaggedPatch[],
): readonly (readonly ProvenTrailer[])[] {
  const byPatchId = new Map<string, ProvenTrailer[]>();
  const byTitle = new Map<string, ProvenTrailer[]>();
  for (const { patchId, title, trailers } of earlier) {
    const sent = trailers.filter((trailer) => trailer.match !== 'relayed');
    if (patchId !== null) byPatchId.set(patchId, [...(byPatchId.get(patchId) ?? []), ...sent]);
    byTitle.set(normaliseName(title), [...(byTitle.get(normaliseName(title)) ?? []), ...sent]);
  }
  return later.map(({ patchId, title, trailers }) => {
    const same = (patchId === null ? undefined : byPatchId.get(patchId)) ?? [];
    const carried = same.map((trailer) => ({ ...trailer, given: 'carried' as const }));
    const titled = (byTitle.get(normaliseName(title)) ?? []).map((trailer) => ({
      ...trailer,
      given: 'collected' as const,
    }));
    const source = new Map([...titled, ...carried].map((trailer) => [keyOf(trailer), trailer]));
    const traced = trailers.map((trailer) =>
      trailer.match === 'relayed' ? (source.get(keyOf(trailer)) ?? trailer) : trailer,
    );
    return withoutRepeats([...traced, ...carried]);
  });
}

/** A tag that an answer gave to a patch of some earlier version. */
export type EarlierTag = {
  readonly title: string;
  readonly patchId: string | null;
  readonly name: string;
  readonly value: string;
  readonly from: MessageId;
  readonly sender: Mailbox;
};

/**
 * Tags that the patches relay, traced to the answers that gave them to the same patch (by title or patch-id) of any
 * earlier version: `b4 trailers` adds a tag once, and from then on every version has it. What was given to an equal
 * diff is added where nobody relays it, as `carryTrailers` does from the version before.
 */
export function traceTags(
  patches: readonly TaggedPatch[],
  earlier: readonly EarlierTag[],
): readonly (readonly ProvenTrailer[])[] {
  const givers = new Map<string, EarlierTag>();
  const carried = new Map<string, ProvenTrailer[]>();
  for (const tag of earlier) {
    const key = keyOf(tag);
    givers.set(`title ${normaliseName(tag.title)} ${key}`, tag);
    if (tag.patchId === null) continue;
    givers.set(`id ${tag.patchId} ${key}`, tag);
    carried.set(tag.patchId, [...(carried.get(tag.patchId) ?? []), proven(tag, 'carried')]);
  }
  return patches.map(({ patchId, title, trailers }) => {
    const traced = trailers.map((trailer) => {
      if (trailer.match !== 'relayed') return trailer;
      const key = keyOf(trailer);
      const giver = givers.get(`id ${patchId} ${key}`) ?? givers.get(`title ${normaliseName(title)} ${key}`);
      return giver === undefined ? trailer : { ...proven(giver, 'collected'), value: trailer.value };
    });
    return withoutRepeats([...traced, ...(carried.get(patchId ?? '') ?? [])]);
  });
}

function proven(tag: EarlierTag, given: ProvenTrailer['given']): ProvenTrailer {
  const { name, value, from, sender } = tag;
  return { name, value, from, sender, given, match: matchTrailer(value, sender) };
}

function reviewTrailers(
  message: { readonly messageId: MessageId; readonly from: Mailbox; readonly body: string },
  given: ProvenTrailer['given'],
): readonly { readonly tag: ProvenTrailer; readonly patches: readonly PatchRange[] | null }[] {
  const { messageId: from, from: sender } = message;
  return parseTrailers(message.body, sender.email)
    .filter(isReviewTrailer)
    .map(({ name, value, patches = null }) => {
      const match = given === 'in-patch' ? 'relayed' : matchTrailer(value, sender);
      return { tag: { name, value, from, sender, given, match }, patches };
    });
}

function withoutRepeats(trailers: readonly ProvenTrailer[]): readonly ProvenTrailer[] {
  const seen = new Set<string>();
  return trailers.filter((trailer) => !seen.has(keyOf(trailer)) && seen.add(keyOf(trailer)));
}

/** One tag of one person. */
function keyOf({ name, value }: Pick<ProvenTrailer, 'name' | 'value'>): string {
  const person = readPerson(value);
  return `${name.toLowerCase()} ${person.email === '' ? person.name.toLowerCase() : person.email}`;
}
