import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { untilReady } from '@/ingest/serve/until-ready.ts';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Waits half a second for what `answer` serves, or until it is not wanted any more. */
async function wait(answer: RequestListener, unwanted?: AbortSignal): Promise<void> {
  const own = createServer(answer);
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  const address = own.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return untilReady(`http://127.0.0.1:${port}/`, 500, unwanted);
}

const REFUSAL = { code: 'UNSUPPORTED', message: 'The web process does not answer.' };

test('waits for a page of ours', async () => {
  let asked = 0;
  await wait((_, response) => {
    asked += 1;
    response.writeHead(asked < 3 ? 503 : 200).end('<title>Docket</title>');
  });
  expect(asked).toBe(3);
});

test('is not fooled by another page', async () => {
  await expect(wait((_, response) => response.end('It works!'))).rejects.toMatchObject(REFUSAL);
});

test('does not wait for what takes connections and says nothing', async () => {
  await expect(wait(() => undefined)).rejects.toMatchObject(REFUSAL);
});

test('asks no more once the server is to end', async () => {
  const startedAt = performance.now();
  await expect(wait(() => undefined, AbortSignal.timeout(50))).rejects.toThrow(/abort/);
  expect(performance.now() - startedAt).toBeLessThan(400);
});
