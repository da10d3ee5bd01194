import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '@/lib/auth/settings.ts';

const TIMEOUT_MS = 20_000;

/**
 * Sends one text mail. Never fails: whoever asked has been answered already, and an admin can show the link instead;
 * what went wrong is one line in the log, without the text, which holds a link.
 */
export async function sendMail(
  smtp: SmtpSettings,
  mail: { readonly to: string; readonly subject: string; readonly text: string },
): Promise<void> {
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from: smtp.from, ...mail });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    console.error(
      JSON.stringify({ event: 'mail not sent', code: typeof code === 'string' ? code : 'unknown' }),
    );
  } finally {
    transport.close();
  }
}
