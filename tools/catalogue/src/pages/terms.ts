import { html } from 'hono/html';
import { addressOf, type Term, uniqueTerms } from '../edam/term.ts';
import type { Html } from './html.ts';
import type { Page } from './layout.ts';
import { type Tool, toolList } from './tool-list.ts';

export const taskTerms = (tools: readonly Tool[]): readonly Term[] =>
  uniqueTerms(tools.flatMap(({ pkg }) => pkg.tasks));

export const formatTerms = (tools: readonly Tool[]): readonly Term[] =>
  uniqueTerms(tools.flatMap(({ definition }) => [...definition.reads, ...definition.writes]));

const has = (terms: readonly Term[], { id }: Term): boolean => terms.some((each) => each.id === id);

/** The tools with a task or a format. */
export const toolsWith = (term: Term, tools: readonly Tool[]): readonly Tool[] =>
  tools.filter(({ pkg, definition: { reads, writes } }) =>
    has([...pkg.tasks, ...reads, ...writes], term),
  );

export const taskPage = (term: Term, tools: readonly Tool[]): Page => ({
  title: `${term.name}: Joblayer tools`,
  description: `Tools for the task ${term.name}`,
  root: '../',
  body: html`<h1>${term.name}</h1>
    ${inEdam('task', term)}${toolList(toolsWith(term, tools), '../')}`,
});

export function formatPage(term: Term, tools: readonly Tool[]): Page {
  const readers = tools.filter(({ definition }) => has(definition.reads, term));
  const writers = tools.filter(({ definition }) => has(definition.writes, term));
  return {
    title: `${term.name}: Joblayer tools`,
    description: `Tools that read or write ${term.name}`,
    root: '../',
    body: html`<h1>${term.name}</h1>
      ${inEdam('format', term)}
      ${
        readers.length > 0
          ? html`<h2>Tools that read it</h2>
              ${toolList(readers, '../')}`
          : ''
      }
      ${
        writers.length > 0
          ? html`<h2>Tools that write it</h2>
              ${toolList(writers, '../')}`
          : ''
      }`,
  };
}

const inEdam = (kind: string, term: Term): Html =>
  html`<p>
    A ${kind} of EDAM: <a href="${addressOf(term)}">${term.id}</a>.
    <a href="../index.html">All tools</a>
  </p>`;
