import { html } from 'hono/html';
import { slugOf, type Term } from '../edam/term.ts';
import type { Catalogue } from '../read/catalogue.ts';
import { type Html, packagePath } from './html.ts';
import type { Page } from './layout.ts';
import { formatTerms, taskTerms, toolsWith } from './terms.ts';
import { type Tool, toolList, toolsOf } from './tool-list.ts';

/** All tools, the search, and links to the pages of tasks and formats. */
export function indexPage({ packages }: Catalogue): Page {
  const tools = toolsOf(packages);
  const [tasks, formats] = [taskTerms(tools), formatTerms(tools)];
  const others = packages.filter(({ definitions }) => definitions.length === 0);
  return {
    title: 'Joblayer tools',
    description: 'Bioinformatics tools as containers that run as independent batch jobs',
    root: '',
    body: html`<h1>Tools</h1>
      <p>
        Bioinformatics tools as containers. Each one brings its inputs from S3 or a disk, runs, and
        publishes all results or none. A page for each package has its options, and commands to
        copy.
        <a href="#tasks">By task</a>, <a href="#formats">by format</a>.
      </p>
      ${searchForm(tasks, formats)}
      <p id="found" role="status">${tools.length} tools</p>
      ${toolList(tools, '')}
      <section class="terms" aria-labelledby="tasks">
        <h2 id="tasks">By task</h2>
        ${termLinks('tasks', tasks, tools)}
      </section>
      <section class="terms" aria-labelledby="formats">
        <h2 id="formats">By format</h2>
        ${termLinks('formats', formats, tools)}
      </section>
      ${
        others.length === 0
          ? ''
          : html`<h2>Images without a tool</h2>
              <ul>
                ${others.map(
                  ({ name, manifest }) =>
                    html`<li>
                      <a href="${packagePath(name)}">${name}</a>: ${manifest.software.description}
                    </li>`,
                )}
              </ul>`
      }`,
  };
}

/** Hidden until the script shows it, because it does nothing without the script. */
const searchForm = (tasks: readonly Term[], formats: readonly Term[]): Html =>
  html`<form id="search" role="search" hidden>
    <p>
      <label for="query">Search</label>
      <input id="query" name="q" type="search" autocomplete="off" aria-describedby="hint" />
      <span id="hint">Press / to get here.</span>
    </p>
    <p>
      ${choice('task', 'Task', tasks)} ${choice('format', 'Format', formats)}
      <button type="reset">Clear</button>
    </p>
  </form>`;

const choice = (id: string, label: string, terms: readonly Term[]): Html =>
  html`<label for="${id}">${label}</label>
    <select id="${id}" name="${id}">
      <option value="">any</option>
      ${terms.map((term) => html`<option value="${slugOf(term)}">${term.name}</option>`)}
    </select>`;

const termLinks = (
  kind: 'tasks' | 'formats',
  terms: readonly Term[],
  tools: readonly Tool[],
): Html =>
  html`<ul>
    ${terms.map(
      (term) =>
        html`<li>
          <a href="${kind}/${slugOf(term)}.html">${term.name}</a> (${toolsWith(term, tools).length})
        </li>`,
    )}
  </ul>`;
