import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';

import { Prose } from '../discussion/prose';

function shown(html: string | null, text = ''): Element {
  const host = document.createElement('div');
  flushSync(() => createRoot(host).render(<Prose html={html} text={text} />));
  return host.children[0];
}

it('shows what Markdown makes', () => {
  const html =
    '<p>see <strong>n</strong> <code>df</code><br></p><ul><li>one</li></ul>';

  expect(shown(html).innerHTML).toBe(html);
});

it('shows mentions and opens links elsewhere', () => {
  const made = shown(
    '<p><span class="gofigr-mention other">@ann</span> <a href="https://a.example/">a</a></p>'
  );

  expect(made.querySelector('span')?.className).toBe('gofigr-mention');
  expect(made.querySelector('a')?.outerHTML).toBe(
    '<a href="https://a.example/" target="_blank" rel="nofollow noopener noreferrer">a</a>'
  );
});

it.each([
  ['<script>alert(1)</script>', ''],
  ['<style>*{display:none}</style>', ''],
  ['<img src="https://a.example/x.png" onerror="alert(1)">', ''],
  ['<p onclick="alert(1)" style="position:fixed">a</p>', '<p>a</p>'],
  ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
  ['<iframe srcdoc="<p>a</p>"></iframe>', ''],
  ['<svg><a href="javascript:alert(1)">a</a></svg>', '<a>a</a>'],
  ['<form action="x"><input value="b">a</form>', 'a']
])('makes nothing of %s that could do something', (html, made) => {
  expect(shown(html).innerHTML).toBe(made);
});

it('shows what was written where there is no rendering', () => {
  expect(shown(null, '**n** <b>').innerHTML).toBe('**n** &lt;b&gt;');
});
