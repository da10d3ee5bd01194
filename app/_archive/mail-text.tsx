import type { ReactElement } from 'react';
import { type MarkedBody, type MessageAddress, mailHtml } from '@/lib/view/mail/mail-html.ts';
import type { Mark } from '@/lib/view/mail/mail-marks.ts';

type MailTextProps = {
  readonly marked: MarkedBody;
  readonly address: MessageAddress;
  readonly marks?: readonly Mark[];
};

/** The only place that sets the body of a mail as HTML, and `mailHtml` the only maker of that string. */
export function MailText({ marked, address, marks }: MailTextProps): ReactElement {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div className="body" dangerouslySetInnerHTML={{ __html: mailHtml(marked, address, marks) }} />;
}
