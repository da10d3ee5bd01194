import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { parseEmail } from '@/ingest/parse/parse-email.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Email } from '@/lib/mail/email.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import { type Skeleton, skeletonOf } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { memberText } from '@/lib/series/review/member-text.ts';
import { reviewSeries } from '@/lib/series/review/series-review.ts';
import type { SeriesTexts } from '@/lib/series/review/series-texts.ts';
import type { Series } from '@/lib/series/series.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';
import { type B4Thread, type Reading, report } from './b4/compare.ts';

/**
 * All real mail, or the sources given, read by b4 and by us: subjects, which mails are a series, tags of patches
 * (docs/series.md and docs/review.md have the decisions). Exit code 1 on a difference that no decision explains.
 */
const OUTPUT_BYTES_MAX = 1 << 30;

type Mail = { readonly raw: Buffer; readonly email: Email; readonly skeleton: Skeleton };

process.exitCode = await main(process.argv.slice(2));

async function main(sources: readonly string[]): Promise<number> {
  const mails = await readMails(sources.length > 0 ? sources : corpus());
  const derived = deriveArchive([...mails.values()].map(({ skeleton }) => skeleton));
  const lines = derived.threads.map(({ id, nodes }) => {
    const present = nodes.flatMap(({ key }) => mails.get(key ?? '') ?? []);
    const inTime = present.sort((a, b) => a.skeleton.time - b.skeleton.time);
    return JSON.stringify({ id, mails: inTime.map(({ raw }) => raw.toString('base64')) });
  });
  const driver = spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'b4/driver.py')], {
    input: lines.join('\n'),
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  if (driver.status !== 0) throw new Error(`apt-get install b4? ${driver.stderr}`);
  const output = driver.stdout.toString().trim().split('\n');
  const threads = output.map((line): B4Thread => JSON.parse(line));
  const show = process.env['DOCKET_B4_SHOW'] !== undefined;
  return report(threads, toReading(derived.series, [...mails.values()]), show) === 0 ? 0 : 1;
}

function corpus(): readonly string[] {
  const threads = readdirSync(corpusPath('threads')).filter((name) => name.endsWith('.mbox.gz'));
  const names = [...threads.map((name) => `threads/${name}`), 'zero-range/saga.mbox.gz'];
  return [...names, 'linux-xfs-2024q3.bundle'].map(corpusPath);
}

/** The first of each Message-ID: b4 takes no second one. */
async function readMails(sources: readonly string[]): Promise<ReadonlyMap<string, Mail>> {
  const mails = new Map<string, Mail>();
  const ids = new Set<string>();
  for (const path of sources) {
    const source = await openSource(path, { list: null, cursor: null, home: tmpdir() });
    for await (const event of source.events()) {
      if (event.kind !== 'message') continue;
      const raw = Buffer.from(event.message.bytes);
      const email = await parseEmail(raw);
      if (ids.has(email.messageId)) continue;
      ids.add(email.messageId);
      const key = messageKey(email.messageId, email.contentHash);
      mails.set(key, { raw, email, skeleton: skeletonOf(email, { key, firstOfId: true, lists: [] }) });
    }
  }
  return mails;
}

function toReading(series: readonly Series[], mails: readonly Mail[]): Reading {
  const emails = new Map<string, Email>(mails.map(({ email }) => [email.messageId, email]));
  const texts = new Map<string, SeriesTexts>(series.map((one) => [one.id, textsOf(one, emails)]));
  const read = series.map((one) => {
    const own = texts.get(one.id) as SeriesTexts;
    const { patches } = reviewSeries(own, texts.get(one.supersedes ?? '') ?? null, null);
    const tags = [...patches.values()].map(
      ({ messageId, trailers }) => [messageId as string, trailers] as const,
    );
    return { series: one, tags: new Map(tags) };
  });
  return { emails, read };
}

function textsOf(series: Series, emails: ReadonlyMap<string, Email>): SeriesTexts {
  const { id, name, version, rfc, author, coverId, patches, discussion } = series;
  const slots = patches.map(({ n, messageId }) => ({ n, messageId, isCover: false }));
  const members = [{ n: 0, messageId: coverId, isCover: true }, ...slots].flatMap((slot) => {
    const email = emails.get(slot.messageId ?? '');
    if (email === undefined) return [];
    const { messageId, from, body, attached, facts, subject, sentAt: at } = email;
    const { patchId, attached: parts = null, flowed = false } = facts;
    const member = { ...slot, messageId, title: parseSubject(subject).name };
    const text = memberText(member, coverId, { body, attached, patches: parts, isFlowed: flowed, patchId });
    return [{ ...member, from, ...text, at }];
  });
  const replies = discussion.answers.flatMap(({ to, message: { messageId, references } }) => {
    const email = emails.get(messageId);
    if (email === undefined) return [];
    const { from, body, sentAt: at } = email;
    return [{ messageId, from, references: references.slice(-1), body, on: to, at }];
  });
  return { ...{ id, name, version, rfc, author }, members, replies, truncated: false };
}
