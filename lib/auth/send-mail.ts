import { createTransport } from 'nodemailer';
import { logProblem } from '@/lib/auth/log-problem.ts';
import type { SmtpSettings } from '@/lib/auth/settings.ts';
import { errorCode } from '@/lib/base/error-code.ts';

const TIMEOUT_MS = 20_000;

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where one unsubscribes (RFC 2369): the mail is one of many that nobody asked for by hand. */
  readonly unsubscribe?: string;
  /** The same for the same mail, so that programs know one that comes twice. */
  readonly messageId?: string;
};

/** `refused`: nobody got it. `unknown`: the connection broke, so it may have arrived. */
export type MailOutcome = 'sent' | 'refused' | 'unknown';

/**
 * Sends one text mail. Never fails: whoever asked has been answered already, and an admin can show the link instead;
 * what went wrong is one line in the log, without the text, which holds a link.
 */
export async function sendMail(smtp: SmtpSettings, mail: Mail): Promise<MailOutcome> {
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { unsubscribe, messageId, ...plain } = mail;
  try {
    await transport.sendMail({
      ...{ from: smtp.from, ...plain },
      ...(messageId === undefined ? {} : { messageId: `<${messageId}>` }),
      ...(unsubscribe === undefined
        ? {}
        : { headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'Auto-Submitted': 'auto-generated' } }),
    });
    return 'sent';
  } catch (error) {
    logProblem('mail not sent', error);
    return isRefusal(error) ? 'refused' : 'unknown';
  } finally {
    transport.close();
  }
}

/** The server said no, or there is none. A connection that broke later says nothing of what it took. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('responseCode' in error && typeof error.responseCode === 'number') return true;
  if ('syscall' in error && error.syscall === 'connect') return true;
  return ['EDNS', 'EAUTH', 'EENVELOPE'].includes(errorCode(error) ?? '');
}
