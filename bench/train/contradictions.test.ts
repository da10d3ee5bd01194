import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { study } from '@/ingest/show/study.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { countedObjections, isUnmet } from '@/lib/design/rebuttal.ts';
import { type DesignState, type OptionRow, stateOf } from '@/lib/design/state.ts';
import { readThreads } from './thread-source.ts';

/**
 * Statuses are weighed (lib/design/status), stances told by rules (lib/design/stance.ts): what one says must not be
 * impossible beside the other. Each line of what is found is one contradiction.
 */

function contradictions(state: DesignState): readonly string[] {
  const counted = new Set(countedObjections(state.objections));
  const posted = new Set(state.series.flatMap(({ memberIds }) => memberIds));
  const withdrawn = new Set(
    state.series.filter(({ reason }) => reason.rule === 'author-withdrew').map(({ id }) => id),
  );
  return state.options.flatMap((option) => {
    const tell = (what: string, words: string): string => `${state.name}: ${option.title}: ${what}: ${words}`;
    const against = option.stances.filter(({ side }) => side === 'against');
    const [first] = option.mentions;
    const isIdea = !option.mentions.some(({ span }) => posted.has(span.messageId));
    const found: string[] = [];
    for (const objection of option.objections) {
      if (!counted.has(objection) || sideOf(option, objection) !== 'silent') continue;
      if (isUnmet(objection)) found.push(tell('an open objection of somebody silent', objection.title));
      if (isIdea && isConceded(objection)) found.push(tell('conceded to somebody silent', objection.title));
    }
    for (const { span, status, title } of option.posted ? option.mentions.slice(0, 1) : []) {
      if (withdrawn.has(span.messageId) && status !== 'withdrawn')
        found.push(tell('of a posting that its author took back', title));
    }
    if (option.status === 'adopted' && first !== undefined && sideOf(option, first) === 'against')
      found.push(tell('adopted against its author', first.by.name));
    if (option.status === 'contested' && against.length === 0 && option.objections.length === 0)
      found.push(tell('contested by nobody', option.because?.rule ?? ''));
    return found;
  });
}

function isConceded({ status, events }: PlacedItem): boolean {
  return status === 'resolved' && events.at(-1)?.rule.startsWith('addressee-') === true;
}

function sideOf({ stances }: OptionRow, { by }: PlacedItem): string | undefined {
  return stances.find(({ person }) => person.email.toLowerCase() === by.email.toLowerCase())?.side;
}

test.skipIf(withoutCorpus)(
  'no status is impossible beside the stances, in any thread of the corpus',
  async () => {
    const files = readdirSync(corpusPath('threads')).filter((name) => name.endsWith('.mbox.gz'));
    expect(files.length).toBeGreaterThan(100);
    const found: string[] = [];
    let options = 0;
    const threads = await readThreads(files.map((name) => basename(name, '.mbox.gz')));
    for (const mails of threads.values()) {
      const emails = mails.map(({ email }) => ({ email, lists: email.lists }));
      const { designs, derived } = study(emails, null, false);
      for (const design of designs) {
        const state = stateOf(design, derived.series);
        options += state.options.length;
        found.push(...contradictions(state));
      }
    }
    expect(options).toBeGreaterThan(500);
    expect(found).toEqual([]);
  },
  300_000,
);
