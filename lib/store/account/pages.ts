import type { Grant, LinkPurpose } from '@/lib/store/account/link-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Role } from '@/lib/store/reader.ts';

export type AccountPage = {
  readonly hasPassword: boolean;
  /** The address it is to have once that is confirmed; null when none was asked for. */
  readonly newEmail: string | null;
  readonly persons: readonly string[];
  readonly sessions: readonly {
    readonly id: string;
    readonly address: string;
    readonly agent: string;
    readonly createdAt: number;
    readonly expiresAt: number;
  }[];
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly createdAt: number;
    readonly expiresAt: number;
  }[];
};

/** What an account sees of itself; times are epoch milliseconds. */
export async function loadAccountPage(accountId: string): Promise<AccountPage> {
  const [row] = await readOperational<{ readonly page: AccountPage }>(sql`
    SELECT json_build_object(
      'hasPassword', a.password_hash IS NOT NULL, 'newEmail', a.new_email,
      'persons', coalesce((SELECT json_agg(email ORDER BY email) FROM operational.account_person
                           WHERE account_id = a.id), '[]'),
      'sessions', coalesce((SELECT json_agg(json_build_object('id', id, 'address', address, 'agent', agent,
          'createdAt', extract(epoch FROM created_at) * 1000, 'expiresAt', extract(epoch FROM expires_at) * 1000)
          ORDER BY created_at DESC, id)
        FROM operational.account_session WHERE account_id = a.id AND expires_at > now()), '[]'),
      'tokens', coalesce((SELECT json_agg(json_build_object('id', id, 'name', name,
          'createdAt', extract(epoch FROM created_at) * 1000, 'expiresAt', extract(epoch FROM expires_at) * 1000)
          ORDER BY created_at DESC, id)
        FROM operational.api_token WHERE account_id = a.id), '[]')) AS page
    FROM operational.account a WHERE a.id = ${accountId}::uuid`);
  return row?.page ?? { hasPassword: false, newEmail: null, persons: [], sessions: [], tokens: [] };
}

export type AdminPage = {
  readonly people: readonly {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly isAdmin: boolean;
    readonly isDisabled: boolean;
    readonly resetAskedAt: number | null;
    readonly newEmail: string | null;
    readonly roles: Readonly<Record<string, Role>>;
    readonly persons: readonly string[];
  }[];
  readonly links: readonly {
    readonly id: string;
    readonly kind: LinkPurpose['kind'];
    readonly email: string;
    readonly grant: Grant | null;
    readonly expiresAt: number;
  }[];
  readonly lists: readonly { readonly name: string; readonly isPrivate: boolean }[];
};

export async function loadAdminPage(): Promise<AdminPage> {
  const [row] = await readOperational<{ readonly page: AdminPage }>(sql`
    SELECT json_build_object(
      'people', coalesce((SELECT json_agg(json_build_object('id', a.id, 'email', a.email, 'name', a.name,
          'isAdmin', a.is_admin, 'isDisabled', a.disabled_at IS NOT NULL,
          'resetAskedAt', extract(epoch FROM a.reset_asked_at) * 1000, 'newEmail', a.new_email,
          'roles', coalesce((SELECT json_object_agg(list, role ORDER BY list) FROM operational.account_role r
                             WHERE r.account_id = a.id), '{}'),
          'persons', coalesce((SELECT json_agg(p.email ORDER BY p.email) FROM operational.account_person p
                               WHERE p.account_id = a.id), '[]')) ORDER BY a.email)
        FROM operational.account a), '[]'),
      'links', coalesce((SELECT json_agg(json_build_object('id', l.id, 'kind', l.kind,
          'email', coalesce(l.email, a.email, ''), 'grant', CASE WHEN l.role IS NOT NULL AND l.list IS NOT NULL
            THEN json_build_object('list', l.list, 'role', l.role) END,
          'expiresAt', extract(epoch FROM l.expires_at) * 1000) ORDER BY l.expires_at, l.id)
        FROM operational.account_link l LEFT JOIN operational.account a ON a.id = l.account_id
        WHERE l.used_at IS NULL AND l.expires_at > now()), '[]'),
      'lists', coalesce((SELECT json_agg(json_build_object('name', name, 'isPrivate', is_private) ORDER BY name)
        FROM (SELECT name, EXISTS (SELECT FROM operational.private_list WHERE list = name) AS is_private
              FROM (SELECT list AS name FROM operational.private_list UNION SELECT DISTINCT list FROM ground.listing
              ) known) named), '[]')) AS page`);
  return row?.page ?? { people: [], links: [], lists: [] };
}
