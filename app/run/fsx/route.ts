import { exportResponse } from '@/app/_check/export-response.ts';
import { fsxReplay } from '@/lib/view/export/fsx-replay.ts';

/** `/run/fsx?scenario=&strategy=`: operations for fsx, or why there are none. */
export async function GET(request: Request): Promise<Response> {
  return exportResponse(request, (subject) => {
    const { text, reason } = fsxReplay(subject);
    return text ?? `No fsx operations: ${reason}\n`;
  });
}
