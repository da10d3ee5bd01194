import { createTransport } from 'nodemailer';
import { logProblem } from '@/lib/auth/log-problem.ts';
import type { SmtpSettings } from '@/lib/auth/settings.ts';
import { errorCode } from '@/lib/base/error-code.ts';

const TIMEOUT_MS = 20_000;

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where one unsubscribes (RFC 2369), behind https with one click (RFC 8058). */
  readonly unsubscribe?: string;
  /** The same for the same mail, so that programs know one that comes twice. */
  readonly messageId?: string;
};

/**
 * `away`: the server cannot be reached or does not let us in, whoever the mail is for. `refused`: it does not take this
 * one. Nobody got either. `unknown`: the connection broke while it was sent, so it may have arrived.
 */
export type MailOutcome = 'sent' | 'away' | 'refused' | 'unknown';

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
  let isBegun = false;
  // The text is asked for once the server greeted and knows who we are; before that it has nothing.
  transport.use('stream', ({ message }, done) => {
    message.processFunc((text) => {
      isBegun = true;
      return text;
    });
    done();
  });
  try {
    await transport.sendMail({
      ...{ from: smtp.from, ...plain },
      ...(messageId === undefined ? {} : { messageId: `<${messageId}>` }),
      headers: headersOf(unsubscribe),
    });
    return 'sent';
  } catch (error) {
    logProblem('mail not sent', error);
    if (isRefusal(error)) return isOfAll(error) ? 'away' : 'refused';
    return isBegun ? 'unknown' : 'away';
  } finally {
    transport.close();
  }
}

/** Nobody's vacation answers what a program wrote (RFC 3834). */
function headersOf(unsubscribe: string | undefined): Readonly<Record<string, string>> {
  const own = { 'Auto-Submitted': 'auto-generated' };
  if (unsubscribe === undefined) return own;
  const oneClick = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return {
    ...own,
    'List-Unsubscribe': `<${unsubscribe}>`,
    ...(unsubscribe.startsWith('https:') ? oneClick : {}),
  };
}

/** The server said no. A connection that broke says nothing of what it took. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('responseCode' in error && typeof error.responseCode === 'number') || errorCode(error) === 'EENVELOPE'
  );
}

/** What was refused is the greeting or the sign-in: the next mail fares no better. */
function isOfAll(error: unknown): boolean {
  return (
    errorCode(error) === 'EAUTH' || (error instanceof Error && 'command' in error && error.command === 'CONN')
  );
}
