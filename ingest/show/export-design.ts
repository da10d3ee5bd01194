import { loadSettings } from '@/lib/auth/settings.ts';
import { domainReports } from '@/lib/evidence/domain-reports.ts';
import { loadAnswered } from '@/lib/store/judge/answered-mail.ts';
import { judgedSeriesOf, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { designDocument } from '@/lib/view/design-export/document.ts';
import { exportedDesign } from '@/lib/view/design-export/exported-design.ts';
import { designMail } from '@/lib/view/design-export/mail.ts';
import { designMarkdown } from '@/lib/view/design-export/markdown.ts';
import { domainsOf, modelEvidence } from '@/lib/view/design-export/model-evidence.ts';
import { recipientsOf } from '@/lib/view/mail/reply-draft.ts';
import { loreUrl } from '@/lib/view/url.ts';

export const DESIGN_FORMATS = ['md', 'json', 'mail'] as const;
export type DesignFormat = (typeof DESIGN_FORMATS)[number];

/**
 * The design that a message belongs to, with what people judged, as everybody sees it: private lists are left out. `at`
 * is epoch milliseconds, null the end of the archive, which also dates the mail. Null when there is no such design.
 */
export async function exportDesign(
  messageId: string,
  at: number | null,
  format: DesignFormat,
): Promise<string | null> {
  const loaded = await loadJudgedDesign(messageId, at);
  if (loaded === null) return null;
  const { judged, stored } = loaded;
  const series = judgedSeriesOf(loaded, at);
  const { state, links } = exportedDesign({ judged, series, messages: stored.messages, at });
  const reports = new Map(domainsOf(links).flatMap((domain) => [...domainReports(domain)]));
  const document = designDocument({
    state,
    items: judged.items,
    at,
    evidence: modelEvidence(links, reports),
  });
  const { origin } = loadSettings(process.env);
  const docket = (path: string): string | null => (origin === null ? null : `${origin}${path}`);
  if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  if (format === 'md')
    return designMarkdown(document, { message: loreUrl, series: loreUrl, docket, page: null });
  const answered = await loadAnswered(document.series.at(-1)?.id ?? document.id);
  const recipients = answered === null ? { to: [], cc: [] } : recipientsOf(answered, null);
  return designMail(document, { ...recipients, from: null, date: at ?? state.lastAt, origin });
}
