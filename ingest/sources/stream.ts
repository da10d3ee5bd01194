import type { Readable } from 'node:stream';
import { openByteStream } from './byte-stream.ts';
import { emlEvents } from './eml.ts';
import { mboxEvents } from './mbox.ts';
import { pageEvents } from './patchwork/page.ts';
import { formatOf, unknownStream } from './sniff.ts';
import type { Source } from './source.ts';

/**
 * Standard input or a pipe: an mbox or one message, plain or gzip. It can be read only once, so nothing of it is taken
 * before the events are asked for, there is no cursor, and what it is shows only then (AppError `UNSUPPORTED`).
 */
export function openStream(input: () => Readable, name: string): Source {
  return {
    kind: 'stream',
    size: null,
    events: async function* () {
      const stream = await openByteStream(input());
      const format = formatOf(stream.head);
      if (format === 'message') yield* emlEvents(stream, 'byte 0');
      else if (format === 'patchwork page') yield* pageEvents(stream);
      else if (format === 'mbox' || format === 'empty') {
        yield* mboxEvents(stream, { skip: 0, base: 0, identity: null, isWritten: null });
      } else throw unknownStream(name, format);
    },
  };
}
