import { MESSAGE_BYTES_MAX, MESSAGE_HEAD_BYTES } from './clamp.ts';

/**
 * A batch on its way to the worker: all messages in one buffer that changes hands without a copy. The originals stay
 * with the sender, who still has them when the worker dies. Of a message beyond the limit only the head is sent.
 */
export type PackedBatch = {
  /** Positive; names the batch in the shared array and in the answer. */
  readonly number: number;
  /** What to make of the messages. */
  readonly kind: BatchKind;
  readonly bytes: ArrayBuffer;
  readonly messages: readonly { readonly sentLength: number; readonly fullLength: number }[];
};

export type BatchKind = 'emails' | 'rows';

export type UnpackedMessage = { readonly bytes: Uint8Array; readonly fullLength: number };

/** Slots of the array shared with the worker: the batch and the message it is busy with. */
export const SHARED_BATCH = 0;
export const SHARED_INDEX = 1;
export const SHARED_SLOTS = 2;
/** Batch number of a worker that has nothing to do. */
export const IDLE = 0;

export function packBatch(number: number, kind: BatchKind, originals: readonly Uint8Array[]): PackedBatch {
  const heads = originals.map((bytes) =>
    bytes.length > MESSAGE_BYTES_MAX ? bytes.subarray(0, MESSAGE_HEAD_BYTES) : bytes,
  );
  const packed = new Uint8Array(heads.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const head of heads) {
    packed.set(head, offset);
    offset += head.length;
  }
  const messages = originals.map(({ length }, index) => ({
    sentLength: heads[index]?.length ?? 0,
    fullLength: length,
  }));
  return { number, kind, bytes: packed.buffer, messages };
}

export function unpackBatch(batch: PackedBatch): readonly UnpackedMessage[] {
  let offset = 0;
  return batch.messages.map(({ sentLength, fullLength }) => {
    const bytes = new Uint8Array(batch.bytes, offset, sentLength);
    offset += sentLength;
    return { bytes, fullLength };
  });
}
