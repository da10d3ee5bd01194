import { exportResponse } from '@/app/_check/export-response.ts';
import { fstestScript } from '@/lib/view/export/fstest.ts';

/** `/run/fstest?scenario=&strategy=`: the counterexample as a script for fstests. */
export async function GET(request: Request): Promise<Response> {
  return exportResponse(request, fstestScript);
}
