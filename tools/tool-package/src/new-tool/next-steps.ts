import type { ToolManifest } from '@joblayer/tool-manifest';
import type { ContainerPackage } from '@joblayer/nx-container/package';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../placeholder.ts';

/** The steps that the author of a newly generated package has to do. */
export function nextSteps(
  { name, root }: ContainerPackage,
  { software }: ToolManifest,
  command: readonly string[],
): string {
  const open = [
    software.license === PLACEHOLDER_LICENSE
      ? 'license (not known, and docker-push refuses the image until it is)'
      : undefined,
    software.description.startsWith(PLACEHOLDER) ? 'description' : undefined,
    'documentation, tags, and a check of the rest against upstream',
  ].filter((fact) => fact !== undefined);
  return `
${root} builds. docker-test shows only that ${command[0]} is in the image: no job has run yet, because the
input, the output and the command below are guesses. Now state what only you know:
  1. ${root}/manifest.json: ${open.join(', ')}
  2. ${root}/src/tool.ts: inputs, outputs, parameters and the command (now: ${command.join(' ')} INPUT > OUTPUT)
  3. ${root}/src/tool.spec.ts: that command, for the defaults, every parameter and odd paths
  4. ${root}/test/${name}.case.json: a job on tiny real data in test/data, and its expected outputs; test/e2e.spec.ts: a job on files of real size
  5. ${root}/README.md: the example, on files that the tool takes
Then
  npx nx sync
  npm run test:unit -- --testPathPatterns ${root}
  npx nx run-many -p ${name} -t docker-lint docker-build docker-test
`;
}
