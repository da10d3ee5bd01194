import type { ReactElement } from 'react';
import { type PatchText, pathOf } from '@/lib/series/patch/patch-text.ts';

/** More files than this are counted, not listed. */
const FILES_SHOWN = 8;

/** Files of a patch with the lines it adds and takes away. */
export function PatchFiles({ patch }: { readonly patch: PatchText }): ReactElement {
  const shown = patch.files.slice(0, FILES_SHOWN);
  const hidden = patch.files.length - shown.length;
  return (
    <ul className="plain files">
      {shown.map((file) => (
        <li key={file.start}>
          <code>{pathOf(file)}</code>{' '}
          {file.binary ? 'binary' : <Counts added={file.added} deleted={file.deleted} />}
        </li>
      ))}
      {hidden > 0 ? (
        <li>
          and {hidden} more, all <Counts added={patch.added} deleted={patch.deleted} />
        </li>
      ) : null}
    </ul>
  );
}

function Counts({ added, deleted }: { readonly added: number; readonly deleted: number }): ReactElement {
  return (
    <>
      <span className="added">+{added}</span> <span className="removed">−{deleted}</span>
    </>
  );
}
