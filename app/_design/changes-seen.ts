import { loadLiveMark } from '@/lib/store/judge/live-mark.ts';
import { currentReader, runAs } from '@/lib/store/reader.ts';
import { loadHiddenLists } from '@/lib/store/visibility.ts';

/** `1`: it changed now; `missed`: since the page was painted. */
export type Told = '1' | 'missed';

export type ChangesSeen = {
  /** The design changed, for whoever sees that. */
  readonly changed: () => void;
  /** Looks whether it is what the page was painted with, when changes are heard. */
  readonly begin: () => Promise<void>;
};

/**
 * Tells the present reader of changes of a design. Who may not see every list is told of those that are seen alone:
 * hidden mail, and what is said about it, change a design too, and one would learn that there is some. What may be seen
 * is that of the beginning: a page stays open for minutes. `mark` is what the page was painted with, null for one that
 * does not say.
 */
export async function watchSeen(
  design: string,
  mark: string | null,
  tell: (what: Told) => void,
  load: typeof loadLiveMark = loadLiveMark,
): Promise<ChangesSeen> {
  const seesAll = (await loadHiddenLists()).length === 0;
  if (seesAll) {
    return {
      changed: () => tell('1'),
      begin: async () => {
        if (mark !== null && (await load(design)) !== mark) tell('missed');
      },
    };
  }
  const reader = currentReader();
  let last = mark;
  let turn = Promise.resolve();
  let isWaiting = false;
  const look = (what: Told): Promise<void> => {
    // One that has not begun sees this change too: five hundred pages must not ask once for each of a hundred changes.
    if (isWaiting) return turn;
    isWaiting = true;
    turn = turn
      .catch(() => undefined)
      .then(async () => {
        isWaiting = false;
        const now = await runAs(reader, () => load(design));
        if (last !== null && now !== last) tell(what);
        last = now;
      });
    return turn;
  };
  return {
    // A database that is away has changed nothing that one could look at.
    changed: () => void look('1').catch(() => undefined),
    begin: () => look('missed'),
  };
}
