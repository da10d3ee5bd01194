/**
 * Bodies that go past the streams of a `Response`. Node makes a stream of every body and reads it again, a twentieth of
 * the time of a search; the front (front.ts) sends bytes, so it marks the requests it makes, and for those what
 * `wholeResponse` answers has no body of its own. Next, which gets all other requests, gets a complete Response.
 */
declare global {
  /** One for all copies of this module: Next bundles it once for every route. */
  var docketWhole:
    | { readonly asked: WeakSet<Request>; readonly bodies: WeakMap<Response, Uint8Array> }
    | undefined;
}
globalThis.docketWhole ??= { asked: new WeakSet(), bodies: new WeakMap() };
const { asked, bodies } = globalThis.docketWhole;

/** From now on answers to `request` are to be asked for their bytes by `bytesOf`. */
export function askWhole(request: Request): void {
  asked.add(request);
}

/** An answer with these bytes, which nobody may change any more. */
export function wholeResponse(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  init: ResponseInit,
): Response {
  if (!asked.has(request)) return new Response(bytes, init);
  const response = new Response(null, init);
  bodies.set(response, bytes);
  return response;
}

/** The bytes of an answer, of whichever kind. */
export async function bytesOf(response: Response): Promise<Uint8Array> {
  return bodies.get(response) ?? new Uint8Array(await response.arrayBuffer());
}
