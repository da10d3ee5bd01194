import { expect, test } from 'vitest';
import { CataloguePage } from '@/app/_check/catalogue-page.tsx';
import { wordsOf } from '@/app/_check/test-reports.ts';
import { DOMAINS, findDomain } from '@/lib/domains/registry.ts';

/** What stands before the first row of the matrix, which is taller than a screen. */
function check(id: string, expected: RegExp): void {
  const domain = findDomain(id);
  if (domain === null) throw new Error(`no domain ${id}`);
  const page = (
    <CataloguePage {...{ domain, present: new Map() }} reports={new Map()} evidence={[]} machine="" />
  );
  const first = domain.catalogue.find(({ events }) => events > 0)?.name ?? '';
  expect(wordsOf(page).split(` ${first} `)[0]).toMatch(expected);
}

test('the letters of the matrix are explained above it', () => {
  for (const { id, violations } of DOMAINS) {
    for (const { letter, meaning } of violations) check(id, new RegExp(` ${letter} ${meaning} `));
    check(id, / ! without any race · blank: does not apply/);
  }
});
