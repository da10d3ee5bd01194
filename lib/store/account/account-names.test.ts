import { beforeAll, expect, test } from 'vitest';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { loadAccountNames, nameIn } from '@/lib/store/account/account-names.ts';
import { createAccount, saveName } from '@/lib/store/account/account-row.ts';
import { saveEmail } from '@/lib/store/account/email-row.ts';
import { runWrite } from '@/lib/store/write.ts';

beforeAll(async () => (await cloneForPages()).drop);

async function check(addresses: readonly string[], expected: readonly string[]): Promise<void> {
  const names = await loadAccountNames(addresses);
  expect(addresses.map((address) => nameIn(names, address))).toEqual(expected);
}

test('an account has one name at each address it has or had; who has none here stays an address', async () => {
  const id = await runWrite(async (write) => {
    const account = { email: 'ann@old.example', name: 'Ann', passwordHash: null, isAdmin: false };
    return (await createAccount(write, account)) ?? '';
  });
  await check(['ann@old.example', 'Ann@Old.example', 'eve@old.example'], ['Ann', 'Ann', '']);
  await runWrite(async (write) => {
    await saveEmail(write, id, 'ann@new.example');
    await saveName(write, id, 'Ann Lee');
  });
  await check(['ann@old.example', 'ann@new.example', '__proto__'], ['Ann Lee', 'Ann Lee', '']);
  await check([], []);
});

test('two accounts of one name are told apart by their addresses, as long as they share it', async () => {
  const [sam, twin] = await runWrite(async (write) => {
    const account = { name: 'Sam', passwordHash: null, isAdmin: false };
    await createAccount(write, { ...account, email: 'sam@one.example' });
    return [
      'sam@one.example',
      await createAccount(write, { ...account, name: 'SAM', email: 'sam@two.example' }),
    ];
  });
  await check([sam ?? '', 'sam@two.example'], ['Sam (sam@one.example)', 'SAM (sam@two.example)']);
  await runWrite((write) => saveName(write, twin ?? '', 'Sam Hill'));
  await check([sam ?? '', 'sam@two.example'], ['Sam', 'Sam Hill']);
});
