import type { Mailbox } from '@/lib/mail/email.ts';

type Robot = { readonly name: string; readonly address: RegExp };

/** Addresses (lower case) that only programs write from. */
const KNOWN: readonly Robot[] = [
  {
    name: 'kernel test robot',
    address: /^(?:lkp|kbuild-all|kbuild|kernel-test-robot)@(?:intel\.com|lists\.01\.org|01\.org)$/,
  },
  { name: 'syzbot', address: /^(?:syzbot|syzbot\+[^@]+|bot\+[^@]+)@syzkaller\.appspotmail\.com$/ },
  { name: 'patchwork-bot', address: /^patchwork-bot(?:\+[^@]+)?@kernel\.org$/ },
  { name: 'pr-tracker-bot', address: /^pr-tracker-bot@kernel\.org$/ },
  { name: 'tip-bot', address: /^tip-?bot2?@(?:linutronix\.de|zytor\.com)$/ },
  { name: 'bugzilla', address: /^bugzilla(?:-daemon|-noreply)?@[^@]+$/ },
  { name: 'KernelCI', address: /^(?:bot|kernelci[^@]*)@kernelci\.org$/ },
  { name: 'CKI', address: /^cki-project@redhat\.com$/ },
  { name: 'LKFT', address: /^lkft(?:-[^@]+)?@linaro\.org$/ },
  // A container of freedesktop.org writes from the name it has there: twelve hexadecimal digits.
  { name: 'Patchwork CI', address: /^patchwork@(?:[a-z]+\d*\.freedesktop\.org|[0-9a-f]{12})$/ },
  { name: 'BPF CI', address: /^bot\+bpf-ci@kernel\.org$/ },
  { name: 'Linaro CI', address: /^ci_notify@linaro\.org$/ },
  { name: 'Sourceware builder', address: /^builder@sourceware\.org$/ },
  { name: 'GNU bug Tracking System', address: /^help-debbugs@gnu\.org$/ },
  { name: 'Debian bug tracking system', address: /^owner@bugs\.debian\.org$/ },
  { name: 'builds.sr.ht', address: /^builds@sr\.ht$/ },
  { name: 'GitHub bot', address: /^(?:llvmbot|[^@]{1,60}\[bot\])@users\.noreply\.github\.com$/ },
  { name: 'internet-drafts', address: /^internet-drafts@ietf\.org$/ },
  { name: 'patchew', address: /^no-?reply@patchew\.org$/ },
];

/** Local parts of programs: `foo-bot`, `bot`, `buildbot`; `talbot` and `abbot` are people. */
const BOT =
  /^(?:[^@+]{0,60}[-_.])?(?:bot\d?|robot|buildbot|bugbot|regzbot|tipbot|syzbot|jenkins|autobuild(?:er)?)(?:[+][^@]*)?@/;

/** What tries patches says so in its name or in that of its host: `net-ci`, `checkpatch`, `x@net.bots.example.org`. */
const TESTER = new RegExp(
  '^(?:(?:[^@+]{0,60}[-_])?ci|checkpatch|patchtest)@' +
    '|@(?:[^@]{1,200}\\.)?(?:bots|buildbot|autobuild(?:er)?)\\.[^@.]{1,100}\\.[^@]{1,100}$',
);

/** Services send what people wrote from such an address under the name of each (service-sender.ts). */
const NO_REPLY = /^(?:do-?not-?reply|no-?reply)@/;

/** Firms have people at such a host as well. */
const AUTOMATION = /@automation\./;

/** People of Intel send this robot's reports from their own addresses, under its name. */
const TEST_ROBOT_NAME = /^(?:kernel|kbuild) test robot$/i;

/**
 * The name of the robot that writes from a mailbox, or null for a person. Goes by the address: anybody can call
 * himself a robot, and a name counts only together with the domain the robot is at home in.
 */
export function findRobot(from: Mailbox): string | null {
  const address = from.email.toLowerCase();
  if (address.length > 320) return null;
  const known = KNOWN.find((robot) => robot.address.test(address));
  if (known !== undefined) return known.name;
  if (TEST_ROBOT_NAME.test(from.name) && address.endsWith('@intel.com')) return 'kernel test robot';
  const local = address.slice(0, address.indexOf('@'));
  if (from.name === '' && (NO_REPLY.test(address) || AUTOMATION.test(address))) return local;
  if (!BOT.test(address) && !TESTER.test(address)) return null;
  return from.name === '' ? local.replace(/\+.*$/, '') : from.name;
}
