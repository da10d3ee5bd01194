import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '@/app/_tests/test-sign-in.ts';
import { createSend, HOST, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';

/** A form that is refused keeps what was typed, but passwords. */

const COMMON = 'password1234';

let send: Send;
beforeAll(async () => {
  const database = await cloneForPages();
  send = createSend(await loadRoutes());
  return database.drop;
});

/** The page that answers a form: its status, the values of its fields, and whether it says why. */
async function check(
  path: string,
  form: Readonly<Record<string, string>>,
  expected: {
    readonly status: number;
    readonly fields: Readonly<Record<string, string>>;
    readonly says: RegExp;
  },
): Promise<void> {
  const response = await send(path, { form });
  const html = await response.text();
  const fields = [...html.matchAll(/<input type="(?:text|email|password)"[^>]*>/g)].map(([input]) => [
    /name="(\w+)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ]);
  expect([response.status, Object.fromEntries(fields)]).toEqual([expected.status, expected.fields]);
  expect(/role="alert">(.*?)<\/p>/.exec(html)?.[1]).toMatch(expected.says);
  if (form['password'] !== undefined) expect(html).not.toContain(form['password']);
}

async function linkOf(path: string, json: object): Promise<string> {
  const { cookie } = await makeAccount({ isAdmin: true });
  const made = (await (await send(path, { json, cookie })).json()) as { readonly link: string };
  return made.link;
}

test('an invitation: a common password, a name that is too long, and a link that is dead', async () => {
  const link = await linkOf('/admin/invite', { email: 'ivy@docket.example', role: 'reader', list: '*' });
  const kept = { name: 'Ivy &quot;I&quot;', password: '' };
  const says = /That password is among the first that are tried/;
  await check(link, { name: 'Ivy "I"', password: COMMON }, { status: 400, fields: kept, says });
  const long = 'x'.repeat(101);
  const tooLong = { status: 400, fields: { name: long, password: '' }, says: /name/ };
  await check(link, { name: long, password: PASSWORD }, tooLong);
  const dead = { status: 404, fields: {}, says: /used, has expired/ };
  await check(`/invite/${'x'.repeat(43)}`, { name: 'Ivy', password: COMMON }, dead);
});

test('a link for a new password asks again', async () => {
  const { id } = await makeAccount({ passwordHash: null });
  const link = await linkOf('/admin/reset', { account: id });
  await check(
    link,
    { password: COMMON },
    { status: 400, fields: { password: '' }, says: /first that are tried/ },
  );
});

test('who had the API tokens taken back along with the password does not lose that choice by a slip', async () => {
  const chosen = async (
    path: string,
    form: Readonly<Record<string, string>>,
  ): Promise<string | undefined> => {
    const { id, cookie } = await makeAccount({ passwordHash: null });
    const to = path === '' ? await linkOf('/admin/reset', { account: id }) : path;
    const html = await (await send(to, { form, cookie })).text();
    const select = new RegExp(`<form [^>]*action="${to}".*?</form>`, 's').exec(html)?.[0] ?? '';
    return /<select name="tokens">.*?<option value="(\w+)" selected=""/s.exec(select)?.[1];
  };
  for (const tokens of ['end', 'stay']) {
    expect(await chosen('', { password: COMMON, tokens })).toBe(tokens);
    expect(await chosen('/account/password', { password: 'a slip', fresh: PASSWORD, tokens })).toBe(tokens);
  }
});

test('signing in keeps the address', async () => {
  const fields = { email: 'NOBODY@docket.example', password: '' };
  const form = { ...fields, password: 'a wrong password', next: '/account' };
  await check('/sign-in', form, { status: 401, fields, says: /password/i });
});

test('a comment of an ended session comes back as a form to be sent again, not to another site', async () => {
  const text = 'Long words <b> that took an hour';
  const form = { id: 'x', about: 'item', item: 'y', text, back: '/design/a@b' };
  const response = await send('/api/comments', { form });
  const html = await response.text();
  expect(response.status).toBe(401);
  const again = /<form [^>]*action="\/api\/comments".*?<\/form>/s.exec(html)?.[0] ?? '';
  expect(again).toMatch(/<textarea [^>]*name="text"[^>]*>Long words &lt;b&gt; that took an hour<\/textarea>/);
  for (const name of ['id', 'about', 'item', 'back'] as const) {
    expect(again).toContain(`<input type="hidden" name="${name}" value="${form[name]}"/>`);
  }
  expect(html).toContain('href="/design/a@b"');
  expect(html).toContain('href="/sign-in?next=%2Fdesign%2Fa%40b" target="_blank"');
  const foreign = await send('/api/comments', { form, headers: { 'sec-fetch-site': 'cross-site' } });
  expect([foreign.status, (await foreign.text()).includes('Long words')]).toEqual([403, false]);
});

test('what was typed wrongly into a form of the log stands in its field again', async () => {
  const { cookie } = await makeAccount({ roles: { '*': 'maintainer' } });
  const form = { id: randomUUID(), verb: 'title', item: 'no item', to: 'A better title', reason: 'clearer' };
  const html = await (await send('/api/judgements', { form, cookie })).text();
  expect(html).toContain('no item is no id of an item.');
  expect(html).toMatch(/<input [^>]*name="to"[^>]* value="A better title"\/>/);
  expect(html).toMatch(/<input [^>]*name="reason"[^>]* value="clearer"\/>/);
  expect(html).toContain('<input type="hidden" name="verb" value="title"/>');
});

test('evidence that is none is refused with what its kind looks like, and stands there again', async () => {
  const { cookie } = await makeAccount({ roles: { '*': 'maintainer' } });
  for (const [evidence, value, says] of [
    ['link', 'example.org/log', 'A link begins with http:// or https://.'],
    ['commit', 'HEAD~3', 'A commit is 7 to 64 hexadecimal digits, in lower case.'],
    ['claim', 'the third', 'A claim is named by its number, such as C1.'],
  ] as const) {
    const form = { id: randomUUID(), verb: 'attach', item: 'a@x#proposal-0-9', evidence, value };
    const html = await (await send('/api/judgements', { form, cookie })).text();
    expect(html).toContain(`<h1>${says}</h1>`);
    expect(html).toMatch(new RegExp(`<input [^>]*name="value"[^>]* value="${value}"/>`));
  }
});

test('forms of the account and of admins come back with what was typed, but passwords', async () => {
  const { cookie } = await makeAccount({ isAdmin: true });
  const again = async (path: string, form: Readonly<Record<string, string>>): Promise<string> => {
    const html = await (await send(path, { form, cookie })).text();
    return new RegExp(`<form [^>]*action="${path}".*?</form>`, 's').exec(html)?.[0] ?? '';
  };
  const fieldOf = (form: string, name: string): readonly string[] => {
    const [input = ''] = [...form.matchAll(/<input [^>]*>/g)]
      .map(([one]) => one)
      .filter((one) => one.includes(` name="${name}"`));
    return ['type', 'value'].map((key) => new RegExp(` ${key}="([^"]*)"`).exec(input)?.[1] ?? '');
  };
  const token = await again('/account/tokens', { name: 'my laptop', days: '9000' });
  expect(fieldOf(token, 'name')).toEqual(['text', 'my laptop']);
  expect(fieldOf(token, 'days')).toEqual(['text', '9000']);
  const mail = await again('/account/mail', { digest: 'all', list: 'no-such-list', notify: 'yes' });
  expect(fieldOf(mail, 'list')).toEqual(['text', 'no-such-list']);
  expect(fieldOf(mail, 'digest')).toEqual(['hidden', 'all']);
  const invited = await again('/admin/invite', { email: 'no address', role: 'reader', list: '*' });
  expect(fieldOf(invited, 'email')).toEqual(['text', 'no address']);
  expect(fieldOf(invited, 'role')).toEqual(['hidden', 'reader']);
  const email = await again('/account/email', { email: 'new address', password: PASSWORD });
  expect(fieldOf(email, 'email')).toEqual(['text', 'new address']);
  expect(fieldOf(email, 'password')).toEqual(['password', '']);
  expect(email).not.toContain(PASSWORD);
  expect(await again('/account/password', { password: PASSWORD, fresh: COMMON })).toBe('');
});

test('what is wrong stands beside its field, by its name in JSON, and one is in the first such field', async () => {
  const { cookie } = await makeAccount({ isAdmin: true });
  const wrongIn = async (
    path: string,
    form: Readonly<Record<string, string>>,
  ): Promise<readonly (readonly [name: string, says: string, isFirst: boolean])[]> => {
    const html = await (await send(path, { form, cookie })).text();
    return [...html.matchAll(/<input [^>]*aria-invalid="true"[^>]*>/g)].map(([input]) => {
      const words = / aria-describedby="([^"]*)"/.exec(input)?.[1] ?? '';
      const says = new RegExp(`<span id="${words}" class="wrong">([^<]*)</span>`).exec(html)?.[1] ?? '';
      return [/ name="([^"]*)"/.exec(input)?.[1] ?? '', says, input.includes('autofocus')];
    });
  };
  expect(await wrongIn('/account/tokens', { name: 'x'.repeat(101), days: '9000' })).toEqual([
    ['name', '✕ At most 100 characters.', true],
    ['days', '✕ At most 366.', false],
  ]);
  expect(await wrongIn('/account/tokens', { name: 'laptop', days: 'soon' })).toEqual([
    ['days', '✕ This cannot be read as it stands.', true],
  ]);
  expect(await wrongIn('/admin/invite', { email: 'ann', role: 'reader', list: '*' })).toEqual([
    ['email', '✕ An address looks like name@example.org.', true],
  ]);
  const attach = { id: randomUUID(), verb: 'attach', item: 'a@x#proposal-0-9', evidence: 'commit' };
  expect(await wrongIn('/api/judgements', { ...attach, value: 'HEAD' })).toEqual([
    ['value', '✕ A commit is 7 to 64 hexadecimal digits, in lower case.', true],
  ]);
  const made = await linkOf('/admin/invite', { email: 'eve@docket.example', role: 'reader', list: '*' });
  expect(await wrongIn(made, { name: ' ', password: PASSWORD })).toEqual([
    ['name', '✕ This is empty.', false],
  ]);
  const json = { name: '', days: 0, owner: 'x' };
  const answer = (await (await send('/account/tokens', { json, cookie })).json()) as {
    readonly error: { readonly fields: unknown };
  };
  expect(answer.error.fields).toEqual({
    name: 'This is empty.',
    days: 'At least 1.',
    owner: 'There is no such field here.',
  });
});

