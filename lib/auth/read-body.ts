/** Why a body is not even looked at. */
export type BodyProblem = { readonly status: 400 | 413 | 415; readonly message: string };

/** The fields of a body, not validated yet: a form gives strings. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a form or a JSON object of at most `bytesMax` bytes. `text/plain` is refused even when it holds JSON: a form of
 * another site can send that (reliability.md, point 48).
 */
export async function readBody(request: Request, bytesMax: number): Promise<Fields | BodyProblem> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    return problem(415, 'Send a form (application/x-www-form-urlencoded) or JSON (application/json).');
  }
  const bytes = await readBytes(request, bytesMax);
  if (bytes === null) return problem(413, `This is longer than ${bytesMax} bytes.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problem(400, 'This is not UTF-8.');
  }
  return type === 'application/json' ? parseObject(text) : parseForm(text);
}

/** Of a body that is not read. */
export const NO_FIELDS: Fields = Object.freeze(Object.create(null));

/** Whether `readBody` gave a problem. No field can be named so: fields are on an object without a prototype. */
export function isBodyProblem(body: Fields | BodyProblem): body is BodyProblem {
  return Object.getPrototypeOf(body) !== null;
}

async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? '0') > bytesMax) return null;
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    length += value.length;
    if (length > bytesMax) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

function parseObject(text: string): Fields | BodyProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return problem(400, 'This is not JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return problem(400, 'This is JSON, but not an object.');
  }
  return fieldsOf(Object.entries(value));
}

function parseForm(text: string): Fields | BodyProblem {
  const entries = [...new URLSearchParams(text)];
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    return problem(400, 'A field stands there twice.');
  }
  return fieldsOf(entries);
}

/** Without a prototype, so that no name of a field means anything. */
function fieldsOf(entries: readonly (readonly [string, unknown])[]): Fields | BodyProblem {
  if (entries.some(([name]) => name === '__proto__')) return problem(400, '__proto__ is no field.');
  const fields: Record<string, unknown> = Object.create(null);
  for (const [name, value] of entries) fields[name] = value;
  return fields;
}

function problem(status: BodyProblem['status'], message: string): BodyProblem {
  return { status, message };
}
