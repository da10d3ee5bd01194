import { simpleParser } from 'mailparser';
import { readMails } from './bundle.ts';

/**
 * The measuring stick: mailparser over every message of a repository, one after the other, with what Docket does not
 * need switched off. Started by ingest.ts and extract.ts on one core; prints the seconds of the parsing alone, and the
 * processor seconds of each pass when there are more (second argument).
 */
const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

const mails = readMails(process.argv[2] ?? '');
const passes = Number(process.argv[3] ?? 1);
let characters = 0;
let seconds = 0;
const cpu: number[] = [];
for (let pass = 0; pass < passes; pass += 1) {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  for (const mail of mails) characters += (await simpleParser(mail, OPTIONS)).text?.length ?? 0;
  if (pass === 0) seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  cpu.push((user + system) / 1e6);
}
process.stdout.write(
  `${JSON.stringify({ messages: mails.length, characters, seconds, cpuSeconds: cpu[0], passes: cpu })}\n`,
);
