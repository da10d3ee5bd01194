export const ROLE_CHOICES: readonly (readonly [value: string, text: string])[] = [
  ['reader', 'reader'],
  ['commenter', 'commenter'],
  ['maintainer', 'maintainer'],
];

/** The grant of every public list at once. */
const EVERY_PUBLIC: readonly [value: string, text: string] = ['*', 'all public lists'];

/** What a role may be given for. */
export function listChoices(lists: readonly string[]): readonly (readonly [value: string, text: string])[] {
  return [EVERY_PUBLIC, ...lists.map((list) => [list, list] as const)];
}

/** `maintainer of linux-xfs`, `maintainer of all public lists`. */
export function roleText(list: string, role: string): string {
  const [value, text] = EVERY_PUBLIC;
  return `${role} of ${list === value ? text : list}`;
}
