import type { Leaf, Query } from '@/lib/search/query.ts';

/** The query in its plainest form; `parseQuery` makes the same tree of it. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return query.parts
        .map((part) => (part.kind === 'any' ? `(${printQuery(part)})` : printQuery(part)))
        .join(' ');
    case 'any':
      return query.parts.map(printQuery).join(' OR ');
    case 'not':
      return `-${isLeaf(query.part) ? printQuery(query.part) : `(${printQuery(query.part)})`}`;
    case 'text': {
      const prefix = query.field === 'any' ? '' : `${query.field}:`;
      if (query.form === 'phrase') return `${prefix}"${query.text}"`;
      return `${prefix}${query.text}${query.form === 'prefix' ? '*' : ''}`;
    }
    case 'time':
      return `${query.field}:${query.from}${query.to === null ? '' : `..${query.to}`}`;
    default:
      return `${query.field}:${/[\s()"\u201c\u201d]/.test(query.value) ? `"${query.value}"` : query.value}`;
  }
}

function isLeaf(query: Query): query is Leaf {
  return query.kind !== 'all' && query.kind !== 'any' && query.kind !== 'not';
}
