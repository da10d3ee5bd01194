import { sql } from '@/lib/store/database/prisma.ts';

type Fragment = ReturnType<typeof sql>;

/**
 * A text as names are compared whatever case they are written in: the one folding, for what is stored and for what is
 * asked, and PostgreSQL does both. JavaScript and PostgreSQL do not agree on `lower`: of `İ` one makes two characters,
 * the other one; of a `Σ` at the end of a word one makes `ς`, the other `σ`. What capitals bring together is one here
 * too: `ς` and `σ`, `ß` and `ss`, `i` with and without its dot.
 */
export function folded(text: Fragment): Fragment {
  return sql`replace(replace(translate(lower(${text}), 'ςı', 'σi'), 'ß', 'ss'), 'i' || chr(775), 'i')`;
}
