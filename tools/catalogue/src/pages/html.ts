import type { html } from 'hono/html';

/** Text in which everything that was filled in is escaped. */
export type Html = ReturnType<typeof html>;

/** The name of a package's page below the root of the site. */
export const packagePath = (name: string): string => `tools/${name}.html`;
