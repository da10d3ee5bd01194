import type { ReactElement } from 'react';
import { cameFrom } from '@/app/_account/came-from.ts';
import { Refusal } from '@/app/_account/refusal-page.tsx';
import { sendAgain } from '@/app/_account/send-again.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { type Act, guarded, type Handler, type Rule } from '@/lib/auth/guard.ts';
import type { Refused } from '@/lib/auth/outcome.ts';
import type { Fields } from '@/lib/auth/read-body.ts';

/** The form again with what was typed into it, and why it was refused; null for the page that only says why. */
type Again = (request: Request, refusal: Refused, typed: Typed) => Promise<ReactElement | null>;

/** What was typed into a field of a form, empty when nothing was. Passwords are not to be asked for. */
type Typed = (name: string) => string;

/**
 * A route handler that changes something: `guarded` with our pages for its answers. Without an `again` of its own a
 * refused form comes back below the reason.
 */
export function writeRoute<Body>(rule: Rule<Body>, act: Act<Body, ReactElement>, again?: Again): Handler {
  return guarded(rule, act, {
    page: (request, page) => htmlResponse(request, page),
    refusal: async (request, refusal, fields) => {
      const page = again === undefined ? null : await again(request, refusal, typedIn(fields));
      const action = new URL(request.url).pathname;
      const form = again === undefined ? sendAgain({ action, fields, refusal }) : null;
      const why = <Refusal refusal={refusal} back={cameFrom(request)} again={form} />;
      return htmlResponse(request, page ?? why, refusal.status);
    },
  });
}

function typedIn(fields: Fields): Typed {
  return (name) => (typeof fields[name] === 'string' ? fields[name].slice(0, 1_000) : '');
}
