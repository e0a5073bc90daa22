import { nullTranslator } from '@jupyterlab/translation';
import { PromiseDelegate } from '@lumino/coreutils';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';

import { Composer } from '../discussion/composer';

const TRANS = nullTranslator.load('gofigr_jupyter');

function composer(onSubmit: (text: string) => Promise<void>): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'));
  const shown = (
    <Composer
      label="Say something"
      submit="Comment"
      people={async () => []}
      onSubmit={onSubmit}
      trans={TRANS}
    />
  );
  flushSync(() => createRoot(host).render(shown));
  return host;
}

function write(host: HTMLElement, text: string): void {
  const field = host.querySelector('textarea')!;
  const { set } = Object.getOwnPropertyDescriptor(
    HTMLTextAreaElement.prototype,
    'value'
  )!;
  set!.call(field, text); // past React, which sees the event then
  flushSync(() => field.dispatchEvent(new Event('input', { bubbles: true })));
}

async function send(host: HTMLElement, sent: PromiseDelegate<void>) {
  flushSync(() => host.querySelector('button')!.click());
  return async () => {
    sent.resolve();
    await new Promise(done => setTimeout(done));
    return host.querySelector('textarea')!.value;
  };
}

it('is empty when what was written is sent', async () => {
  const sent = new PromiseDelegate<void>();
  const host = composer(() => sent.promise);
  write(host, 'Nice.');

  const after = await send(host, sent);

  expect(await after()).toBe('');
});

it('keeps what one writes while it is being sent', async () => {
  const sent = new PromiseDelegate<void>();
  const host = composer(() => sent.promise);
  write(host, 'Nice.');

  const after = await send(host, sent);
  write(host, 'Nice. And new?');

  expect(await after()).toBe('Nice. And new?');
});
