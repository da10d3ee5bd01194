import type { MessageId } from '@/lib/mail/email.ts';
import type { Posting } from '@/lib/series/series.ts';

/** A patch that reverts one of another posting. */
export type Revert = {
  readonly n: number;
  readonly messageId: MessageId | null;
  /** Of what it reverts. */
  readonly title: string;
  /** Addresses (lower case) of its author and of those whom it names. */
  readonly people: readonly string[];
};

/** `Revert "x"`, `net: Revert "x"`; git calls the revert of that `Reapply "x"`. */
const REVERT = /^(?:[^":]{1,60}: ?){0,2}(?<verb>revert|reapply):? "(?<title>.{1,300})"\.?$/i;
const PEOPLE_MAX = 20;
const REVERTS_MAX = 30;

/** The patches of a posting that say by their title that they revert another, at most 30. */
export function revertsIn({ author, patches }: Pick<Posting, 'author' | 'patches'>): readonly Revert[] {
  const found = patches.flatMap(({ n, messageId, name, carried, trailers }): readonly Revert[] => {
    const { verb, title } = carried ? {} : (REVERT.exec(name)?.groups ?? {});
    if (verb === undefined || title === undefined) return [];
    const named = trailers.flatMap(({ value, from }) =>
      from === messageId ? (/<([^<>\s]{3,254})>/.exec(value)?.[1]?.toLowerCase() ?? []) : [],
    );
    const people = [...new Set([author.email.toLowerCase(), ...named])].slice(0, PEOPLE_MAX);
    return [{ n, messageId, title: /^reapply$/i.test(verb) ? `Revert "${title}"` : title, people }];
  });
  return found.slice(0, REVERTS_MAX);
}
