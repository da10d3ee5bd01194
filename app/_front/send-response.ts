import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { SECURITY_HEADERS } from '@/app/_front/security-headers.mjs';
import { bytesOf } from '@/app/_ui/whole-body.ts';

const compress = promisify(gzip);

/** Fewer bytes fit into one packet as they are. */
const COMPRESSED_FROM = 1_024;

/**
 * Sends what a route answered, whole and in one write: with a stream, as Next does it, a page was three writes, and
 * each wakes whoever reads. Only for answers that end by themselves.
 */
export async function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  answered: Response,
): Promise<void> {
  const plain = await bytesOf(answered);
  const isText = /^text\//.test(answered.headers.get('content-type') ?? '');
  const isCompressed =
    isText && plain.length >= COMPRESSED_FROM && takesGzip(request.headers['accept-encoding'] ?? '');
  const bytes = isCompressed ? await compress(plain) : plain;
  if (isText) answered.headers.append('Vary', 'Accept-Encoding');
  // One after the other: a name that a route writes too, in letters of another case, must not stand twice.
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  if (isCompressed) response.setHeader('Content-Encoding', 'gzip');
  if (answered.status !== 304) response.setHeader('Content-Length', bytes.length);
  response.statusCode = answered.status;
  response.end(bytes);
}

/** `gzip;q=0` refuses it; what else RFC 9110 12.5.3 allows means: as it is. */
function takesGzip(accepted: string): boolean {
  return accepted
    .split(',')
    .some((coding) => /^\s*gzip\s*(?:;\s*q=(?:1(?:\.0{1,3})?|0?\.\d{0,2}[1-9]\d{0,2})\s*)?$/i.test(coding));
}
