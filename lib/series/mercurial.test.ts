import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { parseTrailers } from '@/lib/mail/trailers.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import { patchId } from '@/lib/series/patch/patch-id.ts';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** The body of a mail as `hg email --git` writes it: no `index` line, no `---` above the diff. */
function body(node: string, title: string, value: number): string {
  return `# HG changeset patch
# User Ann <ann@example.org>
# Date ${value} 0
#      Mon Mar 02 10:00:00 2026 +0000
# Node ID ${node.repeat(20)}
# Parent  ${'cd'.repeat(20)}
${title}

Because of this.

Reviewed-by: Bo <bo@example.org>

diff --git a/m/a.py b/m/b.py
rename from m/a.py
rename to m/b.py
--- a/m/a.py
+++ b/m/b.py
@@ -1,3 +1,3 @@
 import x
-a = 1
+a = ${value}
 y()
diff --git a/m/run b/m/run
old mode 100644
new mode 100755
diff --git a/m/c.py b/m/c.py
new file mode 100644
--- /dev/null
+++ b/m/c.py
@@ -0,0 +1,1 @@
+pass
`;
}

test('files, tags and the patch-id that git gives it', () => {
  const text = body('ab', 'a: one', 2);
  const files = parsePatch(text)?.files.map(({ oldPath, newPath, oldMode, newMode, added, deleted }) =>
    [oldPath, newPath, oldMode, newMode, `+${added} -${deleted}`].join(' '),
  );
  expect(files).toEqual([
    'm/a.py m/b.py   +1 -1',
    'm/run m/run 100644 100755 +0 -0',
    ' m/c.py  100644 +1 -0',
  ]);
  expect(parseTrailers(text)).toEqual([{ name: 'Reviewed-by', value: 'Bo <bo@example.org>' }]);
  const sha1 = (piece: Uint8Array): string => createHash('sha1').update(piece).digest('hex');
  const printed = execFileSync('git', ['patch-id', '--stable'], { input: text }).toString();
  expect(patchId(text, sha1)).toBe(printed.slice(0, 40));
  const stat = execFileSync('git', ['apply', '--numstat', '-'], { input: text }).toString();
  expect(stat.trim().split('\n')).toHaveLength(files?.length ?? 0);
});

test('what hg writes above the message is no word of it, nor is its title, which the subject has', () => {
  const patch = (node: string, title: string): Parameters<typeof rangeDiff>[0][number] => ({
    n: 1,
    messageId: node as MessageId,
    title,
    body: body(node, title, 2),
  });
  const [same] = rangeDiff([patch('ab', 'a: one')], [patch('ef', 'a: one')]);
  expect(same?.kind).toBe('same');
  const [renamed] = rangeDiff([patch('ab', 'a: one')], [patch('ef', 'a: two')]);
  const changed = renamed?.lines.filter(({ kind }) => kind !== 'context').map(({ text }) => text);
  expect(changed).toEqual(['a: one', 'a: two']);
  const [head, words] = splitSegments(body('ab', 'a: one', 2));
  expect([head?.kind, words?.kind]).toEqual(['attribution', 'own']);
});

test('a series with its intro, its flags and its versions', () => {
  const sent = (flags: string, from: number, bare = false): readonly Row[] => [
    ...(bare ? [] : [{ subject: `[PATCH 0 of 2 ${flags}] all`, diffstat: true, diff: false }]),
    { subject: `[PATCH 1 of 2 ${flags}] a`, cites: bare ? [] : [`m${from}`] },
    { subject: `[PATCH 2 of 2 ${flags}] b`, cites: [`m${from}`] },
  ];
  const check = (rows: readonly Row[], ...expected: readonly string[]): void => {
    const drawn = deriveArchive(testArchive(rows)).series.map(
      ({ id, version, coverId, patches, supersedes }) =>
        `${id} v${version} ${coverId} ${patches.map(({ messageId }) => messageId).join(' ')} ${supersedes}`,
    );
    expect(drawn).toEqual(expected);
  };
  check([...sent('', 0), ...sent('V2', 3)], 'm0 v1 m0 m1 m2 null', 'm3 v2 m3 m4 m5 m0');
  check(
    [...sent('STABLE', 0, true), ...sent('STABLE V3 RESEND', 2, true)],
    'm0 v1 null m0 m1 null',
    'm2 v3 null m2 m3 m0',
  );
});
