import type { Page } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID, RFC_THREAD } from './archive.ts';
import { expect, test } from './test.ts';

/** The series that followed the RFC. */
const FLUSH_ID = '20240822145910.188974-1-bfoster@redhat.com';

/** The cover letter of the sample. */
const SAMPLE_ID = '20260413091244.48213-1-maren@emberworks.example.com';

/** "Can I read it on my phone, at night?" The measurable part of the design: ui.md's numbers. */

const PAGES = [
  '/',
  '/hard-to-show/',
  '/hard-to-show/?show=series',
  '/hard-to-show/?show=designs',
  '/design/1@docket.example',
  '/design/unbroken-1@docket.example',
  '/hard-to-show/1@docket.example/',
  '/hard-to-show/1@docket.example/T/',
  '/hard-to-show/3@docket.example/',
  '/hard-to-show/3@docket.example/reply',
  '/hard-to-show/nobody@docket.example/',
  '/hard-to-show/_/text/help/',
  '/sign-in',
  '/scenario',
  '/scenario/cow-over-hole-trunc-down',
  '/strategy/zero-partial-eof',
  // The longest verdict.
  '/strategy/scan-revalidate',
  '/run',
  '/run?script=falloc+0+4k%3B+pwrite+0+4k%3B+truncate+2k&profile=iomap_valid%3D0',
  '/run?script=mwrite+0+4k',
  '/run/0.0.0.0.0.1.1.1.1.1.0.0.0?scenario=nv-trunc-down&strategy=scan-revalidate',
  '/run/0.0.0.0.0.1.1.1.1.1.0.0.0?scenario=nv-trunc-down&strategy=scan-revalidate&step=8',
  '/run/0.0.0?scenario=metamix-strided&strategy=folio-batch',
  ...(withoutCorpus
    ? []
    : [
        RFC_THREAD,
        '/?person=bfoster@redhat.com',
        '/linux-xfs/?show=designs',
        `/design/${RFC_ID}`,
        `/design/${RFC_ID}?from=2024-07-18&at=2024-08-22`,
        `/series/${RFC_ID}`,
        `/series/${RFC_ID}/diff/${FLUSH_ID}`,
        `/linux-xfs/${RFC_ID.replace('-1-', '-2-')}/`,
      ]),
];

type Look = {
  readonly faint: readonly string[];
  readonly sizes: readonly string[];
  readonly weights: readonly string[];
};

/** Text below 4.5 : 1 against the paper behind it, and the sizes and weights in use. */
async function measure(page: Page): Promise<Look> {
  return page.evaluate(() => {
    const channels = (color: string): readonly number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string): number => {
      const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element): string => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (channels(color)[3] !== 0) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    const faint = new Set<string>();
    const sizes = new Set<string>();
    const weights = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || node.textContent?.trim() === '' || element.offsetParent === null) continue;
      const style = getComputedStyle(element);
      sizes.add(style.fontSize);
      weights.add(style.fontWeight);
      const [high, low] = [luminance(style.color), luminance(behind(element))].sort((a, b) => b - a);
      const contrast = ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
      if (contrast < 4.5) faint.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
    }
    return { faint: [...faint], sizes: [...sizes], weights: [...weights] };
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      const sizes = new Set<string>();
      for (const path of PAGES) {
        await page.goto(path);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        const look = await measure(page);
        expect(look.faint, path).toEqual([]);
        for (const size of look.sizes) sizes.add(size);
        expect([...look.weights].sort(), path).toEqual(['400', '600']);
      }
      expect(sizes.size).toBeLessThanOrEqual(4);
    });
  }
}

test('the page weighs at most its text and a third', async ({ page }) => {
  test.skip(withoutCorpus, 'needs the saga');
  for (const path of [RFC_THREAD, `/linux-xfs/${RFC_ID.replace('-1-', '-4-')}/T/`]) {
    const html = await (await page.request.get(path)).text();
    await page.goto(path);
    const text = await page.evaluate(() => document.body.textContent?.length ?? 0);
    expect(html.length / text).toBeLessThan(4 / 3);
  }
});

