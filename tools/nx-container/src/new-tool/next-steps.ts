import type { ToolManifest } from '@joblayer/tool-manifest';
import type { ContainerPackage } from '../package.ts';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../placeholder.ts';

/** What is left to do by hand in a package that was just made. */
export function nextSteps({ name, root }: ContainerPackage, { software }: ToolManifest): string {
  const open = [
    software.license === PLACEHOLDER_LICENSE ? 'license (it is not known)' : undefined,
    software.description.startsWith(PLACEHOLDER) ? 'description' : undefined,
    'documentation',
    'tags',
  ].filter((fact) => fact !== undefined);
  return `
${root} builds and runs as it is, on one file. What only you can tell:
  1. ${root}/manifest.json: ${open.join(', ')}
  2. ${root}/src/tool.ts: inputs, outputs, parameters and the command; compared in src/tool.spec.ts
  3. ${root}/test/Dockerfile and test/e2e.spec.ts: a run on tiny real data, and on files of your own
Then
  npx nx sync
  npx nx run-many -p ${name} -t docker-lint docker-build docker-test
`;
}
