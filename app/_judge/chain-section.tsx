import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { ON_TOP_MAX } from '@/app/_judge/fields.ts';
import { mayOn } from '@/app/_judge/may.ts';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Say } from '@/app/_judge/say.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Judgement } from '@/lib/judge/judgement.ts';
import { allTargets, findHeads, headsOfUndo } from '@/lib/judge/targets.ts';
import { inForce } from '@/lib/judge/undo.ts';
import { type AccountNames, loadAccountNames } from '@/lib/store/account/account-names.ts';
import { loadJudgementsOn } from '@/lib/store/judge/load-judgements.ts';
import { loadMemberSeries, ofSeries } from '@/lib/store/judge/member-series.ts';
import { seriesPath } from '@/lib/view/url.ts';

type Said = Judgement & { readonly act: { readonly verb: 'chain' | 'cut' } };

/** What people said of the versions of a posting, and whether the present reader may. */
export type ChainSaid = {
  readonly id: string;
  readonly said: readonly {
    readonly one: Said;
    readonly onTop: readonly string[];
    readonly names: AccountNames;
  }[];
  readonly mayJudge: boolean;
  /** The same of a posting of these lists: joining two needs the role on the lists of both. */
  readonly mayOn: (lists: readonly string[]) => boolean;
  /** What whoever says more of them has seen: which pair that is about is not known before it is sent. */
  readonly seen: string;
  /** The version before this one as the mails tell it; null for none. */
  readonly earlier: string | null;
};

/** Any of the `messageIds` of the posting may have been named, and any message of the `linked` postings. */
export async function loadChainSaid(
  series: { readonly id: string; readonly lists: readonly string[]; readonly supersedes: string | null },
  messageIds: readonly string[],
  linked: readonly string[],
): Promise<ChainSaid> {
  const log = await loadJudgementsOn([...new Set([series.id, ...messageIds])]);
  const may = await mayOn('maintainer');
  const chains = inForce(log).filter(
    (one): one is Said => one.act.verb === 'chain' || one.act.verb === 'cut',
  );
  const names = await loadAccountNames(chains.map(({ author }) => author));
  const seriesOf = chains.length === 0 ? new Map() : await loadMemberSeries([series.id, ...linked]);
  const said = chains.map((one) => ({
    one: { ...one, act: ofSeries(one.act, seriesOf) },
    names,
    onTop: headsOfUndo(log, one),
  }));
  const pairs = new Set(log.flatMap(allTargets).filter((target) => target.startsWith('chain ')));
  const heads = new Set([...findHeads(log, [...pairs]).values()].map((one) => one.id));
  const seen = [...heads].slice(-ON_TOP_MAX).join(' ');
  return {
    id: series.id,
    said,
    mayJudge: may(series.lists),
    mayOn: may,
    seen,
    earlier: series.supersedes,
  };
}

/** Corrections of the version chain; the state of the design follows them. */
export function ChainSection({ chain }: { readonly chain: ChainSaid }): ReactElement | null {
  const { id, said, mayJudge, seen, earlier } = chain;
  if (said.length === 0 && !mayJudge) return null;
  const back = seriesPath(id);
  return (
    <details className="more" open={said.length > 0}>
      <summary>What people said of its versions</summary>
      <ul className="plain suggestions">
        {said.map(({ one, onTop, names }) => (
          <li key={one.id} data-stop="">
            <p>
              <SaidBy address={one.author} names={names} /> said that <Posting id={one.act.later} own={id} />{' '}
              is {one.act.verb === 'chain' ? 'the' : 'no'} next version of{' '}
              <Posting id={one.act.earlier} own={id} /> <When at={one.recordedAt} />
            </p>
            {mayJudge ? (
              <Say
                fields={{
                  verb: 'undo',
                  id: randomUUID(),
                  judgement: one.id,
                  onTop: onTop.join(' '),
                  back,
                }}
                submit="take it back"
              />
            ) : null}
          </li>
        ))}
      </ul>
      {mayJudge ? (
        <div className="on-words">
          <Say fields={{ verb: 'chain', id: randomUUID(), onTop: seen, later: id, back }} submit="set it">
            <label>
              it is the next version of (Message-ID or address){' '}
              <input name="earlier" required={true} maxLength={998} />
            </label>
          </Say>
          {earlier === null ? null : (
            <Say
              fields={{ verb: 'cut', id: randomUUID(), onTop: seen, earlier, later: id, back }}
              submit="it is no next version of the one before"
            />
          )}
        </div>
      ) : null}
    </details>
  );
}

function Posting({ id, own }: { readonly id: string; readonly own: string }): ReactElement {
  return id === own ? <>this</> : <a href={seriesPath(id)}>{id}</a>;
}