test('a digest of a list that is not here, or not to be seen, is refused: it would be empty', async () => {
  const { cookie } = await makeAccount({});
  const response = await send('/account/mail', {
    form: { digest: 'all', list: 'nowhere', notify: 'no' },
    cookie,
  });
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('no list nowhere')]);
});

test('signing in leads back to what was read, a refused form to its page with the query', async () => {
  const nextFrom = async (referer: string, query = ''): Promise<string | undefined> => {
    const page = await (await send(`/sign-in${query}`, { headers: { referer } })).text();
    return /name="next" value="([^"]*)"/.exec(page)?.[1];
  };
  const at = `http://${HOST}`;
  expect(await nextFrom(`${at}/design/a%2Fb@c?at=2024-07-19`)).toBe('/design/a%2Fb@c?at=2024-07-19');
  expect(await nextFrom(`${at}/run?script=${'x'.repeat(3_000)}`)).toBe('/run');
  expect(await nextFrom(`${at}/design/a@b`, '?next=%2Faccount')).toBe('/account');
  const elsewhere = ['http://evil.example/x', `${at}//evil.example`, 'no address'];
  const forms = ['/api/comments', '/admin/role', '/sign-in?next=%2Fx', '/run/job', '/reset'];
  for (const referer of [...elsewhere, ...forms.map((path) => at + path)]) {
    expect(await nextFrom(referer), referer).toBe('/');
  }
  expect(await nextFrom(`${at}/accounting/`)).toBe('/accounting/');
  const headers = { referer: `${at}/run?scenario=x&strategy=S0` };
  const refused = await (await send('/run/job', { form: { scenario: 'x' }, headers })).text();
  expect(refused).toContain('href="/run?scenario=x&amp;strategy=S0"');
});
