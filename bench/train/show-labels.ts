/** Prints labels with their words: `npx tsx bench/train/show-labels.ts ../shared/gold/d02.json d02`. */
import { readFileSync } from 'node:fs';
import { loadNamedThread } from './load-thread.ts';
import './end-quietly.ts';

const [path = '', id = ''] = process.argv.slice(2);
const labels = JSON.parse(readFileSync(path, 'utf8'));
const { messages } = await loadNamedThread(id);
for (const item of labels.items) {
  const index = messages.findIndex(({ email }) => email.messageId === item.mid);
  const words = messages[index]?.email.body.slice(item.start, item.end).replace(/\s+/g, ' ');
  const { kind, title, targets, status, owner, origin, blocking, by } = item;
  process.stdout.write(
    `${item.id} m${index} ${kind} by ${by}${blocking ? ' BLOCKING' : ''} status=${status} owner=${owner} ` +
      `origin=${origin} targets=${targets}\n  title: ${title}\n  "${words}"\n`,
  );
}
