import { exportResponse } from '@/app/_check/export-response.ts';

/** `/run/fstest?scenario=&strategy=`: a script for fstests, or why there is none. */
export async function GET(request: Request): Promise<Response> {
  return exportResponse(request, 'fstest');
}
