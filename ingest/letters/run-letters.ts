import { keepListening } from '@/ingest/letters/keep-listening.ts';
import { mailDigests } from '@/ingest/letters/mail-digests.ts';
import { mailNotices } from '@/ingest/letters/mail-notices.ts';
import { notifyAll } from '@/ingest/letters/notify.ts';
import type { PostOffice } from '@/ingest/letters/send-one.ts';
import { sumOfEach } from '@/ingest/letters/sum-of-each.ts';
import { pause } from '@/ingest/pause.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { loadConcerned } from '@/lib/store/account/reader-row.ts';

/** Comments are told to the page at once; mail may wait this long. */
const EVERY_MS = 60_000;
/** Rounds after which everything is looked at, changed or not. */
const LOOK_EVERY = 15;
/** While an archive is read in, designs change all the time. */
const PAUSE_MS = 5_000;

/**
 * One round: notifications of what was derived, unless nothing was (`isNew`), then mail, when there is a mail server.
 * Gives a line for the log; null: there was nothing to do.
 */
export async function runLetters(now: number, isNew = true): Promise<string | null> {
  const failed: unknown[] = [];
  const told = isNew ? await notifyAll(now, failed) : 0;
  const { smtp, origin } = loadSettings(process.env);
  const away = new AbortController();
  const sent = smtp === null || origin === null ? 0 : await sendAll({ smtp, origin, away }, now, failed);
  const waits = away.signal.aborted ? '; the mail server cannot be reached, what is left waits' : '';
  const done = `${told} notifications, ${sent} mails${waits}`;
  if (failed.length > 0) return `${done}; ${failed.length} failed, the first: ${reasonOf(failed[0])}`;
  return told + sent === 0 && waits === '' ? null : done;
}

async function sendAll(office: PostOffice, now: number, failed: unknown[]): Promise<number> {
  const concerned = await loadConcerned();
  const digests = await mailDigests(office, concerned, now, failed);
  const notices = await sumOfEach(concerned, failed, async (one) =>
    (await mailNotices(office, one)) ? 1 : 0,
  );
  return digests + notices;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Rounds until `stop`: when designs changed, and each minute. What goes wrong is a line, and the next round. */
export async function keepLetters(stop: AbortSignal, onLine: (line: string) => void): Promise<void> {
  let wake = new AbortController();
  let rounds = 0;
  const listening = keepListening(stop, () => wake.abort());
  while (!stop.aborted) {
    // A word of the database may be lost; so now and then it is looked at all the same.
    const isNew = wake.signal.aborted || rounds % LOOK_EVERY === 0;
    rounds += 1;
    wake = new AbortController();
    try {
      const line = await runLetters(Date.now(), isNew);
      if (line !== null) onLine(line);
    } catch (error) {
      onLine(`notifications and mail: ${reasonOf(error)}`);
    }
    await pause(PAUSE_MS, stop);
    await pause(EVERY_MS, AbortSignal.any([stop, wake.signal]));
  }
  await listening;
}
