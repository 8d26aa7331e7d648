import type { ToolManifest } from '@joblayer/tool-manifest';
import type { ContainerPackage } from '@joblayer/nx-container/package';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../placeholder.ts';

/** What is left to do by hand in a package that was just made. */
export function nextSteps(
  { name, root }: ContainerPackage,
  { software }: ToolManifest,
  command: readonly string[],
): string {
  const open = [
    software.license === PLACEHOLDER_LICENSE ? 'license (it is not known)' : undefined,
    software.description.startsWith(PLACEHOLDER) ? 'description' : undefined,
    'documentation, tags, and whether the rest is as upstream has it',
  ].filter((fact) => fact !== undefined);
  return `
${root} builds and runs as it is, on one file. What only you can tell:
  1. ${root}/manifest.json: ${open.join(', ')}
  2. ${root}/src/tool.ts: inputs, outputs, parameters and the command (now: ${command.join(' ')} INPUT > OUTPUT)
  3. ${root}/src/tool.spec.ts: that command, for the defaults, every parameter and odd paths
  4. ${root}/test/${name}.case.json: a job on tiny real data in test/data, and what it makes; test/e2e.spec.ts: on files of a real size
  5. ${root}/README.md: the example, on files that it takes
Then
  npx nx sync
  npx nx run-many -p ${name} -t docker-lint docker-build docker-test
`;
}
