import { html } from 'hono/html';
import { describeOption, type Option, optionsOf } from '@joblayer/tool-definition';
import type { Command } from '../commands/command.ts';
import { slugOf, type Term } from '../edam/term.ts';
import type { CatalogueDefinition } from '../read/catalogue.ts';
import type { Html } from './html.ts';
import { table } from './table.ts';

/** A tool definition: what it takes and makes, what it checks, and how to run it. */
export function definitionSection(
  packageName: string,
  { name, described, isDefault, toolCase, reads, writes }: CatalogueDefinition,
  commands: readonly Command[],
): Html {
  const options = optionsOf(described);
  const of = (...groups: readonly Option['group'][]) =>
    options.filter(({ group }) => groups.includes(group));
  const { vcpus, memoryMiB, minimumMemoryMiB } = described.resources;
  const floor =
    minimumMemoryMiB === undefined ? '' : `, and works with ${minimumMemoryMiB} MiB at least`;
  const start = isDefault
    ? 'The image runs it by default.'
    : html`The image runs it where its first argument is <code>${name}</code>.`;
  return html`<section aria-labelledby="${name}">
    <h2 id="${name}">Definition ${name}</h2>
    <p>
      ${name}: ${described.summary}. ${start} A job asks for ${vcpus} vCPUs and ${memoryMiB} MiB of
      memory by default${floor}.
    </p>
    <h3 id="${name}-run">Run ${name}</h3>
    ${
      toolCase
        ? html`<p>
              The example is a test of the package <code>${packageName}</code>, whose files are in
              <code>packages/${packageName}/test</code>. ${toolCase.about}
            </p>
            ${commands.map((command, index) => commandBlock(name, command, index === 0))}`
        : html`<p>It has no example yet.</p>`
    }
    <h3 id="${name}-inputs">Inputs of ${name}</h3>
    ${formatLinks('Reads', reads)}${optionTable(`Inputs of ${name}`, of('input', 'secondary-file'))}
    <h3 id="${name}-outputs">Outputs of ${name}</h3>
    ${formatLinks('Writes', writes)}${optionTable(`Outputs of ${name}`, of('output'))}
    <h3 id="${name}-parameters">Parameters of ${name}</h3>
    ${of('param').length === 0 ? html`<p>None.</p>` : optionTable(`Parameters of ${name}`, of('param'))}
    ${checks(name, described.checkedInJob ?? [])}
  </section> `;
}

export const optionTable = (label: string, options: readonly Option[]): Html =>
  table(
    label,
    ['Option', 'Value', 'What it is', 'Default'],
    options.map((option) => {
      const { type, meaning, required, defaultText } = describeOption(option);
      const value = type.split('|').join(' | ');
      return [
        html`<code>--${option.flag}</code>`,
        value,
        meaning,
        required ? 'required' : defaultText,
      ];
    }),
  );

const formatLinks = (verb: string, terms: readonly Term[]): Html | string =>
  terms.length === 0
    ? ''
    : html`<p>
        ${verb}
        ${terms.map(
          (term, index) =>
            html`${index > 0 ? ', ' : ''}<a href="../formats/${slugOf(term)}.html"
                >${term.name}</a
              >`,
        )}.
      </p>`;

/** A closed block opens without a script, and its commands are in the page either way. */
const commandBlock = (name: string, { id, title, text, note }: Command, isOpen: boolean): Html =>
  html`<details class="command" id="${name}-${id}" ${isOpen ? 'open' : ''}>
    <summary>${title}</summary>
    <p>${note}</p>
    <pre tabindex="0" aria-label="${title} commands of ${name}"><code>${text}</code></pre>
  </details> `;

const checks = (name: string, rules: readonly string[]): Html | string =>
  rules.length === 0
    ? ''
    : html`<h3 id="${name}-checks">What ${name} checks in the job</h3>
        <ul>
          ${rules.map((rule) => html`<li>${rule}</li>`)}
        </ul>`;
