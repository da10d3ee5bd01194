import { simpleParser } from 'mailparser';
import { readMails } from './bundle.ts';

/**
 * The measuring stick: mailparser over every message of a repository, one after the other, with what Docket does not
 * need switched off. Started by ingest.ts on one core; prints the seconds of the parsing alone.
 */
const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

const mails = readMails(process.argv[2] ?? '');
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
let characters = 0;
for (const mail of mails) characters += (await simpleParser(mail, OPTIONS)).text?.length ?? 0;
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(`${JSON.stringify({ messages: mails.length, characters, seconds, cpuSeconds })}\n`);
