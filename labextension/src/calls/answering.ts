import { Api } from '../api';
import { Fields, asObject, member, text, textOrNull } from '../wire';

/** Who can be chosen: the service computes, or a model elsewhere answers. */
export const PROVIDERS = ['local', 'openai', 'bedrock'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Who answers in a place, and how; its key is never told. */
export interface IChoice {
  /** Null stands for whoever the service has chosen. */
  readonly provider: Provider | null;
  readonly baseUrl: string;
  readonly model: string;
  /** Null for as long, and as often, as is usual. */
  readonly timeoutSeconds: number | null;
  readonly retries: number | null;
  /** Whether the picture is sent too. */
  readonly pictures: boolean;
  /** Whether new figures get a title and a description. */
  readonly titles: boolean;
  /** How many questions a month; null for any number. */
  readonly monthlyLimit: number | null;
}

/** A provider and its model. */
export interface IProviderModel {
  readonly provider: Provider;
  readonly model: string;
}

/** What is chosen for a place. */
export interface IAnswering {
  readonly choice: IChoice;
  /** Whether the choice has a key, as long as provider and address stay. */
  readonly hasKey: boolean;
  /** Who answers where nobody has chosen. */
  readonly ofService: IProviderModel;
}

/** Whether somebody answered, and what was said, or why not. */
export interface ITried extends IProviderModel {
  readonly works: boolean;
  readonly message: string;
}

/** What becomes of the key: null leaves it, an empty one removes it. */
export type NewKey = string | null;

/**
 * What is chosen for a workspace, or for all that have not chosen. Rejects with
 * a RequestError.
 */
export async function answeringIn(
  api: Api,
  workspace: string | null
): Promise<IAnswering> {
  return asAnswering(await api.get(pathOf(api, workspace)));
}

/** Choose who answers. Rejects with a RequestError that may name a field. */
export async function chooseAnswering(
  api: Api,
  workspace: string | null,
  choice: IChoice,
  key: NewKey
): Promise<IAnswering> {
  const path = pathOf(api, workspace);
  return asAnswering(await api.send('PUT', path, bodyOf(choice, key)));
}

/** Ask for a word, without keeping the choice. Rejects with a RequestError. */
export async function tryAnswering(
  api: Api,
  workspace: string | null,
  choice: IChoice,
  key: NewKey
): Promise<ITried> {
  const path = [...pathOf(api, workspace), 'test'];
  const fields = asObject(await api.send('POST', path, bodyOf(choice, key)));
  return {
    ...asProviderModel(fields),
    works: fields.works === true,
    message: text(fields.message)
  };
}

function pathOf(api: Api, workspace: string | null): string[] {
  return workspace === null
    ? api.path('admin', 'ai')
    : api.path('workspace', workspace, 'ai');
}

function bodyOf(choice: IChoice, key: NewKey): object {
  const { provider } = choice;
  return provider === null
    ? { provider }
    : {
        provider,
        base_url: choice.baseUrl.trim(),
        model: choice.model.trim(),
        key,
        timeout_seconds: choice.timeoutSeconds ?? undefined,
        retries: choice.retries ?? undefined,
        pictures: choice.pictures,
        titles: choice.titles,
        monthly_limit: choice.monthlyLimit
      };
}

function asAnswering(value: unknown): IAnswering {
  const fields = asObject(value);
  const isInherited = fields.inherited === true;
  return {
    choice: {
      provider: isInherited ? null : asProvider(fields.provider),
      baseUrl: text(fields.base_url),
      model: text(fields.model),
      timeoutSeconds: count(fields.timeout_seconds),
      retries: count(fields.retries),
      pictures: fields.pictures === true,
      titles: fields.titles === true,
      monthlyLimit: count(fields.monthly_limit)
    },
    hasKey: fields.has_key === true && !isInherited,
    ofService: asProviderModel(member(fields, 'of_service') ?? {})
  };
}

function asProviderModel(value: unknown): IProviderModel {
  const fields: Fields = asObject(value);
  return { provider: asProvider(fields.provider), model: text(fields.model) };
}

function asProvider(value: unknown): Provider {
  return PROVIDERS.find(known => known === textOrNull(value)) ?? 'local';
}

function count(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
