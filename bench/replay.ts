import type { Source, SourceEvent } from '@/ingest/sources/source.ts';
import type { RawMail } from './bundle.ts';

const DAY_MS = 86_400_000;
/** A quarter of a year, as long as the bundle. Backwards, because a date after the time of arrival is not believed. */
const REPLAY_DAYS = 92;
/** Addresses of lists stay: a replay is more mail of the same list. */
const LIST_HOST = 'vger.kernel.org';

/**
 * The mails again as mails of other people in an earlier quarter: every address and Message-ID, in header and body,
 * gets the number of the replay before its `@`, and every subject gets it at its end, so that threads, versions and
 * citations stay among themselves. Replay 0 is the mails as they are.
 */
export function replayMails(mails: readonly RawMail[], replay: number): readonly Uint8Array[] {
  return replay === 0 ? mails : mails.map((mail) => replayMail(mail, replay));
}

function replayMail(mail: RawMail, replay: number): Buffer {
  const text = mail
    .toString('latin1')
    .replace(/@(?=([\w-][\w.-]*))/g, (at, host: string) => (host === LIST_HOST ? at : `.r${replay}@`))
    .replace(/^Subject:.*(?:\n[ \t].*)*/im, (field) => `${field} (r${replay})`)
    .replace(/^change-id: .*$/m, (line) => `${line}-r${replay}`)
    .replace(/^Date:(.*)$/m, (line, date: string) => {
      const at = Date.parse(date);
      return Number.isNaN(at) ? line : `Date: ${new Date(at - replay * REPLAY_DAYS * DAY_MS).toUTCString()}`;
    });
  return Buffer.from(text, 'latin1');
}

/** Mails in memory as a source. */
export function memorySource(mails: readonly Uint8Array[]): Source {
  return {
    kind: 'stream',
    size: { unit: 'messages', total: mails.length },
    events: async function* (): AsyncGenerator<SourceEvent, void, undefined> {
      for (const [index, bytes] of mails.entries()) {
        const message = { bytes, list: null, where: `mail ${index}` };
        yield { kind: 'message', message, cursor: null, done: index + 1 };
      }
    },
  };
}
