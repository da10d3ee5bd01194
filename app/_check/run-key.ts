import { createHash } from 'node:crypto';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';

/** What is searched, and by which model. */
export function runKey(version: string, request: RunRequest): string {
  const { scenario, script, strategy, profile, events } = request;
  const text = JSON.stringify([version, scenario, script, strategy, profile.trim(), events.trim()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
