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

/** What the patches of a posting revert, by their title, or by the commit that their text says, at most 30. */
export function revertsIn({ author, patches }: Pick<Posting, 'author' | 'patches'>): readonly Revert[] {
  const found = patches.flatMap(
    ({ n, messageId, name, carried, trailers, undoes = [] }): readonly Revert[] => {
      const { verb, title } = REVERT.exec(name)?.groups ?? {};
      const titled = verb === undefined || title === undefined ? null : again(verb, title);
      const titles = carried ? [] : titled === null ? undoes : [titled];
      if (titles.length === 0) return [];
      const named = trailers.flatMap(({ value, from }) =>
        from === messageId ? (/<([^<>\s]{3,254})>/.exec(value)?.[1]?.toLowerCase() ?? []) : [],
      );
      const people = [...new Set([author.email.toLowerCase(), ...named])].slice(0, PEOPLE_MAX);
      return titles.map((one) => ({ n, messageId, title: one, people }));
    },
  );
  return found.slice(0, REVERTS_MAX);
}

function again(verb: string, title: string): string {
  return /^reapply$/i.test(verb) ? `Revert "${title}"` : title;
}
