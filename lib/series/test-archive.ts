import type { MessageId } from '@/lib/mail/email.ts';
import type { Citation, MessageFacts } from '@/lib/mail/facts.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';

/** A message in a test of series: what is not said has the usual value. */
export type Row = {
  readonly subject: string;
  /** Ids it answers, oldest first. */
  readonly cites?: readonly string[];
  readonly by?: string;
  /** Minutes since the beginning; one a row unless told. */
  readonly at?: number;
  readonly diff?: boolean;
  readonly diffstat?: boolean;
  readonly trailers?: readonly Trailer[];
  readonly patchId?: string;
  readonly changeId?: string;
  /** `label id` of messages named in the text. */
  readonly names?: readonly string[];
  readonly facts?: Partial<MessageFacts>;
};

const MINUTE = 60_000;

/** Messages `m0`, `m1` ... in the order of time; a subject without `Re:` and with n > 0 carries a diff. */
export function testArchive(rows: readonly Row[]): readonly Skeleton[] {
  return rows.map((row, index): Skeleton => {
    const { subject, cites = [], by = 'ann', at = index, diff, diffstat = false, trailers = [] } = row;
    return {
      key: `k${index}`,
      messageId: `m${index}` as MessageId,
      contentHash: '',
      firstOfId: true,
      references: cites as readonly MessageId[],
      time: (at + 1) * MINUTE,
      subject,
      from: { name: by, email: `${by}@example.org` },
      lists: ['devel'],
      inReplyTo: (cites.at(-1) ?? null) as MessageId | null,
      reconstructed: false,
      matchKey: null,
      facts: {
        hasDiff: diff ?? (!/^re:/i.test(subject) && !/\b0+\//.test(subject)),
        hasDiffstat: diffstat,
        patchId: row.patchId ?? null,
        trailers,
        changeId: row.changeId ?? null,
        citations: (row.names ?? []).map(toCitation),
        signals: [],
        pull: null,
        robot: null,
        ...row.facts,
      },
    };
  });
}

function toCitation(text: string): Citation {
  const [label = '', id = ''] = text.split(' ');
  return { id: id as MessageId, label: label === '-' ? null : label, start: 0, end: 0 };
}
