/**
 * Measures links and statuses as the extractor gives them in use, threads held out in eight groups:
 * `npx tsx bench/train/end-to-end.ts`. Moves, links and statuses of a group come from models that were fitted without
 * its labels, so that what one stage gets wrong costs the next; score.mjs counts the links and statuses of the items
 * that were found. Five minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';
import type { ItemKind, ItemStatus, Move } from '@/lib/design/item.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { movesBy } from '@/lib/design/moves/find-moves.ts';
import type { StatusModel } from '@/lib/design/status/model.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { fitModel, toModel, toTraining } from './fit.ts';
import { type LabelledThread, loadLabelled } from './labelled.ts';
import { FINAL, recordTwice } from './links-examples.ts';
import { trainNetwork } from './links-train.ts';
import { fitStatus } from './status-fit.ts';
import { foundSamples, type StatusSample, statusSamples } from './status-samples.ts';

const GROUPS = 8;
/** No item is certain here: that is measured by `npm run evaluate`. */
const CERTAIN_FROM = 2;

type Run = { readonly thread: LabelledThread; readonly path: string };

const threads = await loadLabelled();
const training = threads.map(toTraining);
const recorded = recordTwice(threads);
const statuses = [...statusSamples(threads), ...foundSamples(threads)];
const folder = mkdtempSync(join(tmpdir(), 'docket-end-to-end-'));
const runs = Array.from({ length: GROUPS }, (_, group) => runGroup(group)).flat();
score('all', runs);
score(
  'ours',
  runs.filter(({ thread }) => !thread.gold),
);
score(
  'gold',
  runs.filter(({ thread }) => thread.gold),
);
rmSync(folder, { recursive: true });

/** Extracts the threads of a group with models of all others. */
function runGroup(group: number): readonly Run[] {
  const isIn = ({ turn }: { readonly turn: number }): boolean => turn % GROUPS === group;
  const seen = threads.map((thread) => !isIn(thread));
  const moveModel = toModel(fitModel(training.filter((_, index) => seen[index])), CERTAIN_FROM);
  const network = trainNetwork(
    recorded.filter(({ thread }) => !isIn(thread)).flatMap(({ examples }) => examples),
    FINAL,
  );
  const models = statusModels(statuses.filter((one) => !isIn(one)));
  process.stderr.write(`group ${group + 1} of ${GROUPS}\n`);
  return threads.filter(isIn).map((thread): Run => {
    const moves = movesBy(moveModel, thread.threads).filter(({ span }) =>
      thread.labelled.has(span.messageId),
    );
    const links = linkMoves(moves, thread.threads, thread.derived, network);
    const events = trackStatus(moves, links, thread.threads, thread.derived, models);
    const path = join(folder, `${thread.name}.json`);
    const items = moves.map((move) => ({
      ...toPrediction(move),
      targets: links.get(move.id) ?? [],
      status: events.get(move.id)?.at(-1)?.status ?? null,
    }));
    writeFileSync(path, JSON.stringify({ items }));
    return { thread, path };
  });
}

function toPrediction({ id, kind, span, certain }: Move): Readonly<Record<string, unknown>> {
  return { id, kind, messageId: span.messageId, start: span.start, end: span.end, certain };
}

/** One for each kind that has statuses. */
function statusModels(seen: readonly StatusSample[]): ReadonlyMap<ItemKind, StatusModel> {
  const kinds = [...new Set(statuses.map(({ kind }) => kind))];
  return new Map(
    kinds.map((kind) => {
      const fitted = fitStatus(seen.filter((one) => one.kind === kind));
      const weights = new Map(Object.entries(fitted.weights));
      return [kind, { statuses: fitted.statuses as readonly ItemStatus[], weights }];
    }),
  );
}

function score(name: string, some: readonly Run[]): void {
  process.stdout.write(`${name}\n`);
  const labels = some.map(({ thread }) => thread.path);
  const paths = some.map(({ path }) => path);
  const script = corpusPath(join('..', 'eval', 'score.mjs'));
  spawnSync(process.execPath, [script, ...labels, '--', ...paths], { stdio: 'inherit' });
}
