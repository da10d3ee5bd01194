import type { Span } from '@/lib/design/item.ts';
import type { Scene } from '@/lib/design/status/scene.ts';

/** The words of a move or event as they stand in its message; none when that is not here. */
export function textOf({ messageId, start, end }: Span, { readings }: Scene): string {
  return (readings.get(messageId)?.message.body ?? '').slice(start, end);
}

/** The same as cues read it: in lower case, blanks made single. */
export function plainTextOf(span: Span, scene: Scene): string {
  return textOf(span, scene).toLowerCase().replace(/\s+/g, ' ');
}
