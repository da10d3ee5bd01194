/** A name of a list from whatever a file, folder or inbox is called; `inbox` when that says nothing. */
export function listNameOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return slug === '' ? 'inbox' : slug;
}
