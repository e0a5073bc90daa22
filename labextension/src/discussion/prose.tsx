import React, { useMemo } from 'react';

const TAGS: ReadonlySet<string> = new Set(
  (
    'a blockquote br code del em hr li ol p pre s span strong ul ' +
    'h1 h2 h3 h4 h5 h6 table tbody td th thead tr'
  ).split(' ')
);
const MENTION = 'gofigr-mention';
const SAFE_LINK = /^(https?:|mailto:)/i;

interface IProseProps {
  /** From a service, so not to be trusted; null where there is none. */
  readonly html: string | null;
  /** What is shown without it. */
  readonly text: string;
}

/**
 * What somebody wrote. Elements are made anew, of a few kinds and without
 * attributes that could do something; nothing is loaded from elsewhere.
 */
export function Prose({ html, text }: IProseProps): JSX.Element {
  const made = useMemo(() => (html === null ? null : elementsOf(html)), [html]);
  return made === null ? (
    <div className="gofigr-Prose gofigr-mod-plain">{text}</div>
  ) : (
    <div className="gofigr-Prose">{made}</div>
  );
}

function elementsOf(html: string): React.ReactNode {
  // Such a document runs no scripts and loads nothing.
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return childrenOf(parsed.body);
}

function childrenOf(node: Node): React.ReactNode[] {
  return [...node.childNodes].map((child, index) => madeOf(child, index));
}

function madeOf(node: Node, key: number): React.ReactNode {
  if (!(node instanceof Element)) {
    return node.nodeType === Node.TEXT_NODE ? node.textContent : null;
  }
  const tag = node.localName;
  if (!TAGS.has(tag)) {
    return ['script', 'style'].includes(tag) ? null : childrenOf(node);
  }
  const properties = { key, ...propertiesOf(node) };
  return node.childNodes.length
    ? React.createElement(tag, properties, ...childrenOf(node))
    : React.createElement(tag, properties);
}

function propertiesOf(node: Element): Readonly<Record<string, string>> {
  const link = node.getAttribute('href') ?? '';
  if (node.localName === 'a' && SAFE_LINK.test(link)) {
    return {
      href: link,
      target: '_blank',
      rel: 'nofollow noopener noreferrer'
    };
  }
  return node.classList.contains(MENTION) ? { className: MENTION } : {};
}
