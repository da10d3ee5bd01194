import type { ReactElement } from 'react';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CitedMessage } from '@/lib/store/keep/citations.ts';
import { formatDay } from '@/lib/view/time.ts';
import { loreUrl, messagePath } from '@/lib/view/url.ts';

/** What of the archive is cited, by Message-ID. */
export type Cited = ReadonlyMap<string, CitedMessage>;

type Props = {
  readonly domain: Domain;
  readonly messages: readonly string[];
  readonly cited: Cited;
  readonly label: string;
};

/** Messages as people speak of them: who, when, about what. Nothing where none is cited. */
export function CitedMessages({ domain, messages, cited, label }: Props): ReactElement | null {
  if (messages.length === 0) return null;
  return (
    <ul className="citations" aria-label={label}>
      {messages.map((id) => (
        <li key={id}>
          <Citation domain={domain} messageId={id} found={cited.get(id) ?? null} />
        </li>
      ))}
    </ul>
  );
}

type CitationProps = {
  readonly domain: Domain;
  readonly messageId: string;
  readonly found: CitedMessage | null;
};

/** A link when the archive has it; else what is known of it, and where the rest of the world keeps it. */
function Citation({ domain, messageId, found }: CitationProps): ReactElement {
  const list = found?.lists[0];
  if (found === null || list === undefined) {
    const known = domain.cited.get(messageId);
    return (
      <>
        {known === undefined ? messageId : `${known.who}, ${known.day}`}{' '}
        <a
          href={loreUrl(messageId)}
          rel="nofollow noopener"
          title={`${messageId}, not in this archive`}
          aria-label={`${known === undefined ? messageId : `${known.who}, ${known.day}`}, on lore`}
        >
          on lore ↗
        </a>
      </>
    );
  }
  return (
    <>
      {found.who}
      {found.at === null ? '' : `, ${formatDay(found.at)}`}:{' '}
      <a href={messagePath(list, messageId)} title={messageId}>
        {found.subject === '' ? '(no subject)' : found.subject}
      </a>
    </>
  );
}
