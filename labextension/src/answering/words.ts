import { TranslationBundle } from '@jupyterlab/translation';

import { IProviderModel, ITried, Provider } from '../calls/answering';

/** Who answers, as a choice; null is whoever the service has chosen. */
export function providerName(
  provider: Provider | null,
  trans: TranslationBundle
): string {
  switch (provider) {
    case null:
      return trans.__('As the service has chosen');
    case 'local':
      return trans.__('The service itself');
    case 'openai':
      return trans.__('An OpenAI-compatible model');
    case 'bedrock':
      return trans.__('A model on Amazon Bedrock');
  }
}

/** What that means. */
export function providerNote(
  provider: Provider | null,
  ofService: IProviderModel,
  trans: TranslationBundle
): string {
  switch (provider) {
    case null:
      return ofService.provider === 'local'
        ? trans.__('Now the service itself.')
        : trans.__('Now %1.', ofService.model);
    case 'local':
      return trans.__(
        'Computed from the data kept. Nothing is sent anywhere, and there is no key.'
      );
    case 'openai':
      return trans.__(
        'On this machine or in your lab (Ollama, vLLM, llama.cpp), or hosted.'
      );
    case 'bedrock':
      return trans.__('With an access key of an AWS account.');
  }
}

/** What came of a test. */
export function triedText(tried: ITried, trans: TranslationBundle): string {
  const { works, message, model, provider } = tried;
  if (!works) {
    return trans.__('It does not work. %1', message);
  }
  if (provider === 'local') {
    return trans.__('It works. %1', message);
  }
  return message.trim()
    ? trans.__('It works. %1 answered: “%2”', model, message.trim())
    : trans.__('It works. %1 answered.', model);
}
