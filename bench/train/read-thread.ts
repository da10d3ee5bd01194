/**
 * Prints a thread for an annotator: `npx tsx bench/train/read-thread.ts t002`. Own text in full, quotes and diffs
 * cut to what an answer stands under; nothing a model thinks of it (annotation.md: annotators work alone).
 */
import { splitSegments } from '@/lib/mail/segments.ts';
import { loadNamedThread } from './load-thread.ts';
import './end-quietly.ts';

const QUOTE_HEAD = 2;
const QUOTE_TAIL = 8;
const DIFF_LINES = 60;

const [id = ''] = process.argv.slice(2);
const { messages } = await loadNamedThread(id);
for (const [index, { email }] of messages.entries()) {
  const parent = messages.findIndex((other) => other.email.messageId === email.inReplyTo);
  process.stdout.write(
    `\n===== m${index}${parent === -1 ? '' : ` in answer to m${parent}`}\n` +
      `id: ${email.messageId}\nfrom: ${email.from.name} <${email.from.email}>\nsubject: ${email.subject}\n\n`,
  );
  for (const { kind, start, end } of splitSegments(email.body)) {
    const text = email.body.slice(start, end);
    if (kind === 'quote') process.stdout.write(cut(text, QUOTE_HEAD, QUOTE_TAIL));
    else if (kind === 'diff' || kind === 'diffstat') process.stdout.write(cut(text, DIFF_LINES, 0));
    else process.stdout.write(text);
  }
}

function cut(text: string, head: number, tail: number): string {
  const lines = text.split('\n');
  if (lines.length <= head + tail + 2) return text;
  const left = lines.length - head - tail;
  const shown = [
    ...lines.slice(0, head),
    `[... ${left} lines ...]`,
    ...(tail === 0 ? [''] : lines.slice(-tail)),
  ];
  return shown.join('\n');
}
