import { mayOn } from '@/app/_judge/may.ts';
import { UnresolvedList } from '@/app/_judge/unresolved-list.tsx';
import { WaitingViews } from '@/app/_judge/waiting-views.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { loadAccountNames } from '@/lib/store/account/account-names.ts';
import { loadUnresolved } from '@/lib/store/judge/load-unresolved.ts';

export const dynamic = 'force-dynamic';

/** `/unresolved`: what people said of words that are no longer in the archive. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const [unresolved, may] = await Promise.all([loadUnresolved(), mayOn('maintainer')]);
    const names = await loadAccountNames(unresolved.map(({ judgement }) => judgement.author));
    // A message that is gone is on no list: then whoever maintains every one may take it back.
    const shown = unresolved.map((one) => ({
      ...one,
      mayJudge: may(one.lists.length === 0 ? ['*'] : one.lists),
    }));
    return htmlResponse(
      request,
      <Frame title="Judgements without words" crumbs={[{ text: 'unresolved', href: null }]} up="/suggestions">
        <h1>
          Judgements without words <WaitingViews shown="unresolved" />
        </h1>
        <p className="note">
          People spoke of words that the archive no longer has as they were. Nothing is dropped: each holds
          again when its words are back.
        </p>
        <UnresolvedList unresolved={shown} names={names} back="/unresolved" />
        {shown.length === 0 ? <p>Every judgement has its words.</p> : null}
      </Frame>,
    );
  });
}
