import { startCommand } from './start-command.ts';

it.each([
  [{}, 'docker run IMAGE'],
  [{ APPTAINER_NAME: 'tool.sif', SINGULARITY_NAME: 'tool.sif' }, 'apptainer run tool.sif'],
  [{ SINGULARITY_NAME: 'tool.sif' }, 'singularity run tool.sif'],
])('the help starts an image as its engine does: %j', (env, command) => {
  expect(startCommand(env)).toBe(command);
});
