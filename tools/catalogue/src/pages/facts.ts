import { html } from 'hono/html';
import { imageVersion, softwareIn } from '@joblayer/tool-manifest';
import { addressOf, slugOf, type Term } from '../edam/term.ts';
import type { CataloguePackage } from '../read/catalogue.ts';
import { type Html, packagePath } from './html.ts';

const BYTES_PER_MB = 1e6;

/** Versions, licences, links and the size of a package's image. */
export function facts(
  { name, manifest, tasks, size }: CataloguePackage,
  known: ReadonlySet<string>,
): Html {
  const { software, identifiers, baseImage } = manifest;
  const base = baseImage.replace(/^joblayer\//, '');
  const rows: readonly (readonly [string, string | Html])[] = [
    ...(tasks.length > 0 ? [['Tasks', taskLinks(tasks)] as const] : []),
    [
      'Software',
      html`<ul>
        ${softwareIn(manifest).map(softwareItem)}
      </ul>`,
    ],
    ['Image', html`<code>joblayer/${name}</code>, version <code>${imageVersion(manifest)}</code>`],
    ['Size', sizeText(size)],
    [
      'Base image',
      known.has(base) ? html`<a href="../${packagePath(base)}">${base}</a>` : baseImage,
    ],
    ['Tags', manifest.tags.join(', ')],
    ['Website', link(software.website)],
    ['Documentation', link(software.documentation)],
    ...(identifiers.biotools === undefined
      ? []
      : [['bio.tools', link(`https://bio.tools/${identifiers.biotools}`)] as const]),
  ];
  return html`<dl class="about">
    ${rows.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd> `,
    )}
  </dl>`;
}

const link = (url: string): Html => html`<a href="${url}">${url}</a>`;

const taskLinks = (tasks: readonly Term[]): Html =>
  html`${tasks.map(
    (task, index) =>
      html`${index > 0 ? ', ' : ''}<a href="../tasks/${slugOf(task)}.html">${task.name}</a> (<a
          href="${addressOf(task)}"
          >${task.id}</a
        >)`,
  )}`;

const softwareItem = ({ name, version, license }: ReturnType<typeof softwareIn>[number]): Html =>
  html`<li>${name} ${version}, licence ${license}</li>`;

/** Also for an image that no one measured. */
export function sizeText(size: CataloguePackage['size']): string {
  if (!size) return 'not measured yet';
  const megabytes = (bytes: number) => (bytes / BYTES_PER_MB).toFixed(1);
  const { compressedBytes, ownBytes, standIn } = size;
  const text = `${megabytes(compressedBytes)} MB to pull, of which ${megabytes(ownBytes)} MB no other image has`;
  return standIn ? `${text} (measured with a stand-in for the tool)` : text;
}
