import { expect, test } from './test-of-people.ts';

/** "Does the page I left open still tell me of changes after a bad night?" Only here a page may complain. */

const ABOUT = 'suggested-about@emberworks.example.com';

test('an open design asks again when it was refused, ever later, and hears again', async ({ page }) => {
  // What a proxy answers whose server is away; the server of this site must stay for the other specs.
  let refusals = 3;
  const answers: number[] = [];
  await page.route('**/api/live?*', async (route) => {
    if (refusals > 0) {
      refusals -= 1;
      await route.fulfill({ status: 503, headers: { 'Retry-After': '10' } });
    } else await route.continue();
  });
  page.on('response', (response) => {
    if (response.url().includes('/api/live')) answers.push(response.status());
  });
  await page.clock.install();
  await page.goto(`/design/${ABOUT}`);
  await expect.poll(() => answers).toEqual([503]);
  await page.clock.fastForward(14_000);
  expect(answers).toEqual([503]);
  await page.clock.fastForward(17_000);
  await expect.poll(() => answers).toEqual([503, 503]);
  await page.clock.fastForward(29_000);
  expect(answers).toEqual([503, 503]);
  await page.clock.fastForward(32_000);
  await expect.poll(() => answers).toEqual([503, 503, 503]);
  await page.clock.fastForward(121_000);
  await expect.poll(() => answers).toEqual([503, 503, 503, 200]);
});

test('on a phone there is room for what it hears', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route('**/api/live?*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'event: changed\ndata: said\n\n' }),
  );
  await page.goto(`/design/${ABOUT}`);
  const told = page.getByRole('link', { name: '1 change: reload' });
  await expect(told).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  // It covers nothing else of the head: the way up is its last step.
  await expect(page.locator('.crumbs a').last()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('link', { name: 'account' })).toBeInViewport({ ratio: 1 });
});
