import { expect, test } from 'vitest';
import {
  checkScenario,
  DOMAINS,
  domainOf,
  domainOfScript,
  findDomain,
  findEntry,
  findStrategy,
} from '@/lib/domains/registry.ts';
import type { Domain, ModelScenario } from '@/lib/sim/domain.ts';

/** What pages and commands rely on, of every domain alike. */

function scenarioOf(domain: Domain, name: string): ModelScenario {
  const entry = domain.catalogue.find((one) => one.name === name);
  const scenario = entry === undefined ? undefined : domain.readEntry(entry, []).sizes[0]?.scenario;
  if (scenario === undefined) throw new Error(name);
  return scenario;
}

function assertUnlike(what: string, names: readonly string[]): void {
  expect(new Set(names).size, what).toBe(names.length);
}

test('names are unlike in all domains, so an address needs no domain', () => {
  assertUnlike(
    'ids',
    DOMAINS.map(({ id }) => id),
  );
  assertUnlike(
    'strategies',
    DOMAINS.flatMap(({ strategies }) => strategies.flatMap(({ name, code }) => [name, code])),
  );
  assertUnlike(
    'scenarios',
    DOMAINS.flatMap(({ catalogue }) => catalogue.map(({ name }) => name)),
  );
  assertUnlike(
    'claims',
    DOMAINS.flatMap(({ claims }) => claims.map(({ id }) => id)),
  );
  assertUnlike(
    'versions',
    DOMAINS.map(({ version }) => version),
  );
});

test.each(DOMAINS)('$id finds its own, by name and by code', (domain) => {
  for (const strategy of domain.strategies) {
    expect(findStrategy(strategy.name)).toEqual({ domain, strategy });
    expect(findStrategy(strategy.code)).toEqual({ domain, strategy });
    expect(domain.stepsOf(strategy.name).length).toBeGreaterThan(1);
    const { kind, messages, who } = domain.originOf(strategy.name);
    expect(messages.length > 0, `${strategy.name}: ${kind}`).toBe(kind === 'proposed' || kind === 'variant');
    expect(who).not.toBe('');
  }
  for (const entry of domain.catalogue) {
    expect(findEntry(entry.name)).toEqual({ domain, entry });
    expect(entry.script.header.claim, entry.name).not.toBe(null);
  }
  expect(domain.machines.map(({ name }) => name)).toContain(domain.usualMachine);
});

test.each(DOMAINS)('$id reads what it prints, and what a reader begins with', (domain) => {
  for (const entry of domain.catalogue) {
    const { name } = entry;
    const { bare } = domain.readEntry(entry, []);
    expect(domainOfScript(bare), name).toBe(domain);
    expect(domain.readEntry({ ...entry, text: bare }, []), name).toMatchObject({ problems: [], bare });
  }
  expect(domainOfScript(domain.words.exampleScript)).toBe(domain);
  expect(domain.read('x', domain.words.exampleScript, []).problems).toEqual([]);
});

test.each(DOMAINS)('scenarios of $id survive the way to a thread, and say whose they are', (domain) => {
  for (const { name } of domain.catalogue) {
    const scenario = scenarioOf(domain, name);
    expect(structuredClone(scenario), name).toEqual(scenario);
    expect(domainOf(scenario)).toBe(domain);
  }
});

test.each(DOMAINS)('every step of the counterexamples of $id is drawn whole', (domain) => {
  const entries = domain.catalogue.filter(({ events }) => events > 0).slice(0, 6);
  let drawn = 0;
  for (const { name, events } of entries) {
    const scenario = scenarioOf(domain, name);
    for (const { name: strategy } of domain.applying(scenario)) {
      const bounds = { eventsMax: events, statesMax: 100_000 };
      for (const { steps, property, path } of checkScenario(scenario, strategy, bounds).counterexamples) {
        const { violations, steps: followed } = domain.explore(scenario, strategy, bounds, path);
        expect(violations.map(({ violation }) => violation)).toContain(property);
        expect(followed).toEqual(steps);
        for (const { step, text } of domain.remarksOf(steps)) {
          expect(steps[step], text).toBeDefined();
        }
        steps.forEach(({ state }, index) => {
          const drawing = domain.draw(state, index === steps.length - 1 ? property : null);
          for (const { label, cells } of drawing.rows) {
            const width = cells.reduce((sum, { columns }) => sum + columns, 0);
            expect(width, `${name} ${strategy} ${label}`).toBe(drawing.shares.length);
            assertUnlike(
              label,
              cells.map(({ key }) => key),
            );
          }
          const lines = domain.picture(state, steps[index - 1]?.state ?? null, 100);
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
          drawn += 1;
        });
      }
    }
  }
  expect(drawn).toBeGreaterThan(50);
});

test.each(DOMAINS)('every violation, cost and event of $id has words', (domain) => {
  const words = new Set(domain.violations.map(({ name }) => name));
  assertUnlike(
    'letters',
    domain.violations.map(({ letter }) => letter),
  );
  for (const { name, events } of domain.catalogue.slice(0, 6)) {
    const scenario = scenarioOf(domain, name);
    for (const { name: strategy } of domain.applying(scenario)) {
      const report = checkScenario(scenario, strategy, { eventsMax: events, statesMax: 100_000 });
      expect(report).toMatchObject({ domain: domain.id, scenario: name, strategy });
      for (const one of report.verdict) expect(words.has(one), one).toBe(true);
      for (const key of Object.keys(report.cost ?? {})) {
        expect(domain.costs.map((cost) => cost.key)).toContain(key);
      }
    }
  }
});

test('what names no domain, scenario or strategy', () => {
  expect([findDomain('x'), findEntry('x'), findStrategy('x'), findStrategy('')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(domainOfScript('# domain: nonsense\nlookup')).toBe(null);
  expect(domainOfScript('falloc 0 4k')).toBe(DOMAINS[0]);
  expect(domainOfScript('# domain: refcount; lookup')).toBe(findDomain('refcount'));
  expect(domainOfScript('# domain:\nfalloc 0 4k')).toBe(DOMAINS[0]);
});
