import type { PackObjects } from './read-pack.ts';

/** A commit and the bytes of its tree. */
export type Commit = { readonly commit: string; readonly treeName: string; readonly tree: Buffer };

/**
 * The commits that lead to `tip`, oldest first, as `git rev-list --reverse` gives them. Null when the history is no
 * single line from a first commit on, or a part of it is missing.
 */
export function readHistory(objects: PackObjects, tip: string): readonly Commit[] | null {
  const commits: Commit[] = [];
  for (let name: string | null = tip; name !== null; ) {
    const object = objects.get(name);
    const fields = object?.type === 'commit' ? readCommit(object.bytes) : null;
    const tree = fields === null ? undefined : objects.get(fields.tree);
    // A name is the hash of what it names: no commit is its own ancestor.
    if (fields === null || tree?.type !== 'tree' || commits.length > objects.size) return null;
    commits.push({ commit: name, treeName: fields.tree, tree: tree.bytes });
    name = fields.parent;
  }
  return commits.reverse();
}

/** The fields that every commit begins with; null for one of several parents. */
function readCommit(bytes: Buffer): { readonly tree: string; readonly parent: string | null } | null {
  // Two lines, and the beginning of the one that follows.
  const head = bytes.toString('latin1', 0, 46 + 48 + 8);
  const [, tree, parent, next] = /^tree ([0-9a-f]{40})\n(?:parent ([0-9a-f]{40})\n)?(\w+) /.exec(head) ?? [];
  return tree === undefined || next !== 'author' ? null : { tree, parent: parent ?? null };
}
