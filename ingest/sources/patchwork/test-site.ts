import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site of our own that speaks Patchwork's REST protocol on loopback, for tests. */
export type TestSite = {
  /** `http://127.0.0.1:PORT/` */
  readonly root: string;
  /** `127.0.0.1:PORT`, to be allowed. */
  readonly host: string;
  /** Paths asked for since the last call, without `api/`. */
  readonly takeAsked: () => readonly string[];
  readonly close: () => Promise<void>;
};

export type Answer = { readonly status?: number; readonly link?: string; readonly body: unknown };

/** Answers a path with its query, below `/api/`; `asked` counts how often it was asked for before. Null is 404. */
export type Routes = (path: string, asked: number) => Answer | 'endless' | null;

export async function startTestSite(routes: () => Routes): Promise<TestSite> {
  const asked: string[] = [];
  const server = createServer((request, response) => answer(request, response, { asked, routes: routes() }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    root: `http://${host}/`,
    host,
    takeAsked: () => asked.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { asked, routes }: { readonly asked: string[]; readonly routes: Routes },
): void {
  const path = (request.url ?? '').replace(/^\/api\//, '');
  const found = routes(path, asked.filter((one) => one === path).length);
  asked.push(path);
  if (found === 'endless') {
    sendWithoutEnd(response);
    return;
  }
  const { status = 200, link, body } = found ?? { status: 404, body: { detail: 'Not found.' } };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...(link === undefined ? {} : { link }) });
  response.end(text);
}

/** A list that never closes, as fast as the reader takes it. */
function sendWithoutEnd(response: ServerResponse): void {
  const chunk = Buffer.alloc(256 * 1024, ' ');
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  response.write('[');
  more();
}
