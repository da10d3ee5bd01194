import type { ReactElement } from 'react';
import { Commands } from '@/app/_ui/commands.tsx';
import { Frame } from '@/app/_ui/frame.tsx';

/** The page while the database is away. It needs none. */
export function Unavailable(props: { readonly message: string; readonly remedy: string }): ReactElement {
  return (
    <Frame title="The archive is not available" crumbs={[]} up="/">
      <h1>The archive is not available right now</h1>
      <p>{props.message} Nothing is lost; this page works again as soon as the database does.</p>
      <p>
        If it stays away: <Commands text={props.remedy} />
      </p>
    </Frame>
  );
}
