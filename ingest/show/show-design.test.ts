import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RFC = '20240718130212.23905-1-bfoster@redhat.com';

let home: string;
beforeAll(async () => {
  home = await makeTestHome();
  await docket('ingest', corpusPath('zero-range/saga.mbox.gz'));
}, 120_000);
afterAll(() => removeTestHome(home));

/** The command as a user runs it: standard output and error. */
async function docket(...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ['ingest/docket.mjs', ...args], {
    cwd: ROOT,
    env: { ...process.env, DOCKET_HOME: home },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** The first option whose row has all of these words, with the lines below it. */
function findOption(text: string, ...words: readonly string[]): string | undefined {
  const options = text.split(/\n(?= ?\d{1,2} )/);
  return options.find((option) => words.every((word) => option.toLowerCase().includes(word)));
}

it('shows the state of the RFC as it was after two days', async () => {
  const { stdout, stderr } = await docket('show', 'design', RFC, '--at', '2024-07-19', '--all');
  expect(stderr).toBe('');
  for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  expect(stdout).toContain('none adopted');
  expect(stdout).not.toContain('2024-08');
  // What was on the table, by whom.
  expect(findOption(stdout, 'hoist', 'dw')).toBeDefined();
  expect(findOption(stdout, 'iomap_valid', 'ops', 'dw bf')).toBeDefined();
  expect(findOption(stdout, 'invalidate', 'objection', 'dc')).toBeDefined();
  expect(stdout).toMatch(/ACTIONS[\s\S]*BF: .*fstest/);
});

it('shows the whole design at its end, the same data as JSON', async () => {
  const { stdout } = await docket('show', 'design', RFC);
  expect(stdout).toMatch(/v3 +● accepted/);
  const { stdout: json } = await docket('show', 'design', RFC, '--json');
  const state = JSON.parse(json);
  type Row = { status: string; mentions: { certain: boolean; confidence: number }[] };
  const adopted = state.options.filter(
    ({ status, mentions }: Row) =>
      status === 'adopted' && mentions.some(({ certain, confidence }) => certain || confidence >= LIKELY_MIN),
  ).length;
  // The sentence names two and counts the others; a candidate is none of them, whatever became of it.
  const named = /Adopted: .*?( and \d+ more)?[.…] (?:No o|O)bjections/.exec(stdout.replace(/\s+/g, ' '));
  expect(adopted).toBeGreaterThan(0);
  expect(named?.[1] ?? '').toBe(adopted > 2 ? ` and ${adopted - 2} more` : '');
  expect(state.series.map((one: { id: string }) => one.id)).toContain(
    '20240830145634.138439-1-bfoster@redhat.com',
  );
});

it('leads from what is said to the mail that says it', async () => {
  const { stdout } = await docket('show', 'design', RFC, '--ids');
  const [, title = '', id = ''] = /objection, open: (.{10,30})[\s\S]*?\n {7}(\S+@\S+)\n/.exec(stdout) ?? [];
  const { stdout: mail } = await docket('show', 'message', id, '--json');
  const { stdout: json } = await docket('show', 'design', RFC, '--json');
  type Said = { title: string; span: { messageId: string } };
  const said = JSON.parse(json).objections.find((one: Said) => one.title.startsWith(title));
  expect(said.span.messageId).toBe(id);
  expect(mail).toContain(`"messageId":"${id}"`);
  // The postings too, each as `docket show series` takes it.
  expect(stdout).toMatch(/\n2024-07-18 {2}RFC .*\n.*\n {12}20240718130212\.23905-1-bfoster@redhat\.com\n/);
});

it('says so when there is no such message', async () => {
  await expect(docket('show', 'design', 'nobody@example.org')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('docket ingest https://lore.kernel.org/all/nobody%40example.org/'),
  });
});

it('does not ask for mail that is here but came later', async () => {
  await expect(docket('show', 'design', RFC, '--at', '2020-01-01')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('leave out --at'),
  });
});

it('ends when it has printed', async () => {
  const child = spawn(process.execPath, ['ingest/docket.mjs', 'show', 'design', RFC], {
    cwd: ROOT,
    env: { ...process.env, DOCKET_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // An idle connection would hold it for five minutes (lib/store/database/client.ts).
  expect(await once(child, 'close')).toEqual([0, null]);
});
