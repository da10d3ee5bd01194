import { DOMAINS } from '@/lib/domains/registry.ts';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import { formatPath, type Path } from '@/lib/sim/path.ts';

const FIELDS = ['scenario', 'script', 'strategy', 'profile', 'events'] as const;

/** Longer ones do not fit into the addresses that servers between here and the reader let through. */
const FIELD_CHARACTERS_MAX = 6_000;

/** Empty text for what is not given or too long to be meant. */
export function readRunRequest(query: URLSearchParams): RunRequest {
  const [scenario, script, strategy, profile, events] = FIELDS.map((field) => {
    const value = query.get(field) ?? '';
    return value.length > FIELD_CHARACTERS_MAX ? '' : value.replaceAll('\r\n', '\n');
  }) as [string, string, string, string, string];
  return { scenario, script, strategy, profile, events };
}

/** The address of a request, what is empty left out: equal requests have equal addresses. */
export function runAddress(request: Partial<RunRequest>): string {
  return `/run${queryOf(request, null)}`;
}

/** The address of a path at one of its steps; null: at the last. Steps count from 1. */
export function pathAddress(request: Partial<RunRequest>, path: Path, step: number | null): string {
  return `/run/${formatPath(path)}${queryOf(request, step)}`;
}

/** A run of the worker. */
export function jobPath(key: string): string {
  return `/run/job/${key}`;
}

export function exportAddress(kind: 'fstest' | 'fsx', request: Partial<RunRequest>): string {
  return `/run/${kind}${queryOf(request, null)}`;
}

function queryOf(request: Partial<RunRequest>, step: number | null): string {
  const pairs = FIELDS.flatMap((field) => {
    const value = request[field] ?? '';
    return value === ''
      ? []
      : [`${field}=${encodeURIComponent(value.toWellFormed()).replaceAll('%20', '+')}`];
  });
  if (step !== null) pairs.push(`step=${step}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The catalogue of a domain; the first one needs no name. */
export function cataloguePath({ id }: { readonly id: string }): string {
  return id === DOMAINS[0].id ? '/scenario' : `/scenario?domain=${encodeURIComponent(id)}`;
}

/** Where a claim stands among the others of its domain. */
export function claimPath(id: string): string {
  const domain = DOMAINS.find(({ claims }) => claims.some((claim) => claim.id === id)) ?? DOMAINS[0];
  return `${cataloguePath(domain)}#${encodeURIComponent(id)}`;
}

/** The empty form for a script in the language of a domain. */
export function runPath({ id }: { readonly id: string }): string {
  return id === DOMAINS[0].id ? '/run' : `/run?domain=${encodeURIComponent(id)}`;
}

export function scenarioPath(name: string): string {
  return `/scenario/${encodeURIComponent(name)}`;
}

export function strategyPath(name: string): string {
  return `/strategy/${encodeURIComponent(name)}`;
}
