import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MoreMentions } from '@/app/_design/mentions.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';

test('every way of putting an option has a row that links lead to', () => {
  // What these rows look at.
  const model = { pathOf: (id: string) => `/devel/${id}/`, versions: [] } as unknown as DesignModel;
  const mentions = Array.from(
    { length: 40 },
    (_, n) =>
      ({
        ...{
          id: `m${n}@x#0`,
          quote: `Let us do it this way ${n}.`,
          at: n,
          certain: true,
          confidence: 1,
          events: [],
        },
        ...{
          by: { name: 'Ann', email: 'ann@example.org' },
          span: { messageId: `m${n}@x`, start: 0, end: 4 },
        },
      }) as unknown as PlacedItem,
  );
  const [first, ...rest] = mentions;
  if (first === undefined) throw new Error('there is a first');
  const html = renderToStaticMarkup(<MoreMentions model={model} first={first} rest={rest} />);
  expect(rest.filter(({ id }) => !html.includes(`id="${itemAnchor(id)}"`))).toEqual([]);
});
