import { expect, test } from 'vitest';
import { folderRefusal } from './make-folder.ts';

test.each([
  [
    'ENOSPC',
    'no room on the disk (ENOSPC)',
    'Free some space, or set DOCKET_HOME to a folder on another disk.',
  ],
  [
    'EDQUOT',
    'no room on the disk (EDQUOT)',
    'Free some space, or set DOCKET_HOME to a folder on another disk.',
  ],
  ['EACCES', 'EACCES', 'Set DOCKET_HOME to a folder you may write.'],
])('a folder that cannot be made (%s) is told with what helps', (code, why, remedy) => {
  const cause = Object.assign(new Error('mkdir'), { code });
  const { message, remedy: told } = folderRefusal('/srv/docket', cause, 'UNSUPPORTED');
  expect([message, told]).toEqual([`Cannot make the folder /srv/docket: ${why}.`, remedy]);
});
