import type { ReactElement } from 'react';
import { MailText } from '@/app/_archive/mail-text.tsx';
import { markBody } from '@/app/_archive/marked-body.ts';
import { type AttachedPatch, attachedPieces } from '@/lib/mail/patches/attached-patches.ts';
import { attachedSlots } from '@/lib/series/attached-slots.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import type { FullMessage } from '@/lib/store/message.ts';
import { formatCount } from '@/lib/view/count.ts';
import type { MessageAddress } from '@/lib/view/mail/mail-html.ts';
import { attachedAnchor } from '@/lib/view/url.ts';

/** Longer patches are closed until somebody opens them: the mail itself is read first. */
const OPEN_LENGTH_MAX = 60_000;

type Props = {
  readonly message: Pick<FullMessage, 'attached' | 'patches'>;
  readonly address: MessageAddress;
};

/** The patches that are attached to a mail, below its text and drawn as mail is: each with its name and size. */
export function AttachedPatches({ message, address }: Props): ReactElement | null {
  const { attached, patches } = message;
  if (attached === null || patches === null) return null;
  const numbers = new Map([...(attachedSlots(patches)?.slots ?? [])].map(([n, { start }]) => [start, n]));
  return (
    <section id="attached">
      {attachedPieces(attached, patches).map(({ start, end, head }) => {
        const text = attached.slice(start, end);
        const number = head === null ? null : (numbers.get(start) ?? patches.indexOf(head) + 1);
        return (
          <details
            key={start}
            {...(number === null ? {} : { id: attachedAnchor(number) })}
            className="attached"
            open={attached.length <= OPEN_LENGTH_MAX}
            data-stop=""
          >
            <summary>
              {head === null ? 'attached: words beside the patches' : <Name head={head} patches={patches} />}
              {head === null ? null : <Size text={text} />}
            </summary>
            <MailText marked={markBody(text)} address={address} />
          </details>
        );
      })}
    </section>
  );
}

type NameProps = { readonly head: AttachedPatch; readonly patches: readonly AttachedPatch[] };

function Name({ head, patches }: NameProps): ReactElement {
  const place = patches.length === 1 ? '' : ` ${patches.indexOf(head) + 1} of ${patches.length}`;
  return (
    <>
      attached{place}: <code>{head.fileName || head.title || 'a patch without a name'}</code>{' '}
    </>
  );
}

function Size({ text }: { readonly text: string }): ReactElement | null {
  const patch = parsePatch(text);
  if (patch === null) return null;
  return (
    <span className="note">
      {formatCount(patch.files.length, 'file', 'files')}, +{patch.added} −{patch.deleted}
    </span>
  );
}
