import { ServerConnection } from '@jupyterlab/services';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { News, NewsItem } from '../news';

let server: FakeStream;
let news: News[];

beforeEach(() => {
  server = new FakeStream();
  news = [];
});

afterEach(() => {
  news.forEach(each => each.dispose());
});

it('tells changes, receipts and how the service is', async () => {
  const told = listen();
  await server.asked(1);

  server.send('event: service\ndata: {"state": "here"}\n\n');
  server.send(
    'id: 7\nevent: change\ndata: {"action": "create", "kind": "figure_revision",' +
      ' "target": "r1", "analysis": "a1", "figure": "f1"}\n\n'
  );
  server.send(
    'event: receipts\ndata: {"notebooks": ["a.ipynb"], "waiting": 2}\n\n'
  );
  await arrived(told, 3);

  expect(told).toEqual([
    { kind: 'service', state: 'here' },
    {
      kind: 'change',
      change: {
        action: 'create',
        kind: 'figure_revision',
        target: 'r1',
        analysis: 'a1',
        figure: 'f1'
      }
    },
    { kind: 'receipts', notebooks: ['a.ipynb'], waiting: 2 }
  ]);
});

it('puts events together that arrive in pieces', async () => {
  const told = listen();
  await server.asked(1);

  server.send(':\n\nevent: res');
  server.send('et\ndata: {}\n');
  server.send('\n');
  await arrived(told, 1);

  expect(told).toEqual([{ kind: 'reset' }]);
});

it('goes on where it left off when the stream breaks', async () => {
  const told = listen();
  await server.asked(1);
  server.send('id: 7\nevent: change\ndata: {"action": "update"}\n\n');
  await arrived(told, 1);

  server.end();
  await server.asked(2);

  expect(server.lastEventIds).toEqual([null, '7']);
});

it('says that everything may be old when nobody knows what was missed', async () => {
  const told = listen();
  await server.asked(1);
  server.send('event: service\ndata: {"state": "here"}\n\n');
  await arrived(told, 1);

  server.end();
  await server.asked(2);
  await arrived(told, 3);

  expect(told.slice(1)).toEqual([
    { kind: 'service', state: 'unknown' },
    { kind: 'reset' }
  ]);
});

it('is live only while the service has news to tell', async () => {
  const told = listen();
  await server.asked(1);
  expect(news[0].isLive).toBe(false);

  server.send('event: service\ndata: {"state": "asleep"}\n\n');
  await arrived(told, 1);
  expect(news[0].isLive).toBe(true);

  server.send('event: service\ndata: {"state": "silent"}\n\n');
  await arrived(told, 2);
  expect(news[0].isLive).toBe(false);
});

it('asks no more after it was disposed', async () => {
  listen();
  await server.asked(1);

  news[0].dispose();
  server.end();
  await new Promise(resolve => setTimeout(resolve, 20));

  expect(server.lastEventIds).toHaveLength(1);
});

function listen(): NewsItem[] {
  const told: NewsItem[] = [];
  const made = new News(server.settings);
  made.told.connect((_, item) => {
    told.push(item);
  });
  news.push(made);
  return told;
}

async function arrived(told: readonly NewsItem[], count: number) {
  while (told.length < count) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** A server whose stream says what the test wants. */
class FakeStream {
  readonly lastEventIds: (string | null)[] = [];

  readonly settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost/hub/ann/',
    wsUrl: 'ws://localhost/hub/ann/',
    fetch: async request => {
      const { headers } = request as Request;
      this.lastEventIds.push(headers.get('Last-Event-ID'));
      const body = new ReadableStream<Uint8Array>({
        start: controller => {
          this.controller = controller;
        }
      });
      return new Response(body);
    }
  });

  send(piece: string): void {
    this.controller?.enqueue(new TextEncoder().encode(piece));
  }

  end(): void {
    this.controller?.close();
  }

  async asked(count: number): Promise<void> {
    while (this.lastEventIds.length < count) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
}
