import { ServerConnection } from '@jupyterlab/services';

import { Api } from '../api';

/**
 * A service for tests: answers by path, remembers what it was asked.
 */
export class FakeService {
  readonly asked: string[] = [];
  /** The queries of the same requests. */
  readonly queries: Record<string, string>[] = [];
  /** Answers to questions by path: bodies, or whole responses. */
  readonly answers = new Map<string, unknown>();
  failure: { status: number; body: unknown } | null = null;

  readonly api = new Api(
    ServerConnection.makeSettings({
      baseUrl: 'http://localhost/hub/ann/',
      wsUrl: 'ws://localhost/hub/ann/',
      fetch: async request => {
        const { url, method } = request as Request;
        return method === 'GET'
          ? this.answer(new URL(url))
          : this.change(request as Request);
      }
    })
  );

  /** What a path was asked for last. */
  lastQuery(path: string): Record<string, string> {
    return this.queries[this.asked.lastIndexOf(path)];
  }

  forgetQuestions(): void {
    this.asked.length = this.queries.length = 0;
  }

  /** The changes that were asked for. */
  readonly sent: { method: string; path: string; body: unknown }[] = [];

  /** Answers to changes by path, where they say something. */
  readonly replies = new Map<string, (request: Request) => Response>();

  private async change(request: Request): Promise<Response> {
    const path = pathOf(new URL(request.url));
    const body = await request.text();
    const { method, headers } = request;
    const isJson = headers.get('Content-Type') === 'application/json';
    this.sent.push({
      method,
      path,
      body: isJson && body ? JSON.parse(body) : body || null
    });
    if (this.failure) {
      return json(this.failure.body, this.failure.status);
    }
    return this.replies.get(path)?.(request) ?? json({}, 200);
  }

  private answer(url: URL): Response {
    const path = pathOf(url);
    this.asked.push(path);
    this.queries.push(Object.fromEntries(url.searchParams));
    if (this.failure) {
      return json(this.failure.body, this.failure.status);
    }
    const answer = this.answers.get(path);
    if (answer instanceof Response) {
      return answer.clone();
    }
    return this.answers.has(path)
      ? json(answer, 200)
      : json({ detail: `There is no ${path}.`, hint: '' }, 404);
  }
}

/**
 * A service that keeps two figures of /home/ann/study/quickstart.ipynb.
 */
export function serviceWithTwoFigures(): FakeService {
  const service = new FakeService();
  const answers: [string, unknown][] = [
    ['destination', { root: '/home/ann', workspace: null, analysis: null }],
    ['api/v1.4.1/user', [{ username: 'ann' }]],
    [
      'api/v1.4.1/workspace',
      [{ api_id: 'w1', name: 'Ann', workspace_type: 'primary' }]
    ],
    ['api/v1.4.1/workspace/w1', { analyses: [quickstart] }],
    ['api/v1.4.1/analysis/a1', { figures: [figure('f1'), figure('f2')] }],
    ['api/v1.4.1/figure/f1', { revisions: [revision('r1', 0, '10:00')] }],
    [
      'api/v1.4.1/figure/f2',
      { revisions: [revision('r2', 0, '11:00'), revision('r3', 1, '12:00')] }
    ],
    ['api/v1.4.1/revision/r1/thumbnail/192', { thumbnail: null }],
    ['api/v1.4.1/revision/r3/thumbnail/192', { thumbnail: 'iVBORw0' }]
  ];
  answers.forEach(([path, body]) => service.answers.set(path, body));
  return service;
}

export const quickstart = {
  api_id: 'a1',
  name: 'quickstart',
  description: 'Notebook /home/ann/study/quickstart.ipynb'
};

export function figure(id: string, stamp = '') {
  return { api_id: id, name: `Figure ${id}`, child_updated_on: stamp };
}

export function revision(id: string, index: number, hour: string) {
  return {
    api_id: id,
    short_id: `short-${id}`,
    revision_index: index,
    created_on: `2026-11-21 ${hour}:00.000000+00:00`,
    metadata: {}
  };
}

function pathOf(url: URL): string {
  return url.pathname.replace('/hub/ann/gofigr/', '');
}

function json(body: unknown, status: number): Response {
  return new Response(JSON.stringify(body), { status });
}
