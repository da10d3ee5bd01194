/** RFC 9309: of two rules that fit, the longer one holds. */
const RULES = `# Lists, threads, messages and states may be read. Not what has no end, or costs much and says nothing
# more: searches, range-diffs, runs of the simulator, whole threads and series as a file.
User-agent: *
Disallow: /*?
Allow: /*/?before=
Allow: /*/?after=
Disallow: /series/*/diff/
Disallow: /run/
Disallow: /api/
Disallow: /*/t.mbox
Disallow: /series/*/mbox
`;

export const dynamic = 'force-dynamic';

/** `/robots.txt`: where robots need not look. Nothing in it is a secret, and nothing is kept by it. */
export async function GET(): Promise<Response> {
  return new Response(RULES, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
