import { expect, test } from 'vitest';
import { findPasswordProblem, hashPassword, isPassword } from '@/lib/auth/password.ts';

test('a password is kept as scrypt with a salt of its own', async () => {
  const [one, two] = [
    await hashPassword('correct horse battery'),
    await hashPassword('correct horse battery'),
  ];
  expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(two);
  expect(await isPassword('correct horse battery', one)).toBe(true);
  expect(await isPassword('correct horse battery ', one)).toBe(false);
  expect(await isPassword('', one)).toBe(false);
  expect(await isPassword('correct horse battery', null)).toBe(false);
  expect(await isPassword('correct horse battery', 'plain$x')).toBe(false);
});

test('one word written in two ways of Unicode is one', async () => {
  expect(await isPassword('Pa\u0308sswort lang genug', await hashPassword('P\u00e4sswort lang genug'))).toBe(
    true,
  );
});

function check(password: string, isGood: boolean): void {
  expect(findPasswordProblem(password, 'maria.long@example.org') === null, password).toBe(isGood);
}

test('length is what counts', () => {
  check('correct horse battery', true);
  check('ünïcödé wörds', true);
  check('пароль из многих слов', true);
  check('正確な馬の電池とホッチキスの話', true);
  check('847 3629 184 73', false);
  check('x7#kQ9!pL2@v', true);
  check('short7#kQ9!', false);
  check('aaaaaaaaaaaaaaaa', false);
  check('abababababababab', false);
  check('123456789:;<=', false);
  check('password1234', false);
  check('Password-Password-1', false);
  check('qwertyuiop12', false);
  check('maria.long@example.org', false);
  check('maria.long123', false);
  check('a'.repeat(300), false);
});
