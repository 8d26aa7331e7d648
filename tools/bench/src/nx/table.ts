import type { Measurement } from './measure.ts';

/** A measurement as a Markdown table. */
export function renderTable({ packages, runs }: Measurement): string {
  return [
    `| ${packages} packages | seconds | tasks from the cache | calls of docker | most about one image |`,
    '|---|---|---|---|---|',
    ...runs.map(
      ({ name, seconds, remembered, calls, mostAboutOneImage }) =>
        `| ${name} | ${seconds.toFixed(1)} | ${remembered} | ${calls} | ${mostAboutOneImage} |`,
    ),
  ].join('\n');
}
