import { describe, expect, it } from 'vitest';
import { findRobot } from '@/lib/mail/senders/robots.ts';

function check(name: string, email: string, expected: string | null): void {
  expect(findRobot({ name, email })).toBe(expected);
}

describe('findRobot', () => {
  it('knows robots by their address', () => {
    check('kernel test robot', 'lkp@intel.com', 'kernel test robot');
    check('', 'LKP@intel.com', 'kernel test robot');
    check('syzbot', 'syzbot+0123456789abcdef0123@syzkaller.appspotmail.com', 'syzbot');
    check('', 'patchwork-bot+netdevbpf@kernel.org', 'patchwork-bot');
    check('', 'pr-tracker-bot@kernel.org', 'pr-tracker-bot');
    check('tip-bot2 for A B', 'tip-bot2@linutronix.de', 'tip-bot');
    check('kernelci.org bot', 'bot@kernelci.org', 'KernelCI');
    check('Patchwork', 'patchwork@emeril.freedesktop.org', 'Patchwork CI');
    check('Patchwork', 'patchwork@a64ab86ab1ac', 'Patchwork CI');
    check('', 'bot+bpf-ci@kernel.org', 'BPF CI');
    check('My CI', 'my-ci-bot@example.org', 'My CI');
    check('', 'ci_bot+x@example.org', 'ci_bot');
    check('Net CI', 'net-ci@lists.example.org', 'Net CI');
    check('', 'ci@example.org', 'ci');
    check('', 'checkpatch@project.example', 'checkpatch');
    check('', 'patchtest@example.org', 'patchtest');
    check('Net tests', 'net@net.bots.example.org', 'Net tests');
    check('', 'upgrades@automation.example.org', 'upgrades');
  });
  it('knows trackers of bugs and programs at GitHub', () => {
    check('GNU bug Tracking System', 'help-debbugs@gnu.org', 'GNU bug Tracking System');
    check('None', 'github-actions[bot]@users.noreply.github.com', 'GitHub bot');
    check('Jim Talbot', 'talbot@users.noreply.github.com', null);
  });
  it('knows a program by an address that nobody is answered at, without the name of a person', () => {
    check('', 'no-reply@patches.example', 'no-reply');
    check('', 'noreply@forum.example', 'noreply');
    check('Ann Lee', 'noreply@forum.example', null);
    check('Internet-Drafts', 'internet-drafts@ietf.org', 'internet-drafts');
  });
  it('never goes by the name alone', () => {
    check('kernel test robot', 'mallory@example.org', null);
    check('syzbot', 'syzbot@example.org.evil', 'syzbot');
    check('patchwork-bot', 'a@example.org', null);
    check('Patchwork', 'patchwork@example.org', null);
    check('kernel test robot', 'a.person@intel.com', 'kernel test robot');
  });
  it('leaves people alone whose names end like one', () => {
    check('Jim Talbot', 'jim.talbot@example.org', null);
    check('Ann Abbot', 'abbot@example.org', null);
    check('A B', 'a+bot@example.org', null);
    check('Ann Ci', 'ann.ci@example.org', null);
    check('Lu Ci', 'luci@example.org', null);
    check('Ann Lee', 'ann@botswana.example.org', null);
    check('Ann Lee', 'ann@automation.example', null);
    check('Ann Lee', 'ann@automation.example.org', null);
    check('A B', 'devnull+a.example.org@kernel.org', null);
  });
});
