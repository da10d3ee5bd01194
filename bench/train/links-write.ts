/**
 * Trains the linker on all labelled threads and writes lib/design/links/weights.ts:
 * `npx tsx bench/train/links-write.ts`.
 * The same labels give the same file.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from '@/lib/design/links/network.ts';
import { loadLabelled } from './labelled.ts';
import { FINAL, recordTwice } from './links-examples.ts';
import { trainNetwork } from './links-train.ts';

const recorded = recordTwice(await loadLabelled());
const network = trainNetwork(
  recorded.flatMap(({ examples }) => examples),
  FINAL,
);
const path = join(import.meta.dirname, '..', '..', 'lib', 'design', 'links', 'weights.ts');
writeFileSync(path, text(network));

function text({ hidden, output }: Network): string {
  const row = (values: Float64Array): string => `new Float64Array([${[...values].map(short).join(', ')}])`;
  return (
    '// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a fitted weight that looks like a constant\n' +
    "import type { Network } from '@/lib/design/links/network.ts';\n\n" +
    '/** Written by bench/train/links-write.ts from the labels; not edited by hand. */\n' +
    'export const LINK_NETWORK: Network = {\n' +
    `  hidden: [${hidden.map(row).join(', ')}],\n  output: ${row(output)},\n};\n`
  );
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
