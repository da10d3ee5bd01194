import { judge } from '@/app/_judge/judge.ts';
import { JUDGEMENT_RULE } from '@/app/_judge/judgement-rule.ts';
import { logRoute } from '@/app/_judge/log-route.tsx';
import { servePage } from '@/app/_ui/respond.tsx';
import { asReader } from '@/lib/auth/account-rule.ts';
import { placeOfId } from '@/lib/judge/judgement.ts';
import { historyOf } from '@/lib/judge/targets.ts';
import { loadJudgementsOn } from '@/lib/store/judge/load-judgements.ts';
import { mailLineOf } from '@/lib/view/text/judgement-text.ts';
import { messageIdOfDecoded } from '@/lib/view/url.ts';

export const POST = logRoute(JUDGEMENT_RULE, asReader(judge));

/** The history of an item (`?item=ID`), or all that was said about a message (`?message=MESSAGE-ID`). */
export function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const item = query.get('item');
  const messageId = item === null ? query.get('message') : (placeOfId(item)?.messageId ?? null);
  return servePage(request, async () => {
    if (messageId === null || messageIdOfDecoded(messageId) === null) {
      const error = {
        code: 'BAD_INPUT',
        message: 'Say which item or message.',
        remedy: '?item=ID or ?message=MESSAGE-ID',
      };
      return Response.json({ ok: false, error }, { status: 400 });
    }
    const log = await loadJudgementsOn([messageId]);
    const shown = item === null ? log : historyOf(log, `item ${item}`);
    return Response.json({ ok: true, judgements: shown.map((one) => ({ ...one, mail: mailLineOf(one) })) });
  });
}
