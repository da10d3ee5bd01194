import { Agent, get } from 'node:http';

export type Load = { readonly requestsPerSecond: number; readonly bytesPerPage: number };

export type Page = { readonly status: number; readonly encoding: string | null; readonly body: Buffer };

/**
 * Asks for one page over `connections` connections that stay open, each sending its next request when it has the whole
 * answer. Throws when an answer is not 200, is compressed, or differs in length from the first: a server that answers
 * quickly with something else must not win.
 */
export async function measureLoad(url: string, connections: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  try {
    const first = await fetchPage(url, agent);
    const startedAt = performance.now();
    const endsAt = startedAt + seconds * 1000;
    let requests = 0;
    const ask = async (): Promise<void> => {
      while (performance.now() < endsAt) {
        const page = await fetchPage(url, agent);
        assertSame(url, first, page);
        requests += 1;
      }
    };
    await Promise.all(Array.from({ length: connections }, ask));
    const elapsed = (performance.now() - startedAt) / 1000;
    return { requestsPerSecond: requests / elapsed, bytesPerPage: first.body.length };
  } finally {
    agent.destroy();
  }
}

export function fetchPage(url: string, agent: Agent): Promise<Page> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Accept: 'text/html' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'] ?? null,
          body: Buffer.concat(chunks),
        }),
      );
    }).once('error', reject);
  });
}

function assertSame(url: string, first: Page, page: Page): void {
  if (page.status !== 200) throw new Error(`${url} answered ${page.status}`);
  if (page.encoding !== null)
    throw new Error(`${url} answered with ${page.encoding}, though nobody asked for it`);
  if (page.body.length !== first.body.length) {
    throw new Error(`${url} answered with ${page.body.length} bytes after ${first.body.length}`);
  }
}
