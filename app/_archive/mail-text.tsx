import type { ReactElement } from 'react';
import { type MarkedBody, type MessageAddress, mailHtml } from '@/lib/view/mail-html.ts';

type MailTextProps = { readonly marked: MarkedBody; readonly address: MessageAddress };

/** The only place where a string becomes HTML unescaped, and `mailHtml` the only maker of that string. */
export function MailText({ marked, address }: MailTextProps): ReactElement {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div className="body" dangerouslySetInnerHTML={{ __html: mailHtml(marked, address) }} />;
}
