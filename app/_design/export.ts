import { catalogueReports } from '@/app/_check/reports.ts';
import { pathsOf } from '@/app/_design/words.ts';
import { byMessageId } from '@/lib/mail/skeleton.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { loadAnswered } from '@/lib/store/judge/answered-mail.ts';
import { judgedSeriesOf, type LoadedDesign } from '@/lib/store/judge/judged-design.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { type DesignDocument, designDocument } from '@/lib/view/design-export/document.ts';
import { exportedDesign } from '@/lib/view/design-export/exported-design.ts';
import { designMail } from '@/lib/view/design-export/mail.ts';
import { designMarkdown } from '@/lib/view/design-export/markdown.ts';
import { domainsOf, modelEvidence } from '@/lib/view/design-export/model-evidence.ts';
import { recipientsOf } from '@/lib/view/mail/reply-draft.ts';
import { formatTimeParam } from '@/lib/view/time-param.ts';
import { designPath, seriesPath } from '@/lib/view/url.ts';

/** The files a design is exported as, and what they are served as: never as anything a browser renders. */
const TYPES = {
  'export.md': 'text/plain; charset=utf-8',
  'export.json': 'application/json; charset=utf-8',
  'export.txt': 'text/plain; charset=utf-8',
} as const;

export type ExportFile = keyof typeof TYPES;

export function isExport(file: string): file is ExportFile {
  return Object.hasOwn(TYPES, file);
}

type Asked = {
  readonly file: ExportFile;
  readonly at: number | null;
  /** Before every path: the text is read elsewhere. */
  readonly origin: string;
};

/** What the reader sees of it, as a file. */
export async function exportDesign(loaded: LoadedDesign, { file, at, origin }: Asked): Promise<Response> {
  const { judged, stored } = loaded;
  const series = judgedSeriesOf(loaded, at);
  const { state, links } = exportedDesign({ judged, series, messages: stored.messages, at });
  const reports =
    domainsOf(links).length === 0 ? new Map<string, readonly CheckReport[]>() : await catalogueReports();
  const document = designDocument({
    state,
    items: judged.items,
    at,
    evidence: modelEvidence(links, reports),
  });
  const pathOf = pathsOf([...byMessageId(stored.messages).values()], judged.lists[0] ?? 'all');
  const page = `${origin}${designPath(document.id)}${at === null ? '' : `?at=${formatTimeParam(at)}`}`;
  const addresses = {
    message: (id: string) => `${origin}${pathOf(id)}`,
    series: (id: string) => `${origin}${seriesPath(id)}`,
    page,
    docket: (path: string) => `${origin}${path}`,
  };
  return new Response(await textOf(file, document, addresses, origin), {
    headers: { 'Content-Type': TYPES[file], 'Cache-Control': 'no-cache' },
  });
}

async function textOf(
  file: ExportFile,
  document: DesignDocument,
  addresses: Parameters<typeof designMarkdown>[1],
  origin: string,
): Promise<string> {
  switch (file) {
    case 'export.json':
      return `${JSON.stringify(document, null, 2)}\n`;
    case 'export.md':
      return designMarkdown(document, addresses);
    case 'export.txt':
      return mailOf(document, origin);
  }
}

/** To whom its newest posting went, from whoever asks. */
async function mailOf(document: DesignDocument, origin: string): Promise<string> {
  const reader = currentReader();
  const from = reader === null ? null : { name: reader.name, email: reader.email };
  const answered = await loadAnswered(document.series.at(-1)?.id ?? document.id);
  const { to, cc } = answered === null ? { to: [], cc: [] } : recipientsOf(answered, from);
  return designMail(document, { from, to, cc, date: Date.now(), origin });
}
