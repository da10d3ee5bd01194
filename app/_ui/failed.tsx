import type { ReactElement } from 'react';
import { Frame } from '@/app/_ui/frame.tsx';

/** In place of a page that a defect of ours prevented. Of the error it says only when: words of mail may be in it. */
export function Failed({ at }: { readonly at: Date }): ReactElement {
  return (
    <Frame title="Docket failed here" crumbs={[]} up="/">
      <h1>Docket failed here</h1>
      <p>
        This is a defect of Docket, not of what you asked for; the archive and what people said in it are as
        they were. Other pages work; this one may fail again.
      </p>
      <p>
        Whoever runs this Docket finds the error in the log of its server, at{' '}
        <time>{at.toISOString().slice(0, 19).replace('T', ' ')} UTC</time>. Please tell them this time and
        this address.
      </p>
    </Frame>
  );
}
