import { unitFeatures } from '@/lib/design/moves/features.ts';
import { CLASSES, eachOnce } from '@/lib/design/moves/linear.ts';
import { type Setting, visitSettings } from '@/lib/design/moves/setting.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';
import type { Label, LabelledThread } from './labelled.ts';

/** Stands for a unit whose label counts neither way. */
export const UNSURE = -1;

/** One unit with its features, sorted, and the class a person gave it. */
export type Example = { readonly features: Int32Array; readonly label: number; readonly weight: number };

/** A labelled message of a person and its units. */
export type MessageExamples = {
  readonly reading: Reading;
  readonly setting: Setting;
  readonly examples: readonly Example[];
};

/** The units of the fully labelled messages of a thread; robots' mail is not annotated. */
export function threadExamples(thread: LabelledThread): readonly MessageExamples[] {
  const examples: MessageExamples[] = [];
  for (const one of thread.threads) {
    visitSettings(one, (reading, setting) => {
      const { messageId, facts } = reading.message;
      if (facts.robot !== null || reading.units.length === 0 || !thread.labelled.has(messageId)) return;
      const labels = projectLabels(reading, thread.items);
      const features = unitFeatures(reading, setting);
      const units = features.map(
        (hashes, index): Example => ({
          features: eachOnce(hashes.slice()).slice(),
          label: labels[index] ?? 0,
          weight: 1,
        }),
      );
      examples.push({ reading, setting, examples: units });
    });
  }
  return examples;
}

/** Class of each unit: of the label that covers most of it, if half (else of one that touches no unit more). */
function projectLabels({ units, message }: Reading, labels: readonly Label[]): readonly number[] {
  const classes = units.map(() => 0);
  const most = units.map(() => 0);
  for (const label of labels) {
    if (label.mid !== message.messageId) continue;
    const touched = units.flatMap(({ start, end }, index) => {
      const shared = Math.min(end, label.end) - Math.max(start, label.start);
      return shared > 0 ? [{ index, shared, half: shared * 2 >= end - start }] : [];
    });
    const covered = touched.filter(({ half }) => half);
    const largest = touched.reduce(
      (a, b) => (b.shared > a.shared ? b : a),
      touched[0] ?? { index: -1, shared: 0, half: false },
    );
    for (const { index, shared } of covered.length > 0 ? covered : [largest]) {
      if (index < 0 || shared <= (most[index] ?? 0)) continue;
      most[index] = shared;
      classes[index] = label.optional === true ? UNSURE : CLASSES.indexOf(label.kind);
    }
  }
  return classes.map((one, index) => (one === 0 && isPraise(message.body, units[index]) ? UNSURE : one));
}

const PRAISE = new RegExp(
  '\\b(?:looks?|sounds?|seems?) (?:pretty |really |all |very )?' +
    '(?:good|fine|ok|okay|sane|reasonable|great|nice|right)\\b|\\blgtm\\b',
  'i',
);

/**
 * "Looks good to me" above a tag: the annotators of the gold take it for an endorsement (14 of 16), half of ours for a
 * part of the tag (README.md). Left out where it is not labelled, it costs nothing and teaches nothing.
 */
function isPraise(body: string, unit: Unit | undefined): boolean {
  if (unit === undefined || unit.end - unit.start >= 60) return false;
  return PRAISE.test(body.slice(unit.start, unit.end).replace(/\s+/g, ' '));
}
