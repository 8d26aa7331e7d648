import { html, raw } from 'hono/html';
import type { Html } from './html.ts';

/** What all pages of one site have. */
export interface Site {
  readonly version: string;
  /** Where the source is on the web. Undefined: pages do not link it. */
  readonly sourceUrl: string | undefined;
}

export interface Page {
  readonly title: string;
  readonly description: string;
  /** From the page to the root of the site: empty, or `../`. */
  readonly root: string;
  readonly body: Html;
}

/** A whole page. All links are relative, so the site works in any directory of a server. */
export const layout = (
  { version, sourceUrl }: Site,
  { title, description, root, body }: Page,
): Html =>
  html`${raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${root}assets/style.css" />
        <script type="module" src="${root}assets/catalogue.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        <header>
          <nav aria-label="Site">
            <a class="home" href="${root}index.html">Joblayer tools</a>
            ${sourceUrl === undefined ? '' : html`<a href="${sourceUrl}">Source</a>`}
          </nav>
        </header>
        <main id="content" tabindex="-1">${body}</main>
        <footer>
          <p>
            Joblayer ${version}. Made from the definitions and manifests of its packages. Tasks and
            formats have the names of <a href="https://edamontology.org">EDAM</a>.
          </p>
        </footer>
      </body>
    </html> `;
