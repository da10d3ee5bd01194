import type { Source, SourceEvent } from '@/ingest/sources/source.ts';

/** Messages in memory as a source: what a test generated takes the same way as an archive. */
export function sourceOf(mails: readonly Uint8Array[], list: string | null = 'hostile'): Source {
  return {
    kind: 'mbox',
    size: { unit: 'messages', total: mails.length },
    async *events(): AsyncGenerator<SourceEvent, void, undefined> {
      for (const [index, bytes] of mails.entries()) {
        yield {
          kind: 'message',
          message: { bytes, list, where: `mail ${index}` },
          cursor: null,
          done: index + 1,
        };
      }
    },
  };
}
