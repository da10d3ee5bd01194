import type { ReactElement } from 'react';
import { Refusal } from '@/app/_account/refusal-page.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { type Act, guarded, type Handler, type Rule } from '@/lib/auth/guard.ts';

/** A route handler that changes something: `guarded` with our pages for its answers. */
export function writeRoute<Body>(rule: Rule<Body>, act: Act<Body, ReactElement>): Handler {
  return guarded(rule, act, {
    page: (request, page) => htmlResponse(request, page),
    refusal: (request, refusal) =>
      htmlResponse(request, <Refusal refusal={refusal} back={backOf(request)} />, refusal.status),
  });
}

/** The page the form was on. */
function backOf(request: Request): string {
  const referer = request.headers.get('referer') ?? '';
  const url = URL.canParse(referer) ? new URL(referer) : null;
  return url !== null && url.host === request.headers.get('host') && !/^\/+\//.test(url.pathname)
    ? url.pathname
    : '/';
}
