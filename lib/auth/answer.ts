import type { Outcome, Refused } from '@/lib/auth/outcome.ts';
import type { Fields } from '@/lib/auth/read-body.ts';

/** How outcomes become responses for browsers; lib/auth knows no pages. */
export type Answers<Page> = {
  readonly page: (request: Request, page: Page) => Promise<Response>;
  /** `typed` are the fields as they were sent, empty when they were not read. */
  readonly refusal: (request: Request, refusal: Refused, typed: Fields) => Promise<Response>;
};

/** Forms get pages and redirects, all others JSON. Nothing of it may be kept by a cache. */
export async function answer<Page>(
  request: Request,
  outcome: Outcome<Page>,
  answers: Answers<Page>,
  typed: Fields,
): Promise<Response> {
  const response = await bare(request, outcome, answers, typed);
  response.headers.set('Cache-Control', 'no-store');
  for (const cookie of outcome.cookies) response.headers.append('Set-Cookie', cookie);
  if (outcome.kind !== 'refused') return response;
  if (outcome.status === 401) response.headers.set('WWW-Authenticate', 'Bearer');
  if (outcome.retryAfterSeconds !== null)
    response.headers.set('Retry-After', String(outcome.retryAfterSeconds));
  return response;
}

async function bare<Page>(
  request: Request,
  outcome: Outcome<Page>,
  answers: Answers<Page>,
  typed: Fields,
): Promise<Response> {
  const html = request.headers.get('authorization') === null && !asksForJson(request);
  switch (outcome.kind) {
    case 'done':
      return html
        ? new Response(null, { status: 303, headers: { Location: outcome.to } })
        : Response.json({ ok: true, ...outcome.value });
    case 'shown':
      return html ? answers.page(request, outcome.page) : Response.json({ ok: true, ...outcome.value });
    case 'refused': {
      if (html) return answers.refusal(request, outcome, typed);
      const { code, message, remedy, value } = outcome;
      return Response.json(
        { ok: false, error: { ...value, code, message, remedy } },
        { status: outcome.status },
      );
    }
  }
}

/** Programs say so by what they send or take. */
export function asksForJson(request: Request): boolean {
  const sends = request.headers.get('content-type') ?? '';
  return (
    /^application\/json\b/i.test(sends) || /^application\/json\b/i.test(request.headers.get('accept') ?? '')
  );
}
