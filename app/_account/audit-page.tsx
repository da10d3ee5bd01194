import type { ReactElement } from 'react';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Pager } from '@/app/_ui/pager.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { AuditLine } from '@/lib/store/account/audit-row.ts';
import { describeAgent } from '@/lib/view/agent.ts';

const SESSION_END = 'account.session-end';

type Props = {
  readonly lines: readonly AuditLine[];
  readonly isNewest: boolean;
  readonly hasOlder: boolean;
};

/** Who changed what, newest first. */
export function Audit({ lines, isNewest, hasOlder }: Props): ReactElement {
  const last = lines.at(-1);
  return (
    <Frame
      title="Audit"
      crumbs={[
        { text: 'admin', href: '/admin' },
        { text: 'audit', href: null },
      ]}
      up="/admin"
    >
      <h1>Audit</h1>
      {lines.length === 0 ? null : (
        <table className="rows" aria-label="Audit">
          <ColumnHeads of={['when, UTC', 'what', 'by', 'from', 'about']} />
          <tbody>
            {lines.map((line) => (
              <tr key={line.id} data-stop="">
                <td>
                  <When at={line.at} />
                </td>
                <td>{line.action}</td>
                <td>
                  <bdi>{line.by ?? 'nobody'}</bdi>
                  {line.credential === 'token' ? ' (token)' : ''}
                </td>
                <td>{line.address}</td>
                <td className="main">
                  {line.action === SESSION_END && line.target !== null ? (
                    <span title={line.target}>{sessionText(line.target)}</span>
                  ) : (
                    [line.list, line.target, detailText(line)].filter((part) => part !== null).join(' · ')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lines.length === 0 ? (
        <p>{isNewest ? 'Nothing was changed yet.' : 'There are no earlier ones.'}</p>
      ) : null}
      <Pager
        label="Pages"
        newest={isNewest ? null : '/admin/audit'}
        newer={null}
        older={hasOlder && last !== undefined ? `/admin/audit?before=${last.id}` : null}
      />
    </Frame>
  );
}

/** `ADDRESS USER-AGENT`, as `account/sessions/end` writes it down. */
function sessionText(target: string): string {
  const [address = '', ...agent] = target.split(' ');
  return `${address} ${describeAgent(agent.join(' '))}`.trim();
}

/** Without what is said in `target` already, and what was not so. */
function detailText(line: AuditLine): string | null {
  const parts = Object.entries(line.detail).flatMap(([name, value]) =>
    value === false || line.target?.split(' ').includes(String(value))
      ? []
      : [name === 'verb' ? String(value).replaceAll('-', ' ') : `${name}: ${String(value)}`],
  );
  return parts.length === 0 ? null : parts.join(', ');
}
