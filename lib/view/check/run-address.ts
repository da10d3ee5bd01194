import { DOMAINS } from '@/lib/domains/registry.ts';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import { SCRIPT_CHARACTERS_MAX } from '@/lib/sim/language/header.ts';
import { formatPath, type Path } from '@/lib/sim/path.ts';
import { packText, unpackText } from '@/lib/view/check/packed-text.ts';

const FIELDS = ['scenario', 'script', 'strategy', 'profile', 'events'] as const;

/** Names and settings that are longer are not meant. */
const SETTING_CHARACTERS_MAX = 1_000;
/** As long as this a script stands in its address as it is; longer ones are packed. */
const PLAIN_CHARACTERS_MAX = 2_000;
/** Servers between here and the reader let a line of 8 KiB through, Node twice that for all headers together. */
const ADDRESS_CHARACTERS_MAX = 8_000;
/** Of UTF-8, for each character of a script. */
const CHARACTER_BYTES_MAX = 3;

/** Empty text for what is not given or too long to be meant, and for a script that cannot be unpacked. */
export function readRunRequest(query: URLSearchParams): RunRequest {
  const [scenario, script, strategy, profile, events] = FIELDS.map((field) => {
    const value = query.get(field) ?? '';
    if (field !== 'script' && value.length > SETTING_CHARACTERS_MAX) return '';
    return value.replaceAll('\r\n', '\n');
  }) as [string, string, string, string, string];
  return { scenario, script: unpackedScript(query) ?? script, strategy, profile, events };
}

/** Whether the address has a script that nobody can read: part of it was lost on the way. */
export function isScriptLost(query: URLSearchParams): boolean {
  return query.has('packed') && unpackedScript(query) === null;
}

function unpackedScript(query: URLSearchParams): string | null {
  return unpackText(query.get('packed') ?? '', SCRIPT_CHARACTERS_MAX * CHARACTER_BYTES_MAX) || null;
}

/** Whether an address of ours is one that every server lets through. */
export function isAddressShort(address: string): boolean {
  return address.length <= ADDRESS_CHARACTERS_MAX;
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
    if (value === '') return [];
    const encoded = encodeURIComponent(value.toWellFormed()).replaceAll('%20', '+');
    const isPacked = field === 'script' && encoded.length > PLAIN_CHARACTERS_MAX;
    return [isPacked ? `packed=${packText(value)}` : `${field}=${encoded}`];
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
