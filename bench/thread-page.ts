import { Agent } from 'node:http';
import { type BothSites, compareSites } from './both-sites.ts';
import { readMails } from './bundle.ts';
import { fetchPage, type Load, measureLoad } from './load.ts';
import { missingFrom, type Probe, probesOf } from './page-content.ts';
import { median, ratio, report } from './report.ts';

/**
 * Requests a second of our thread page against public-inbox-httpd on the same thread of 30 messages. What is measured
 * and what makes it fair: bench/README.md.
 */

/** A backport series of 26 patches with cover and three answers: the only thread of exactly 30 in the bundle. */
const THREAD = '20240924183851.1901667-1-leah.rumancik@gmail.com';
const THREAD_MESSAGES = 30;
const CONNECTIONS = 8;
const ROUNDS = 5;
const ROUND_SECONDS = 5;
const WARM_UP_SECONDS = 3;
const RATIO_MIN = 3;

process.exitCode = await compareSites(compareThread);

async function compareThread({ ours, theirs, version, repository }: BothSites): Promise<number> {
  const probes = await probesOf(threadMails(repository));
  const page = `${encodeURIComponent(THREAD).replace('%40', '@')}/T/`;
  await assertWhole(`${ours}/${page}`, probes);
  await assertWhole(`${theirs}/${page}`, probes);
  return await compare(`${ours}/${page}`, `${theirs}/${page}`, version);
}

async function compare(ourUrl: string, theirUrl: string, version: string): Promise<number> {
  const ours: Load[] = [];
  const theirs: Load[] = [];
  await measureLoad(ourUrl, CONNECTIONS, WARM_UP_SECONDS);
  await measureLoad(theirUrl, CONNECTIONS, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await measureLoad(ourUrl, CONNECTIONS, ROUND_SECONDS));
    theirs.push(await measureLoad(theirUrl, CONNECTIONS, ROUND_SECONDS));
  }
  const [our, their] = [ours, theirs].map((loads) => loads.map((load) => load.requestsPerSecond));
  if (our === undefined || their === undefined) throw new Error('two sides were measured');
  const [ourBytes, theirBytes] = [ours, theirs].map((loads) => (loads[0]?.bytesPerPage ?? 0) / 1000);
  return report('thread-page', [
    ratio('requests/s, Docket / public-inbox-httpd, medians', median(our) / median(their), {
      atLeast: RATIO_MIN,
    }),
    ratio(
      'requests/s, Docket / public-inbox-httpd, best of each',
      Math.max(...our) / Math.max(...their),
      null,
    ),
    { name: 'Docket, median', value: median(our), unit: '1/s', target: null },
    { name: `public-inbox-httpd ${version}, median`, value: median(their), unit: '1/s', target: null },
    { name: 'Docket, page', value: ourBytes ?? 0, unit: 'kB', target: null },
    { name: 'public-inbox-httpd, page', value: theirBytes ?? 0, unit: 'kB', target: null },
  ]);
}

/** The messages of the thread, found by what their headers refer to. */
function threadMails(repository: string): readonly Buffer[] {
  const mails = readMails(repository).filter((mail) => {
    const header = mail.toString('latin1', 0, mail.indexOf('\n\n') + 1).replace(/\n[ \t]+/g, ' ');
    return header
      .split('\n')
      .some(
        (field) => /^(?:message-id|in-reply-to|references):/i.test(field) && field.includes(`<${THREAD}>`),
      );
  });
  if (mails.length !== THREAD_MESSAGES) throw new Error(`The thread has ${mails.length} messages.`);
  return mails;
}

/** Both sides must show every message in full, or the comparison says nothing. */
async function assertWhole(url: string, probes: readonly Probe[]): Promise<void> {
  const page = await fetchPage(url, new Agent());
  if (page.status !== 200) throw new Error(`${url} answers ${page.status}`);
  const missing = missingFrom(page.body.toString('utf8'), probes);
  if (missing.length > 0) throw new Error(`${url} lacks text of:\n${missing.join('\n')}`);
}
