import { html } from 'hono/html';
import { labelsOf } from '@joblayer/tool-manifest';
import { optionsOf } from '@joblayer/tool-definition';
import { commandsOf } from '../commands/commands-of.ts';
import type { CataloguePackage } from '../read/catalogue.ts';
import { definitionSection, optionTable } from './definition-section.ts';
import { facts } from './facts.ts';
import type { Html } from './html.ts';
import type { Page } from './layout.ts';
import { table } from './table.ts';

/** @param known the names of all packages */
export function packagePage(pkg: CataloguePackage, known: ReadonlySet<string>): Page {
  const { name, manifest, definitions } = pkg;
  const sections = definitions.map((each) => definitionSection(name, each, commandsOf(pkg, each)));
  return {
    title: `${name}: Joblayer tools`,
    description: manifest.software.description,
    root: '../',
    body: html`<h1>${name}</h1>
      <p>${manifest.software.description}.</p>
      ${definitions.length > 1 ? contents(pkg) : ''} ${facts(pkg, known)} ${sections} ${common(pkg)}
      <details>
        <summary>Labels of the image</summary>
        ${table(
          'Labels of the image',
          ['Label', 'Value'],
          Object.entries(labelsOf(manifest)).map(([key, value]) => [
            html`<code>${key}</code>`,
            value,
          ]),
        )}
      </details>`,
  };
}

const contents = ({ definitions }: CataloguePackage): Html =>
  html`<nav aria-label="Definitions">
    <ul>
      ${definitions.map(
        ({ name, described }) => html`<li><a href="#${name}">${name}</a> ${described.summary}</li>`,
      )}
    </ul>
  </nav>`;

/** The options that the runtime gives every tool. */
function common({ definitions: [first] }: CataloguePackage): Html | string {
  if (!first) return '';
  const options = optionsOf(first.described).filter(({ group }) => group === 'runtime');
  return html`<details>
    <summary>Options that every tool has</summary>
    ${optionTable('Options that every tool has', options)}
  </details>`;
}
