import { withDatabase } from '@/ingest/database.ts';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { createAccount, saveRole } from '@/lib/store/account/account-row.ts';
import { insertSession } from '@/lib/store/account/session-row.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { runWrite } from '@/lib/store/write.ts';
import { PEOPLE } from './people.ts';

/**
 * Run by site.ts before it serves: reads what was said, so that the first page that answers is whole, makes the
 * accounts of people.ts, on all public lists, and prints the secrets of their sessions.
 */

const sessions: Record<string, string> = {};
await withDatabase({ migrate: 'embedded' }, async ({ sql, lease }) => {
  await deriveDesigns(sql);
  process.env['DOCKET_WEB_DATABASE_URL'] = lease.appUrl;
  for (const { name, email, role } of PEOPLE) {
    const secret = makeSecret();
    await runWrite(async (write) => {
      const id = (await createAccount(write, { email, name, passwordHash: null, isAdmin: false })) ?? '';
      await saveRole(write, id, '*', role);
      const session = { tokenHash: hashSecret(secret), accountId: id, address: '192.0.2.1', agent: 'test' };
      await insertSession(write, { ...session, days: 1 });
    });
    sessions[name] = secret;
  }
});
process.stdout.write(JSON.stringify(sessions));
// Idle connections of the pool would keep it for seconds.
process.exit(0);
