import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** "Can I use it on the train, with a thumb?" */

const COVER = '20260413091244.48213-1-maren@emberworks.example.com';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

/**
 * What is too small to be hit: less than 24 px, and another target within 12 px of its middle (WCAG 2.2, 2.5.8). Links
 * in a sentence are as high as its lines, ticks of a time line as wide as what they stand for; steps stand beside them.
 */
async function tooSmall(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])'),
    ]
      .filter((one) => one instanceof HTMLElement && one.closest('pre, .sentence, svg') === null)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const inSentence = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' &&
      [element.previousSibling, element.nextSibling].some(
        (beside) => beside instanceof Text && (beside.textContent ?? '').trim() !== '',
      );
    return targets
      .filter(({ element, box }) => Math.min(box.width, box.height) < 24 && !inSentence(element))
      .filter(({ element, box }) => {
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return targets.some(({ element: other, box: { left, right, top, bottom } }) => {
          if (other === element || other.contains(element) || element.contains(other)) return false;
          return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < 12;
        });
      })
      .map(({ element, box }) => `${element.textContent} ${box.width} x ${box.height}`);
  });
}

test('nothing is so small, and so near to something else, that a thumb misses it', async ({ page }) => {
  for (const path of [
    '/',
    '/storage-devel/',
    '/storage-devel/?show=designs',
    `/storage-devel/${COVER}/`,
    `/storage-devel/${COVER}/T/`,
    `/storage-devel/${COVER}/reply`,
    `/series/${COVER}`,
    '/hard-to-show/nobody@docket.example/',
  ]) {
    await page.goto(path);
    expect.soft(await tooSmall(page), path).toEqual([]);
  }
});

test('a name in a tree that is too long for the screen ends in an ellipsis', async ({ page }) => {
  await page.goto('/hard-to-show/1@docket.example/T/');
  const name = page.locator('.tree bdi', { hasText: 'A name that is far longer' });
  const cut = await name.evaluate((one) => ({
    isCut: one.scrollWidth > one.clientWidth,
    by: getComputedStyle(one).textOverflow,
    within: one.getBoundingClientRect().right <= innerWidth,
  }));
  expect(cut).toEqual({ isCut: true, by: 'ellipsis', within: true });
});

test('buttons of suggestions name no key to who has none', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.goto('/suggestions?show=all');
  await expect(page.locator('.answer button').first()).toBeVisible();
  await expect(page.locator('.answer kbd').filter({ visible: true })).toHaveCount(0);
});
