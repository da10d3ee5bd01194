import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { checkNode, databaseHealth, type HealthCheck } from '@/ingest/postgres/health.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { fold } from '@/lib/base/fold.ts';
import { type ArchiveCounts, loadArchiveCounts } from '@/lib/store/archive-counts.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { formatCount } from '@/lib/view/count.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

const WIDTH = 80;
/** Width of the mark and the name. */
const INDENT = ' '.repeat(22);

export const doctorCommand: Command = {
  help: `usage: docket doctor [--json]

Checks versions, database, disk and archive; each finding comes with its remedy.
Exit code 1 when something must be mended. Warnings alone give 0.

  --json   print {"ok", "checks": [{"name", "ok", "detail", "remedy"}]}
`,
  run: async (argv) => {
    const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean' } } });
    const checks = await runChecks();
    const ok = checks.every((check) => check.ok);
    process.stdout.write(
      values.json ? `${JSON.stringify({ ok, checks })}\n` : checks.map(describeCheck).join(''),
    );
    return ok ? 0 : 1;
  },
};

/** A database that refuses is a finding like the others. */
async function runChecks(): Promise<readonly HealthCheck[]> {
  try {
    return await withDatabase({ migrate: 'embedded' }, async ({ sql, lease }) => [
      ...(await databaseHealth(lease, docketHome())),
      ...checkArchive(await loadArchiveCounts(sql), await isDerivationStale(sql)),
    ]);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const refused = { name: 'database', ok: false, detail: error.message, remedy: error.remedy };
    return [checkNode(process.version), refused];
  }
}

function describeCheck({ name, ok, detail, remedy }: HealthCheck): string {
  const mark = ok ? (remedy === null ? 'ok  ' : 'note') : 'FAIL';
  const remedies = remedy === null ? [] : fold(`remedy: ${remedy}`, WIDTH - INDENT.length);
  const [first = '', ...others] = [...fold(detail, WIDTH - INDENT.length), ...remedies];
  // Errors may quote mail.
  return terminalText(
    `${mark} ${name.padEnd(16)} ${first}\n${others.map((line) => `${INDENT}${line}\n`).join('')}`,
  );
}

function checkDerived(underived: number, isStale: boolean): HealthCheck {
  const name = 'derived rows';
  if (underived > 0) {
    const detail = `${underived} messages wait for their thread`;
    return { name, ok: false, detail, remedy: 'an interrupted ingest: run it again, or docket derive' };
  }
  return isStale
    ? {
        name,
        ok: true,
        detail: 'of another version of Docket',
        remedy: 'npm start makes them again, or: docket derive',
      }
    : { name, ok: true, detail: 'up to date', remedy: null };
}

/** The same of threads, which have their mails and no series. */
function checkSeries({ apart, firstApart }: ArchiveCounts): HealthCheck {
  const name = 'series';
  if (firstApart === null) return { name, ok: true, detail: 'failed for no thread', remedy: null };
  const { id, failure } = firstApart;
  return {
    name,
    ok: true,
    detail: `failed for ${formatCount(apart, 'thread', 'threads')}; of <${id}>: ${failure}`,
    remedy:
      'report it as a defect, with the Message-ID and these words; it is tried again when the thread changes, after ' +
      'an update, or by docket derive',
  };
}

/** A thread for which extraction fails is a defect of ours, and only its own design suffers. */
function checkExtraction({ setAside, firstSetAside }: ArchiveCounts): HealthCheck {
  const name = 'extraction';
  if (firstSetAside === null) return { name, ok: true, detail: 'failed for no design', remedy: null };
  const { id, failure } = firstSetAside;
  return {
    name,
    ok: true,
    detail: `failed for ${formatCount(setAside, 'design', 'designs')} and left without items; of <${id}>: ${failure}`,
    remedy:
      'report it as a defect, with the Message-ID and these words; it is tried again when the thread changes, after ' +
      'an update, or by docket derive',
  };
}

/** The same of what people said about one design. */
function checkJudgements({ unjudged, firstUnjudged, slow, firstSlow }: ArchiveCounts): HealthCheck {
  const name = 'judgements';
  if (firstUnjudged === null && firstSlow !== null) {
    const threads = formatCount(slow, 'thread', 'threads');
    const { id, attempts } = firstSlow;
    return {
      name,
      ok: true,
      detail: `not worked in within five seconds: of ${threads}, <${id}> ${attempts} times; shown as before`,
      remedy:
        'it is tried again, once an hour at least; if the machine is not busy, report it with the Message-ID',
    };
  }
  if (firstUnjudged === null) return { name, ok: true, detail: 'failed for no design', remedy: null };
  const { id, failure } = firstUnjudged;
  return {
    name,
    ok: true,
    detail:
      `failed for ${formatCount(unjudged, 'design', 'designs')}, shown in lists as mails have it; ` +
      `of <${id}>: ${failure}`,
    remedy:
      'report it as a defect, with the Message-ID and these words; it is tried again when somebody says something ' +
      'there, when the thread changes, or by docket derive',
  };
}

function checkArchive(counts: ArchiveCounts, isStale: boolean): readonly HealthCheck[] {
  const { messages, threads, series, underived, quarantined, damagedSources, failedJobs } = counts;
  return [
    {
      name: 'archive',
      ok: true,
      detail: `${messages} messages, ${threads} threads, ${series} series`,
      remedy: messages === 0 ? 'docket ingest FILE, or npm start for the bundled sample' : null,
    },
    checkDerived(underived, isStale),
    {
      name: 'quarantine',
      ok: true,
      detail: `${quarantined} messages could not be read; their bytes are kept`,
      remedy:
        quarantined === 0
          ? null
          : 'they show as empty with the reason; docket derive tries again after an update',
    },
    checkSeries(counts),
    checkExtraction(counts),
    checkJudgements(counts),
    {
      name: 'sources',
      ok: damagedSources === 0,
      detail:
        damagedSources === 0
          ? 'no damage met'
          : `${formatCount(damagedSources, 'source', 'sources')} had damaged parts`,
      remedy:
        damagedSources === 0
          ? null
          : 'docket sources says which and what; fetch them anew and ingest again, nothing is stored twice; ' +
            'or docket sources remove NAME',
    },
    {
      name: 'jobs',
      ok: failedJobs === 0,
      detail: failedJobs === 0 ? 'none failed in the last day' : `${failedJobs} failed in the last day`,
      remedy: failedJobs === 0 ? null : 'run the same by hand, docket ingest FILE, and read its message',
    },
  ];
}
