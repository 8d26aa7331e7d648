import { html } from 'hono/html';
import { versionsIn } from '@joblayer/tool-manifest';
import type { Term } from '../edam/term.ts';
import { slugOf } from '../edam/term.ts';
import type { CatalogueDefinition, CataloguePackage } from '../read/catalogue.ts';
import { type Html, packagePath } from './html.ts';

/** A definition with its package. */
export interface Tool {
  readonly pkg: CataloguePackage;
  readonly definition: CatalogueDefinition;
}

export const toolsOf = (packages: readonly CataloguePackage[]): readonly Tool[] =>
  packages
    .flatMap((pkg) => pkg.definitions.map((definition) => ({ pkg, definition })))
    .toSorted((a, b) => a.definition.name.localeCompare(b.definition.name, 'en'));

/** A line for each definition. The search of the first page reads its data attributes. */
export const toolList = (tools: readonly Tool[], root: string): Html =>
  html`<ul class="tools">
    ${tools.map((tool) => toolItem(tool, root))}
  </ul>`;

function toolItem({ pkg, definition }: Tool, root: string): Html {
  const { name, described, reads, writes } = definition;
  const [software] = versionsIn(pkg.manifest);
  const href = `${root}${packagePath(pkg.name)}#${name}`;
  const slugs = (terms: readonly Term[]) => terms.map(slugOf).join(' ');
  return html`<li
    data-search="${searchText(pkg, definition)}"
    data-tasks="${slugs(pkg.tasks)}"
    data-formats="${slugs([...reads, ...writes])}"
  >
    <a href="${href}">${name}</a> <span class="what">${described.summary}</span>
    <span class="facts">${software?.name} ${software?.version}${formatsText(reads, writes)}</span>
  </li> `;
}

function formatsText(reads: readonly Term[], writes: readonly Term[]): string {
  const names = (terms: readonly Term[]) => terms.map(({ name }) => name).join(', ');
  const parts = [
    ...(reads.length > 0 ? [`reads ${names(reads)}`] : []),
    ...(writes.length > 0 ? [`writes ${names(writes)}`] : []),
  ];
  return parts.map((part) => ` · ${part}`).join('');
}

function searchText({ name, manifest, tasks }: CataloguePackage, definition: CatalogueDefinition) {
  const { described, reads, writes } = definition;
  const terms = [...tasks, ...reads, ...writes].map((term) => term.name);
  const software = versionsIn(manifest).map((each) => each.name);
  const suffixes = Object.values(described.inputs).flatMap((input) => input.suffixes ?? []);
  const text = [
    ...[name, definition.name, described.summary, manifest.software.description],
    ...[...software, ...manifest.tags, ...terms, ...suffixes],
  ];
  return [...new Set(text.join(' ').toLowerCase().split(/\s+/))].join(' ');
}
