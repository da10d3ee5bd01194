import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, FindRoute } from '@/app/_front/find-route.ts';
import { sendResponse } from '@/app/_front/send-response.ts';
import { askWhole } from '@/app/_ui/whole-body.ts';

/** Answers a request, or gives it to Next with `pass`. */
export type Front = (request: IncomingMessage, response: ServerResponse, pass: () => void) => void;

/**
 * Answers the pages that are asked for most before Next does, with the routes Next would call: on its way there and
 * back Next needs as much processor time as a search (docs/search.md). Whatever is not plainly a GET of such a page is
 * Next's, and so is what a route throws: Next calls it again, logs it and answers 500.
 */
export function createFront(findRoute: FindRoute): Front {
  return (request, response, pass) => {
    const { method, url = '' } = request;
    const answer = method === 'GET' && !hasBody(request) ? findRoute(url) : null;
    if (answer === null) return pass();
    respond(request, response, answer).catch(() => {
      if (response.headersSent) response.destroy();
      else pass();
    });
  };
}

declare global {
  /** What ingest/start/front.mjs asks; undefined: not opened yet. */
  var docketFront: Front | undefined;
}

export function openFront(front: Front): void {
  globalThis.docketFront = front;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  // As Next makes it: the host in the address of a request is not what the client says.
  const scheme = headers['x-forwarded-proto']?.includes('https') ? 'https' : 'http';
  const asked = new Request(`${scheme}://localhost${request.url}`, { headers });
  askWhole(asked);
  const answered = await answer(asked);
  await sendResponse(request, response, answered);
}
