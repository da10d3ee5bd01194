import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pageMessages } from '@/lib/mail/patchwork/page-messages.ts';
import { parsePatchworkPage } from '@/lib/mail/patchwork/patchwork-page.ts';
import { type ByteStream, openByteStream } from '../byte-stream.ts';
import { problemEvent, type Source, type SourceEvent } from '../source.ts';

/** A page holds one patch and its comments; the largest on lists of the kernel are a hundredth of this. */
const PAGE_BYTES_MAX = 32 * 1024 * 1024;

/** A Patchwork page saved as text, plain or gzip. Read again every time: it is short. */
export async function openPatchworkPage(path: string): Promise<Source> {
  const { size } = await stat(path);
  return {
    kind: 'patchwork',
    size: { unit: 'bytes', total: size },
    events: async function* () {
      yield* pageEvents(await openByteStream(createReadStream(path)));
    },
  };
}

/** Cover or patch and comments as reconstructed messages (docs/patchwork.md), in the order of the page. */
export async function* pageEvents(stream: ByteStream): AsyncGenerator<SourceEvent, void, undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream.chunks()) {
    chunks.push(chunk.subarray(0, PAGE_BYTES_MAX - length));
    length += chunk.length;
    if (length > PAGE_BYTES_MAX) break;
  }
  stream.close();
  const done = stream.bytesRead();
  const damage = length > PAGE_BYTES_MAX ? `it is longer than ${PAGE_BYTES_MAX} bytes` : stream.damage();
  if (damage !== null) {
    const detail = `The page cannot be read whole: ${damage}. It was left out.`;
    yield problemEvent({ code: 'source-damaged', where: 'page', detail }, null, done);
    return;
  }
  const page = parsePatchworkPage(Buffer.concat(chunks).toString('utf8'));
  if (page === null) {
    const detail = 'It begins like a Patchwork page, but no author and date stand under its Message heading.';
    yield problemEvent({ code: 'source-unreadable', where: 'page', detail }, null, done);
    return;
  }
  if (page.isCut) {
    const detail = 'The page ends before its patch. The last comment, which may be cut, was left out.';
    yield problemEvent({ code: 'source-damaged', where: 'page', detail }, null, done);
  }
  for (const [index, text] of pageMessages(page, sha256).entries()) {
    const where = index === 0 ? `page of ${page.messageId}` : `comment ${index} of ${page.messageId}`;
    yield { kind: 'message', message: { bytes: Buffer.from(text), list: null, where }, cursor: null, done };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
