/**
 * Turns what an annotator wrote, with quotes, into labels with offsets, and checks them:
 * `npx tsx bench/train/compile-labels.ts t002 DRAFT.json OUT.json`. Labels hold no mail text but the annotator's own
 * titles. Exits with 1 and a list of what is wrong.
 *
 * Draft: {"items": [{"id": "i1", "kind", "m": 3, "quote": "exact words", "title", "targets": ["i0"], "status",
 * "owner": null, "origin": null, "blocking": false}]}
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isOwnText, splitSegments } from '@/lib/mail/segments.ts';
import { loadNamedThread } from './load-thread.ts';

const STATUSES: Readonly<Record<string, readonly (string | null)[]>> = {
  proposal: ['open', 'supported', 'contested', 'adopted', 'rejected', 'withdrawn', 'superseded', 'deferred'],
  objection: ['open', 'answered', 'resolved', 'withdrawn', 'overruled'],
  endorsement: [null],
  question: ['open', 'answered'],
  action: ['open', 'done', 'dropped'],
  decision: [null],
};

const Draft = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['proposal', 'objection', 'endorsement', 'question', 'action', 'decision']),
      m: z.number().int(),
      quote: z.string().min(4),
      title: z.string().min(3).max(160),
      targets: z.array(z.string()).default([]),
      status: z.string().nullable().default(null),
      owner: z.string().nullable().default(null),
      origin: z.enum(['commitment', 'request']).nullable().default(null),
      blocking: z.boolean().default(false),
    }),
  ),
});

const [id = '', draftPath = '', outPath = ''] = process.argv.slice(2);
const { messages } = await loadNamedThread(id);
const draft = Draft.parse(JSON.parse(readFileSync(draftPath, 'utf8')));
const wrong: string[] = [];
const known = new Set(draft.items.map((item) => item.id));

const items = draft.items.flatMap((item) => {
  const email = messages[item.m]?.email;
  const say = (what: string): [] => {
    wrong.push(`${item.id}: ${what}`);
    return [];
  };
  if (email === undefined) return say(`there is no m${item.m}`);
  if (!STATUSES[item.kind]?.includes(item.status)) return say(`a ${item.kind} cannot be '${item.status}'`);
  const missing = item.targets.filter((target) => !known.has(target));
  if (missing.length > 0) return say(`unknown targets ${missing.join(', ')}`);
  if (item.kind === 'action' && item.origin === null) return say('an action needs its origin');
  const found = findQuote(email.body, item.quote);
  if (found.length !== 1)
    return say(`the quote stands ${found.length} times in m${item.m}; quote more, or exactly`);
  const [span] = found as [{ start: number; end: number }];
  if (/\n[^\S\n]*\n/.test(email.body.slice(span.start, span.end)))
    return say('the quote spans two paragraphs');
  const isOwn = splitSegments(email.body).some(
    ({ kind, start, end }) => isOwnText(kind) && start < span.end && end > span.start,
  );
  if (!isOwn) return say('the quote is not own text (or the segmenter is wrong: say so)');
  const { m: _, quote: __, ...rest } = item;
  return [{ ...rest, mid: email.messageId, by: email.from.name, ...span }];
});

for (const line of wrong) process.stderr.write(`${line}\n`);
if (wrong.length === 0) {
  const labels = {
    root: messages[0]?.email.messageId,
    list: messages[0]?.email.lists[0] ?? null,
    messages: messages.map(({ email }) => email.messageId),
    bodyHash: Object.fromEntries(messages.map(({ email }) => [email.messageId, email.bodyHash])),
    items,
  };
  writeFileSync(outPath, `${JSON.stringify(labels, null, 1)}\n`);
  process.stdout.write(`${items.length} items\n`);
}
process.exitCode = wrong.length === 0 ? 0 : 1;

/** Places of the words in the body, any white space within a paragraph counting as one blank. */
function findQuote(body: string, quote: string): readonly { start: number; end: number }[] {
  const words = quote
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(words.join('[^\\S\\n]*\\n?[^\\S\\n]*'), 'g');
  const exact = new RegExp(words.join('\\s+'), 'g');
  const places = (one: RegExp): { start: number; end: number }[] =>
    [...body.matchAll(one)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const strict = places(exact);
  return strict.length > 0 ? strict : places(pattern);
}
