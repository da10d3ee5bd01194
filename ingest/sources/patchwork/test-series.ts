import type { ParsePool } from '@/ingest/parse/pool.ts';
import type { Json } from '@/lib/base/canonical-json.ts';
import type { HostPolicy } from '../http/host-policy.ts';
import { isPublicAddress } from '../http/public-address.ts';
import type { Cursor } from '../source.ts';
import { readPatchworkUrl } from './place.ts';
import { openPatchwork } from './rest.ts';
import type { Routes, TestSite } from './test-site.ts';

/** Only to read paths by. */
const ROOT = 'http://site.invalid/';

export const DIFF = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b';
export const PROJECT = { id: 7, link_name: 'xfs', list_email: 'linux-xfs@vger.example.org' };

export function mailOf(
  name: string,
  subject: string,
  cites: readonly string[] = [],
): Record<string, unknown> {
  const headers: Record<string, unknown> = {
    From: '=?utf-8?q?Ann_Onym=C3=A9?= <ann@example.org>',
    Subject: subject,
    Date: 'Thu, 18 Jul 2024 09:02:08 -0400',
    'Message-ID': `<${name}@example.org>`,
    Received: [
      'from a by b; Thu, 18 Jul 2024 13:02:10 +0000',
      'from c by a; Thu, 18 Jul 2024 13:02:09 +0000',
    ],
    'List-Id': '<linux-xfs.vger.example.org>',
    'Content-Type': 'multipart/signed; boundary=x',
    ...(cites.length === 0 ? {} : { References: cites.map((id) => `<${id}@example.org>`).join('\n ') }),
  };
  return {
    msgid: `<${name}@example.org>`,
    date: '2024-07-18T13:02:08',
    submitter: { name: 'Ann Onymé', email: 'ann@example.org' },
    headers,
    content: `Words of ${name}.`,
  };
}

export const comment = (id: number, name: string, cites: readonly string[]): Record<string, unknown> => ({
  id,
  ...mailOf(name, `Re: [PATCH] ${name}`, cites),
});

const found = (id: number, name: string): Record<string, unknown> => ({
  id,
  msgid: `<${name}@example.org>`,
  project: PROJECT,
  series: [{ id: 5 }],
});

/** Series 5: cover 10 with two comments on two pages, patches 11 with one comment and 12 with none. */
export const series: Routes = (path) => {
  const url = new URL(path, ROOT);
  const msgid = url.searchParams.get('msgid');
  switch (url.pathname) {
    case '/series/5/':
      return {
        body: {
          id: 5,
          project: PROJECT,
          cover_letter: { id: 10 },
          patches: [{ id: 11 }, { id: 12 }],
          version: 1,
        },
      };
    case '/covers/10/':
      return {
        body: { id: 10, name: '[0/2] it', ...mailOf('cover', '[PATCH 0/2] it'), series: [{ id: 5 }] },
      };
    case '/patches/11/':
      return { body: { id: 11, name: '[1/2] a', ...mailOf('p1', '[PATCH 1/2] a', ['cover']), diff: DIFF } };
    case '/patches/12/':
      return { body: { id: 12, name: '[2/2] b', ...mailOf('p2', '[PATCH 2/2] b', ['cover']), diff: DIFF } };
    case '/covers/10/comments/':
      return url.searchParams.get('page') === '2'
        ? {
            body: [comment(21, 'r2', ['cover', 'r1'])],
            link: '</api/covers/10/comments/?page=1>; rel="prev"',
          }
        : {
            body: [comment(20, 'r1', ['cover'])],
            link: '</api/covers/10/comments/>; rel="first", </api/covers/10/comments/?page=2>; rel="next"',
          };
    case '/patches/11/comments/':
      return { body: [comment(22, 'r3', ['cover', 'p1'])] };
    case '/patches/12/comments/':
      return { body: [] };
    case '/patches/':
      return { body: msgid === 'p1@example.org' ? [found(11, 'p1')] : [] };
    case '/covers/':
      return { body: msgid === '<cover@example.org>' ? [found(10, 'cover')] : [] };
    default:
      return null;
  }
};

/** All of it, as `read` gives it. */
export const WHOLE = ['cover <- ', 'r1 <- cover', 'r2 <- r1', 'p1 <- cover', 'r3 <- p1', 'p2 <- cover'];

/** What a test reads on: its site and its parser. */
export type Reader = { readonly site: TestSite; readonly pool: ParsePool };

export function policyOf(site: TestSite): HostPolicy {
  return { allowed: [site.host], resolve: async () => [], isPublic: isPublicAddress };
}

/** `id <- parent` of each message, or the code and place of a problem; last the refusal. */
export async function read(on: Reader, address: string, seal: Json = null): Promise<readonly string[]> {
  return (await readOn(on, address, seal)).lines;
}

/** The same with the seal that is stored when all could be read. */
export async function readOn(
  { site, pool }: Reader,
  address: string,
  before: Json,
): Promise<{ readonly lines: readonly string[]; readonly seal: Json }> {
  const lines: string[] = [];
  let seal: Json = null;
  try {
    const place = readPatchworkUrl(new URL(`${site.root}${address}`));
    if (place === null) return { lines: ['no address of Patchwork'], seal };
    const source = await openPatchwork(place, { policy: policyOf(site), waitMs: 1, seal: before as Cursor });
    seal = source.seal;
    if (source.isUnchanged) lines.push('unchanged');
    for await (const event of source.events()) {
      if (event.kind === 'problem') lines.push(`${event.problem.code} ${event.problem.where}`);
      else if (event.kind === 'message') {
        const [parsed] = await pool.parse([event.message]);
        const short = (id: string | null | undefined): string => id?.replace('@example.org', '') ?? '';
        lines.push(`${short(parsed?.email.messageId)} <- ${short(parsed?.email.references.at(-1))}`);
      }
    }
  } catch (error) {
    lines.push(
      `${(error as { code?: string }).code}: ${(error as Error).message.replaceAll(site.root, '/')}`,
    );
  }
  return { lines, seal };
}
