import { nullTranslator } from '@jupyterlab/translation';
import { PromiseDelegate } from '@lumino/coreutils';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';

import { Composer } from '../discussion/composer';

const BUSY = 50_000; // milliseconds that a busy machine may need
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

function field(host: HTMLElement): HTMLTextAreaElement {
  return host.querySelector('textarea')!;
}

function write(host: HTMLElement, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(
    HTMLTextAreaElement.prototype,
    'value'
  )!;
  set!.call(field(host), text); // past React, which sees the event then
  const event = new Event('input', { bubbles: true });
  flushSync(() => field(host).dispatchEvent(event));
}

function button(host: HTMLElement): HTMLButtonElement {
  return host.querySelector('button')!;
}

it('is empty when what was written is sent', async () => {
  const host = composer(() => Promise.resolve());
  write(host, 'Nice.');

  flushSync(() => button(host).click());

  await vi.waitFor(() => expect(field(host).value).toBe(''), BUSY);
});

it('keeps what one writes while it is being sent', async () => {
  const sent = new PromiseDelegate<void>();
  const host = composer(() => sent.promise);
  write(host, 'Nice.');
  flushSync(() => button(host).click());
  write(host, 'Nice. And new?');
  expect(button(host).disabled).toBe(true);

  sent.resolve();

  await vi.waitFor(() => expect(button(host).disabled).toBe(false), BUSY);
  expect(field(host).value).toBe('Nice. And new?');
});
