/** A node of a thread in reading order; `parent` is a position, perhaps on an earlier page. */
export type TreeNode = { readonly position: number; readonly parent: number | null; readonly depth: number };

/** Deeper replies are drawn at this depth: a phone has no room, and nobody counts the bars. */
const DEPTH_DRAWN_MAX = 10;

/**
 * For each node the branch to draw before it, as `mutt` does: `│ ├─` says whom it answers without colour or style
 * sheet. Empty for roots. Linear in nodes; a parent on another page counts as having no further children.
 */
export function drawTree(nodes: readonly TreeNode[]): readonly string[] {
  const lastChild = new Map<number, number>();
  for (const node of nodes) if (node.parent !== null) lastChild.set(node.parent, node.position);
  /** `open[d]`: does the ancestor at depth d have siblings to come? */
  const open: boolean[] = [];
  return nodes.map((node) => {
    const isLast = node.parent === null || lastChild.get(node.parent) === node.position;
    open.length = Math.min(open.length, node.depth);
    open[node.depth] = !isLast;
    if (node.depth === 0) return '';
    const from = Math.max(1, node.depth - DEPTH_DRAWN_MAX + 1);
    let branch = from > 1 ? '┄' : '';
    for (let depth = from; depth < node.depth; depth++) branch += open[depth] ? '│ ' : '  ';
    return `${branch}${isLast ? '└─' : '├─'}`;
  });
}
