import type { ReactElement, ReactNode } from 'react';
import { loreUrl, messagePath } from '@/lib/view/url.ts';

/** Lists of the messages that are in this archive (lib/store/keep/present.ts). */
export type Present = ReadonlyMap<string, readonly string[]>;

type Props = { readonly messageId: string; readonly present: Present; readonly children?: ReactNode };

/** A message by its id: here when the archive has it, else where the rest of the world keeps it. */
export function MessageLink({ messageId, present, children }: Props): ReactElement {
  const list = present.get(messageId)?.[0];
  if (list !== undefined) {
    return (
      <a href={messagePath(list, messageId)} title={messageId}>
        {children ?? messageId}
      </a>
    );
  }
  return (
    <a href={loreUrl(messageId)} rel="nofollow noopener" title={`${messageId}, not in this archive`}>
      {children ?? messageId} ↗
    </a>
  );
}
