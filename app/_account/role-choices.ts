export const ROLE_CHOICES: readonly (readonly [value: string, text: string])[] = [
  ['reader', 'reader'],
  ['commenter', 'commenter'],
  ['maintainer', 'maintainer'],
];
