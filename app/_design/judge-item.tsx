import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { AttachedEvidence } from '@/app/_design/attached.tsx';
import { ClaimForms } from '@/app/_design/claim-forms.tsx';
import { type Judging, mayComment } from '@/app/_design/judging.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import { newComment, newJudgement, saidAnchor } from '@/app/_judge/come-back.ts';
import { CommentList } from '@/app/_judge/comment-list.tsx';
import { ItemForms } from '@/app/_judge/item-forms.tsx';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Hidden, Reason, Say } from '@/app/_judge/say.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import { type Judgement, STATUSES } from '@/lib/judge/judgement.ts';
import { inForce } from '@/lib/judge/undo.ts';
import type { AccountNames } from '@/lib/store/account/account-names.ts';
import { actText } from '@/lib/view/text/judgement-text.ts';

type Props = {
  readonly judging: Judging;
  readonly item: PlacedItem;
  /** The address of its message. */
  readonly message: string;
  /** What the page says of it where that is more than its own mails: the status of its option. */
  readonly status?: string;
};

/** What people said of an item, and the forms to say more, which open in place for those who may. */
export function Judged({ judging, item, message, status }: Props): ReactElement | null {
  const judged = judging.items.get(item.id);
  const comments = judging.comments.get(item.id) ?? [];
  const isOpen = judging.open === itemAnchor(item.id);
  const may = judging.mayJudge || judging.mayComment;
  const history = judged?.history ?? [];
  if (!may && history.length === 0 && comments.length === 0) return null;
  return (
    <div className="judged">
      <Said history={history} names={judging.names} />
      {item.kind === 'proposal' || judged === undefined || judged.evidence.length === 0 ? null : (
        <ul className="plain items links-evidence">
          {judged.evidence.map((one) => (
            <AttachedEvidence key={one.by.id} one={one} names={judging.names} />
          ))}
        </ul>
      )}
      {comments.length === 0 ? null : (
        <CommentList
          comments={comments}
          may={mayComment(judging)}
          back={judging.back}
          isNested={true}
          message={message}
          placeOf={() => null}
        />
      )}
      {may && !isOpen ? <Opener judging={judging} item={item} message={message} /> : null}
      {isOpen ? <Forms {...{ judging, item, message, judged }} status={status ?? item.status ?? ''} /> : null}
    </div>
  );
}

type SaidProps = {
  /** All that was said of an item: what of it was taken back is told from it. */
  readonly history: readonly Judgement[];
  /** Which of it is shown; default: all. */
  readonly isShown?: (judgement: Judgement) => boolean;
  readonly names: AccountNames;
};

/** What people said of an item, a line each, where forms come back to it. */
export function Said({ history, isShown = () => true, names }: SaidProps): ReactElement {
  const counts = new Set(inForce(history));
  return (
    <>
      {history.filter(isShown).map((judgement) => (
        <p key={judgement.id} id={saidAnchor(judgement.id)}>
          <SaidBy address={judgement.author} names={names} />{' '}
          <Act judgement={judgement} history={history} names={names} /> <When at={judgement.recordedAt} />
          {judgement.act.verb === 'undo' || counts.has(judgement) ? null : ', taken back'}
          {judgement.reason === null ? null : (
            <>
              : <q>{judgement.reason}</q>
            </>
          )}
        </p>
      ))}
    </>
  );
}

type ActProps = {
  readonly judgement: Judgement;
  readonly history: readonly Judgement[];
  readonly names: AccountNames;
};

/** What was said; of what was taken back, whose it was and what it said. */
function Act({ judgement: { act }, history, names }: ActProps): ReactElement {
  const undone = act.verb === 'undo' ? history.find(({ id }) => id === act.judgement) : undefined;
  if (undone === undefined) return <>{actText(act)}</>;
  // "Took back that Bob took a judgement back" makes the reader count.
  if (undone.act.verb === 'undo') {
    return (
      <>
        put back what <SaidBy address={undone.author} names={names} /> had taken back
      </>
    );
  }
  return (
    <>
      took back that <SaidBy address={undone.author} names={names} /> {actText(undone.act)}
    </>
  );
}

/**
 * The forms of one item at a time are in the page: those of all would be most of it. A fragment inside of a folded row
 * opens it, without script too; one that names the row would not.
 */
function Opener({ judging, item, message }: Props): ReactElement {
  const anchor = itemAnchor(item.id);
  const address = new URL(judging.back, 'http://here');
  address.searchParams.set('judge', anchor);
  return (
    <span className="links">
      <a
        className="judge"
        href={`${address.pathname}${address.search}#forms`}
        rel="nofollow"
        data-judge={item.id}
        data-head={judging.items.get(item.id)?.head ?? ''}
      >
        {judging.mayJudge ? 'judge or comment' : 'comment'}
      </a>
      <a className="judge" href={`${message}reply?item=${anchor}`} rel="nofollow" data-reply="">
        reply
      </a>
    </span>
  );
}

type FormsProps = Props & { readonly judged: JudgedItem | undefined; readonly status: string };

function Forms({ judging, item, judged, status }: FormsProps): ReactElement {
  const place = `${judging.back}#${itemAnchor(item.id)}`;
  const fields = { item: item.id, onTop: judged?.head ?? '' };
  const form = (verb: string): Readonly<Record<string, string>> => newJudgement(verb, place, fields);
  const statuses = STATUSES[item.kind];
  return (
    // The keys that speak of its row find the item here, as they find it at the link that opened this.
    <div className="forms" id="forms" data-judge={item.id} data-head={fields.onTop}>
      {judging.mayJudge ? (
        <>
          <Say fields={form('accept')} submit="accept" />
          <Say fields={form('reject')} submit={`reject: it is no ${item.kind}`}>
            <Reason />
          </Say>
          {statuses.length === 0 ? null : (
            <Say fields={form('status')} submit="set the status">
              <label>
                status{' '}
                <select id="forms-status" name="to" defaultValue={status}>
                  {statuses.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              </label>
              <Reason />
            </Say>
          )}
          <Say fields={form('title')} submit="set the title">
            <label>
              title <input name="to" defaultValue={item.title} maxLength={160} required={true} size={50} />
            </label>
          </Say>
          <ItemForms {...{ item, judged, fields, place }} items={judging.items} names={judging.names} />
          <ClaimForms item={item} judged={judged} fields={fields} place={place} />
        </>
      ) : null}
      {judging.mayComment ? (
        <form method="post" action="/api/comments">
          <Hidden fields={newComment(place, { about: 'item', item: item.id })} />
          <label>
            comment
            <textarea id="forms-comment" name="text" rows={3} required={true} />
          </label>
          <button type="submit">comment</button>
        </form>
      ) : null}
    </div>
  );
}

/** What the keys `a` and `x` send for the row one is at: the script fills in the item. */
export function KeyForm({ judging }: { readonly judging: Judging }): ReactElement | null {
  if (!judging.mayJudge) return null;
  return (
    <form method="post" action="/api/judgements" id="judge-by-key" hidden={true}>
      <Hidden fields={{ verb: '', id: randomUUID(), item: '', onTop: '', back: judging.back }} />
    </form>
  );
}
