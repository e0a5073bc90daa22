import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { IServerEvent, readEvents } from './stream';
import {
  IAnalysis,
  IDestination,
  IFigure,
  IRevision,
  IWorkspace,
  asAnalysis,
  asDestination,
  asFigure,
  asList,
  asObject,
  asWorkspace,
  text,
  textOrNull
} from './wire';

const VERSION = 'v1.4.1';

/** The query part of an address. */
export type Query = Readonly<Record<string, string>>;

/**
 * The service did not do what was asked; the message is a sentence for people.
 */
export class RequestError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly status: number,
    /** The field of what was sent that it is about; empty for none. */
    readonly field = ''
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

/**
 * What an error says to people; empty where it says nothing.
 */
export function messageOf(error: unknown): string {
  return error instanceof RequestError
    ? [error.message, error.hint].join(' ').trim()
    : '';
}

/**
 * The service, reached through the Jupyter server. The only place of the panel
 * that makes a request.
 */
export class Api {
  constructor(
    private readonly server: ServerConnection.ISettings = ServerConnection.makeSettings()
  ) {}

  async destination(signal?: AbortSignal): Promise<IDestination> {
    return asDestination(await this.get(['destination'], signal));
  }

  async userName(signal?: AbortSignal): Promise<string | null> {
    const users = asList(await this.get(this.path('user'), signal), asObject);
    return textOrNull(users[0]?.username);
  }

  async workspaces(signal?: AbortSignal): Promise<readonly IWorkspace[]> {
    return asList(await this.get(this.path('workspace'), signal), asWorkspace);
  }

  async analyses(
    workspace: string,
    signal?: AbortSignal
  ): Promise<readonly IAnalysis[]> {
    const found = await this.get(this.path('workspace', workspace), signal);
    return asList(asObject(found).analyses, asAnalysis);
  }

  async figures(
    analysis: string,
    signal?: AbortSignal
  ): Promise<readonly IFigure[]> {
    const found = await this.get(this.path('analysis', analysis), signal);
    return asList(asObject(found).figures, asFigure);
  }

  /**
   * A small PNG of the revision as a data URL; null where there is none.
   */
  async thumbnail(
    revision: string,
    size: number,
    signal?: AbortSignal
  ): Promise<string | null> {
    const path = this.path('revision', revision, 'thumbnail', String(size));
    const image = textOrNull(asObject(await this.get(path, signal)).thumbnail);
    return image && `data:image/png;base64,${image}`;
  }

  /**
   * The address of the page that shows a revision.
   */
  page(revision: Pick<IRevision, 'id' | 'shortId'>): string {
    return this.url(['r', revision.shortId ?? revision.id]);
  }

  /**
   * The path of an API route, for `get`, `send` and `bytes`.
   */
  path(...parts: string[]): string[] {
    return ['api', VERSION, ...parts];
  }

  /**
   * The address of one of the service's paths, below the Jupyter server.
   */
  url(parts: readonly string[], query: Query = {}): string {
    const address = URLExt.join(
      this.server.baseUrl,
      'gofigr',
      ...parts.map(encodeURIComponent)
    );
    return address + URLExt.objectToQueryString(query);
  }

  /**
   * What the service answers to a GET. Rejects with a RequestError.
   */
  async get(
    parts: readonly string[],
    signal?: AbortSignal,
    query: Query = {}
  ): Promise<unknown> {
    const response = await this.request(this.url(parts, query), { signal });
    return JSON.parse(await response.text());
  }

  /**
   * Ask for a change; gives the answer, null where it is empty. Rejects with a
   * RequestError.
   */
  async send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    parts: readonly string[],
    body?: unknown,
    query: Query = {}
  ): Promise<unknown> {
    const response = await this.request(this.url(parts, query), {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' }
    });
    const answer = await response.text();
    return answer ? JSON.parse(answer) : null;
  }

  /**
   * The answer to a question that is too long for an address. Rejects with a
   * RequestError.
   */
  async find(
    parts: readonly string[],
    body: unknown,
    signal?: AbortSignal
  ): Promise<unknown> {
    const response = await this.post(parts, body, signal);
    return JSON.parse(await response.text());
  }

  /**
   * Ask for something that comes piece by piece. From a service that answers
   * whole only, `onEvent` is told of one `done`. Rejects with a RequestError.
   */
  async follow(
    parts: readonly string[],
    body: unknown,
    onEvent: (event: IServerEvent) => void,
    signal: AbortSignal
  ): Promise<void> {
    const response = await this.post(parts, body, signal);
    const type = response.headers.get('Content-Type') ?? '';
    if (type.startsWith('text/event-stream') && response.body) {
      await readEvents(response.body, onEvent);
    } else {
      const data = asObject(JSON.parse(await response.text()));
      onEvent({ name: 'done', id: null, data });
    }
  }

  /**
   * Send a file as it is; gives the answer. Rejects with a RequestError.
   */
  async upload(
    parts: readonly string[],
    file: Blob,
    query: Query,
    signal: AbortSignal
  ): Promise<unknown> {
    const response = await this.request(this.url(parts, query), {
      method: 'POST',
      body: file,
      headers: { 'Content-Type': 'application/octet-stream' },
      signal
    });
    return JSON.parse(await response.text());
  }

  private post(
    parts: readonly string[],
    body: unknown,
    signal?: AbortSignal
  ): Promise<Response> {
    return this.request(this.url(parts), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
      signal
    });
  }

  private async request(url: string, init: RequestInit): Promise<Response> {
    const response = await ServerConnection.makeRequest(url, init, this.server);
    if (!response.ok) {
      throw refusal(await response.text(), response.status);
    }
    return response;
  }
}

function refusal(body: string, status: number): RequestError {
  try {
    const fields = asObject(JSON.parse(body));
    return new RequestError(
      textOrNull(fields.detail) ?? textOrNull(fields.message) ?? '',
      textOrNull(fields.hint) ?? '',
      status,
      text(fields.field)
    );
  } catch {
    return new RequestError('', '', status);
  }
}
