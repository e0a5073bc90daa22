import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

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
  asRevision,
  asWorkspace,
  textOrNull
} from './wire';

const VERSION = 'v1.4.1';

/**
 * The service did not do what was asked; the message is a sentence for people.
 */
export class RequestError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly status: number
  ) {
    super(message);
    this.name = 'RequestError';
  }
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
   * The revisions of a figure, oldest first.
   */
  async revisions(
    figure: string,
    signal?: AbortSignal
  ): Promise<readonly IRevision[]> {
    const found = await this.get(this.path('figure', figure), signal);
    return asList(asObject(found).revisions, asRevision);
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
  page(revision: IRevision): string {
    return this.url(['r', revision.shortId ?? revision.id]);
  }

  private path(...parts: string[]): string[] {
    return ['api', VERSION, ...parts];
  }

  private url(parts: string[]): string {
    return URLExt.join(
      this.server.baseUrl,
      'gofigr',
      ...parts.map(encodeURIComponent)
    );
  }

  private async get(parts: string[], signal?: AbortSignal): Promise<unknown> {
    const response = await ServerConnection.makeRequest(
      this.url(parts),
      { signal },
      this.server
    );
    const body = await response.text();
    if (!response.ok) {
      throw refusal(body, response.status);
    }
    return JSON.parse(body);
  }
}

function refusal(body: string, status: number): RequestError {
  try {
    const fields = asObject(JSON.parse(body));
    return new RequestError(
      textOrNull(fields.detail) ?? textOrNull(fields.message) ?? '',
      textOrNull(fields.hint) ?? '',
      status
    );
  } catch {
    return new RequestError('', '', status);
  }
}