test('on a phone mail has letters one can read: paragraphs fill the lines, patches scroll by themselves', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/storage-devel/${SAMPLE_ID}/T/`);
  const look = await page.evaluate(() => {
    const size = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);
    const paragraphs = [...document.querySelectorAll('pre.mail b')];
    const ragged = paragraphs.filter((one) => {
      const full = one.closest('pre')?.getBoundingClientRect().width ?? 0;
      const rows = new Map<number, number>();
      for (const { top, right, width } of one.getClientRects())
        if (width > 0) rows.set(Math.round(top), Math.max(rows.get(Math.round(top)) ?? 0, right));
      // A word that did not fit leaves less than half a line.
      return [...rows.values()].slice(0, -1).some((right) => right - 12 < full / 2);
    });
    const patches = [...document.querySelectorAll('pre.mail .wide')];
    return {
      smallest: Math.min(...[...document.querySelectorAll('pre.mail, pre.mail *')].map(size)),
      paragraphs: paragraphs.length,
      ragged: ragged.map((one) => one.textContent),
      scrolling: patches.filter((one) => one.scrollWidth > one.clientWidth).length,
      overflow: document.documentElement.scrollWidth - innerWidth,
    };
  });
  expect(look.smallest).toBeGreaterThanOrEqual(12);
  expect(look.paragraphs).toBeGreaterThan(10);
  expect(look.ragged).toEqual([]);
  expect(look.scrolling).toBeGreaterThan(0);
  expect(look.overflow).toBeLessThanOrEqual(0);
  await expect(page.locator('pre.mail .wide').first()).toHaveAttribute('tabindex', '0');
});

test('a name of one long word makes no page scroll, one from right to left turns no time round', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  const overflow = await page.evaluate(() => {
    const [person] = document.querySelectorAll('.choose a');
    if (person !== undefined) person.textContent = 'Longname'.repeat(12);
    return document.documentElement.scrollWidth - innerWidth;
  });
  expect(overflow).toBeLessThanOrEqual(0);
  await page.goto(`/design/${SAMPLE_ID}`);
  const [name, time] = await page
    .locator('.said-by:has(> abbr)')
    .first()
    .evaluate((line) => {
      const initials = line.querySelector('abbr');
      if (initials !== null) initials.textContent = 'מא';
      return [initials, line.querySelector('time')].map((one) => one?.getBoundingClientRect().left ?? 0);
    });
  expect(name).toBeLessThan(time ?? 0);
});

test('on a phone no keys are told to who has none, until asked', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await expect(page.locator('#keys dl')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.locator('#keys dl')).toBeVisible();
});

test('on a phone the way here is told whole, however deep the page and long the name', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const paths = [
    '/storage-devel/?show=designs',
    `/storage-devel/${SAMPLE_ID}/`,
    `/storage-devel/${SAMPLE_ID}/T/`,
    `/series/${SAMPLE_ID}`,
    `/design/${SAMPLE_ID}`,
    '/account/notifications',
    '/unresolved',
  ];
  for (const name of [null, 'Mia Maintainer'] as const) {
    if (name !== null) await signIn(name);
    for (const path of paths) {
      await page.goto(path);
      const [cut, overflow] = await page.evaluate(() => {
        const way = document.querySelector('.crumbs');
        return [
          (way?.scrollWidth ?? 0) - (way?.clientWidth ?? 0),
          document.documentElement.scrollWidth - innerWidth,
        ];
      });
      expect([cut, overflow], `${path} ${name}`).toEqual([0, 0]);
    }
  }
  await page.goto(`/design/${SAMPLE_ID}`);
  await expect(page.getByRole('link', { name: 'follow this page' })).toBeVisible();
  await page.goto(`/storage-devel/${SAMPLE_ID}/`);
  await expect(page.locator('.crumbs')).toHaveText('Docketstorage-develthreadmessage');
  await expect(page.locator('.crumb').filter({ visible: true })).toHaveText(['storage-devel', 'thread']);
});

test('a mail without text says so', async ({ page }) => {
  await page.goto('/no-text/no-text-1@docket.example/');
  await expect(page.getByText('This mail has no text.')).toBeVisible();
});

test('on paper stand the words, without search, keys and buttons', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  for (const path of ['/hard-to-show/1@docket.example/T/', '/design/1@docket.example', '/scenario']) {
    await page.goto(path);
    await expect(page.locator('.crumbs, h1').first(), path).toBeVisible();
    expect(await page.locator('.find, .keys, #keys, main button').filter({ visible: true }).count()).toBe(0);
  }
});

test('branches of a thread begin under each other, also beside a message without a date', async ({
  page,
}) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/hard-to-show/4@docket.example/T/');
    const starts = await page
      .locator('.tree li > a')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().x)));
    expect(starts.length).toBeGreaterThan(1);
    expect(new Set(starts).size, `${width} px`).toBe(1);
  }
});

test('on half a screen and on paper the names of designs have room, and paper has no filters and forms', async ({
  page,
}) => {
  await page.setViewportSize({ width: 720, height: 900 });
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    await page.goto('/');
    const widths = await page
      .locator('.designs td.main')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
    expect(Math.min(...widths), media).toBeGreaterThan(140);
    const seen = page.locator('.filters, main form').filter({ visible: true });
    if (media === 'print') await expect(seen).toHaveCount(0);
    else await expect(seen.first()).toBeVisible();
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('no page names a key: none does anything', async ({ page }) => {
    for (const path of ['/', `/storage-devel/${SAMPLE_ID}/`, `/design/${SAMPLE_ID}`]) {
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('kbd, [data-key], #keys dl').filter({ visible: true })).toHaveCount(0);
    }
  });
});

test('a comment in Hebrew begins on the right, one in English beside it on the left', async ({ page }) => {
  await page.goto('/sign-in');
  const sides = await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.insertAdjacentHTML('beforeend', '<ul><li class="comment"><p>שלום iomap</p><p>Hello.</p></li></ul>');
    return [...document.querySelectorAll('.comment p')].map((paragraph) => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const [words, box] = [range.getBoundingClientRect(), paragraph.getBoundingClientRect()];
      return words.left - box.left < box.right - words.right ? 'left' : 'right';
    });
  });
  expect(sides).toEqual(['right', 'left']);
});
