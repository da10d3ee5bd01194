import { mboxGzResponse } from '@/app/_archive/mbox-gz.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { planText } from '@/lib/store/find.ts';
import { FOUND_MAX, type MailSearch, openFoundMail } from '@/lib/store/search/found-mail.ts';
import { formatCount } from '@/lib/view/count.ts';

/**
 * `POST /<inbox>/?x=m&q=…`: the mail that a search finds, as public-inbox gives it; b4 looks for other versions so, lei
 * for anything. With `t=1` all of its threads. Never a part: what is too much is refused. Answers that are no mail are
 * a line of text, as nobody sees them in a browser.
 */
export async function mailResponse(
  request: Request,
  place: Pick<MailSearch, 'list' | 'thread'>,
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  if (query.get('x') !== 'm') return plain('POST is for ?x=m&q=WORDS, the mail of a search.', 405);
  const text = (query.get('q') ?? '').toWellFormed();
  if (text.trim() === '') return plain('Say what to look for: ?x=m&q=WORDS', 400);
  const planned = await planText({ text, now: Date.now() });
  if ('problem' in planned) {
    return plain(`At character ${planned.problem.at + 1}: ${planned.problem.detail}`, 400);
  }
  const threads = !['0', '', null].includes(query.get('t')) || (await asksThreads(request));
  try {
    const found = await openFoundMail({ plan: planned.plan, ...place, threads });
    // A list that is private or not there is one where nothing is found.
    if (found === null) return plain('Nothing was found.', 404);
    if (found.kind === 'mail') return mboxGzResponse('results.mbox.gz', found.batches);
    const most = `${formatCount(FOUND_MAX.messages, 'message', 'messages')} or ${FOUND_MAX.bytes >> 20} MiB`;
    return plain(`This is more than ${most}. Add a word, or dates such as d:2024-07-01..2024-07-31.`, 400);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'BOUND_TOO_LARGE') throw error;
    return plain(`${error.message} ${error.remedy}`, 503);
  }
}

/** The button of public-inbox's page, `x=full threads`, is the first field of its form. */
async function asksThreads(request: Request): Promise<boolean> {
  const reader = request.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return /^x=[^0&]/.test(Buffer.from(value?.subarray(0, 3) ?? []).toString('latin1'));
}

function plain(text: string, status: 400 | 404 | 405 | 503): Response {
  const allow: Record<string, string> = status === 405 ? { Allow: 'GET, HEAD' } : {};
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...allow },
  });
}
