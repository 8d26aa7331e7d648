import { html } from 'hono/html';
import type { Html } from './html.ts';

/**
 * A table that scrolls inside its own box where it is too wide. The first cell of a row names it. On a phone the style
 * sheet shows rows as blocks: the roles keep the table one for screen readers.
 */
export const table = (
  label: string,
  columns: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
): Html =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">${first}</th>
              ${rest.map(
                (cell, index) =>
                  html`<td role="cell" data-column="${columns[index + 1]}">${cell}</td>`,
              )}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
