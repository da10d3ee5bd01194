import type { ReactElement } from 'react';
import { Refusal } from '@/app/_account/refusal-page.tsx';
import { sendAgain } from '@/app/_account/send-again.tsx';
import { Conflict, type Theirs } from '@/app/_judge/conflict-page.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { type Act, guarded, type Handler, type Rule } from '@/lib/auth/guard.ts';
import type { Refused } from '@/lib/auth/outcome.ts';
import type { Fields } from '@/lib/auth/read-body.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import type { Judgement } from '@/lib/judge/judgement.ts';
import { loadAccountNames } from '@/lib/store/account/account-names.ts';
import { actText } from '@/lib/view/text/judgement-text.ts';

type Choice = {
  readonly conflicts?: readonly Judgement[];
  readonly comment?: Comment;
  readonly again?: Readonly<Record<string, string>>;
};

/** A route that records what people say: `guarded`, with a page for those who come second. */
export function logRoute<Body>(rule: Rule<Body>, act: Act<Body, ReactElement>): Handler {
  return guarded(rule, act, {
    page: (request, page) => htmlResponse(request, page),
    refusal: async (request, refusal, typed) =>
      htmlResponse(request, await refusalPage(request, refusal, typed), refusal.status),
  });
}

async function refusalPage(request: Request, refusal: Refused, typed: Fields): Promise<ReactElement> {
  const { conflicts, comment, again } = refusal.value as unknown as Choice;
  const back = localPath(again?.['back'] ?? textIn(typed, 'back'));
  const action = new URL(request.url).pathname;
  if (refusal.code !== 'CONFLICT' || again === undefined) {
    const form = sendAgain({ action, fields: typed, refusal });
    return <Refusal refusal={refusal} back={back} again={form} />;
  }
  const judged = (conflicts ?? []).map(
    ({ author, recordedAt, act }): Theirs => ({ author, at: recordedAt, text: actText(act) }),
  );
  const theirs = comment === undefined ? judged : [lastOf(comment)];
  const names = await loadAccountNames(theirs.map(({ author }) => author));
  return <Conflict {...{ theirs, action, again, names, back }} />;
}

function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function lastOf({ history, text }: Comment): Theirs {
  const last = history.at(-1);
  const did = { create: 'wrote', edit: 'changed it to', resolve: 'settled', reopen: 'reopened' } as const;
  const verb = last?.act.verb ?? 'create';
  const what = verb === 'hide' || verb === 'show' ? `chose to ${verb} it` : `${did[verb]}: “${text}”`;
  return { author: last?.author ?? 'Somebody', at: last?.recordedAt ?? 0, text: what };
}
