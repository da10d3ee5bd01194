import { exportResponse } from '@/app/_check/export-response.ts';

/** `/run/fsx?scenario=&strategy=`: operations for fsx, or why there are none. */
export async function GET(request: Request): Promise<Response> {
  return exportResponse(request, 'fsx');
}
