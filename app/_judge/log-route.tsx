import type { ReactElement } from 'react';
import { Refusal } from '@/app/_account/refusal-page.tsx';
import { sendAgain } from '@/app/_account/send-again.tsx';
import { Conflict } from '@/app/_judge/conflict-page.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { type Act, guarded, type Handler, type Rule } from '@/lib/auth/guard.ts';
import type { Refused } from '@/lib/auth/outcome.ts';
import type { Fields } from '@/lib/auth/read-body.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import { loadAccountNames } from '@/lib/store/account/account-names.ts';

/** A route that records what people say: `guarded`, with a page for those who come second. */
export function logRoute<Body>(rule: Rule<Body>, act: Act<Body, ReactElement>): Handler {
  return guarded(rule, act, {
    page: (request, page) => htmlResponse(request, page),
    refusal: async (request, refusal, typed) =>
      htmlResponse(request, await refusalPage(request, refusal, typed), refusal.status),
  });
}

async function refusalPage(request: Request, refusal: Refused, typed: Fields): Promise<ReactElement> {
  const { meanwhile } = refusal;
  const action = new URL(request.url).pathname;
  if (meanwhile === null) {
    const back = localPath(textIn(typed, 'back'));
    return <Refusal refusal={refusal} back={back} again={sendAgain({ action, fields: typed, refusal })} />;
  }
  const names = await loadAccountNames(meanwhile.theirs.map(({ author }) => author));
  const back = localPath(meanwhile.again['back'] ?? textIn(typed, 'back'));
  return <Conflict {...meanwhile} action={action} names={names} back={back} />;
}

function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
