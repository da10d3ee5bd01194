import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askModel, modelEndpoint } from '@/ingest/opinion/ask-model.ts';
import type { Item, ItemId, ItemKind } from '@/lib/design/item.ts';
import { changeItems } from '@/lib/design/opinion/change-items.ts';
import {
  askAbout,
  type Change,
  checkOpinion,
  type Opinion,
  type Question,
} from '@/lib/design/opinion/opinion.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const WORDS: Readonly<Record<string, string>> = {
  a: 'Flush the range first.',
  b: 'That would be slow on large files.',
};

function item(name: string, kind: ItemKind, confidence: number): Item {
  return {
    id: name as ItemId,
    kind,
    confidence,
    certain: false,
    blocking: false,
    origin: null,
    owner: null,
    span: { messageId: `${name}@example.org` as MessageId, start: 0, end: 10 },
    by: { name: 'Ann Example', email: 'ann@example.org' },
    at: 1,
    reasons: [],
    title: name,
    targets: [],
    status: 'open',
    events: [],
    option: null,
  };
}

const ITEMS = [item('a', 'proposal', 0.9), item('b', 'question', 0.3)];
const [QUESTION] = askAbout(ITEMS, ({ id }) => WORDS[id] ?? '') as readonly [Question];

/** In place of an answer: its beginning, then nothing. */
const CUT = 'cut';

let server: Server;
let folder: string;
let answer: string;
let asked: { body: string; authorization: string | undefined }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'docket-opinion-'));
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ body, authorization: request.headers.authorization });
      if (answer === CUT) {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"choices":', () => response.destroy());
        return;
      }
      response.end(JSON.stringify({ choices: [{ message: { content: answer } }] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

function ask(): Promise<readonly Opinion[]> {
  const { port } = server.address() as AddressInfo;
  return askModel({ url: `http://127.0.0.1:${port}/v1`, model: 'test', key: 'secret' }, QUESTION, folder);
}

describe('a language model', () => {
  it('is asked about doubtful items alone', () => {
    expect(QUESTION.doubtful.map(({ id }) => id)).toEqual(['b']);
    expect(QUESTION.others.map(({ id }) => id)).toEqual(['a']);
  });

  it('is asked once: the same question is answered from what was kept', async () => {
    answer = JSON.stringify({ items: [{ id: 'b', cites: ['would be slow'], kind: 'objection' }] });
    const first = await ask();
    answer = 'something else';
    expect(await ask()).toEqual(first);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.authorization).toBe('Bearer secret');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('that answers nonsense has no opinion', async () => {
    answer = 'I think that {';
    expect(await ask()).toEqual([]);
  });

  it('that cannot be reached is said to be so', async () => {
    const endpoint = modelEndpoint({ DOCKET_MODEL_URL: 'http://127.0.0.1:1/v1/' });
    if (endpoint === null) throw new Error('configured');
    await expect(askModel(endpoint, QUESTION, folder)).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  });

  it('that goes away in the middle of its answer is said to have given none', async () => {
    answer = CUT;
    await expect(ask()).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is off unless an address is given, and refused one that is none', () => {
    expect(modelEndpoint({})).toBeNull();
    expect(() => modelEndpoint({ DOCKET_MODEL_URL: 'file:///etc/passwd' })).toThrow('is no address');
  });
});

/** What is taken over of an opinion on `b`: the change, or why it is refused. */
function check(opinion: Partial<Opinion>, expected: Partial<Change> | string): void {
  const whole = { id: 'b', cites: ['would be slow'], kind: null, title: null, targets: null, ...opinion };
  const checked = checkOpinion(QUESTION, whole);
  if (typeof expected === 'string') expect('why' in checked ? checked.why : checked).toContain(expected);
  else expect(checked).toMatchObject(expected);
}

describe('an opinion', () => {
  it('may change kind, title and targets', () =>
    check(
      { kind: 'objection', title: 'Slow  on large files', targets: ['a'] },
      {
        kind: 'objection',
        title: 'Slow on large files',
        targets: ['a' as ItemId],
      },
    ));
  it('must rest on words that stand there', () => {
    check({ cites: [] }, 'cites no words');
    check({ cites: ['it is slow'] }, 'do not stand there');
  });
  it('is about what was asked, and links to what was shown', () => {
    check({ id: 'a' }, 'was not asked about');
    check({ targets: ['zzz'] }, 'was not shown');
    check({ targets: ['b'] }, 'was not shown');
    check({ kind: 'rant' }, 'unknown kind');
    check({ title: 'x'.repeat(81) }, 'no usable title');
  });
  it('changes the item and nothing else', () => {
    const change: Change = { kind: 'objection', title: null, targets: ['a' as ItemId] };
    const [same, changed] = changeItems(ITEMS, new Map([['b' as ItemId, change]]));
    expect(same).toBe(ITEMS[0]);
    expect(changed).toMatchObject({
      id: 'b',
      kind: 'objection',
      title: 'b',
      status: 'open',
      span: ITEMS[1]?.span,
      targets: [{ id: 'a', relation: 'attacks' }],
    });
  });
});
