import { z } from 'zod';
import { AppError } from '@/lib/base/app-error.ts';
import { knownFailure } from './known-failure.ts';

/**
 * What the supervisor writes to a lease, one JSON object a line. The client writes nothing: an open
 * connection is the lease, so a client killed in any way gives it back.
 */
const LeaseMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('log'), line: z.string() }),
  z.object({ kind: z.literal('ready'), socketFolder: z.string(), version: z.string() }),
  z.object({
    kind: z.literal('failed'),
    code: z.enum(['BAD_INPUT', 'DATABASE_UNAVAILABLE', 'UNSUPPORTED']),
    message: z.string(),
    remedy: z.string(),
  }),
]);

export type LeaseMessage = z.infer<typeof LeaseMessage>;

export function encodeMessage(message: LeaseMessage): string {
  return `${JSON.stringify(message)}\n`;
}

export function decodeMessage(line: string): LeaseMessage {
  return LeaseMessage.parse(JSON.parse(line));
}

export function failureMessage(cause: unknown): LeaseMessage {
  const known = cause instanceof AppError ? cause : knownFailure(cause);
  if (known !== null) {
    const code =
      known.code === 'BAD_INPUT' || known.code === 'UNSUPPORTED' ? known.code : 'DATABASE_UNAVAILABLE';
    return { kind: 'failed', code, message: known.message, remedy: known.remedy };
  }
  return {
    kind: 'failed',
    code: 'DATABASE_UNAVAILABLE',
    message: cause instanceof Error ? cause.message : String(cause),
    remedy: 'See supervisor.log and postgres.log in the log folder of DOCKET_HOME.',
  };
}
