import { formatArgv } from '@joblayer/subprocess/argv';
import type { CatalogueDefinition, CataloguePackage } from '../read/catalogue.ts';
import { argumentsOfCase, type CaseOption, type Places } from './case-options.ts';
import { type Command, onLines } from './command.ts';

const MOUNTED: Places = {
  input: (path) => `/data/${path}`,
  output: (path) => `/data/results/${path}`,
};
const HERE: Places = { input: (path) => path, output: (path) => `results/${path}` };
const IN_S3: Places = {
  input: (path) => `s3://my-bucket/${path}`,
  output: (path) => `s3://my-bucket/results/${path}`,
};

/** The commands that run the case by the image's own runner. */
export function runnerCommands(
  { name }: CataloguePackage,
  definition: CatalogueDefinition,
  options: readonly CaseOption[],
): readonly Command[] {
  const lines = (places: Places) => [
    ...(definition.isDefault ? [] : [definition.name]),
    ...argumentsOfCase(options, places).map(formatArgv),
    `--output-dir ${places.output('')}`,
  ];
  const docker = `docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" joblayer/${name}`;
  const run = `joblayer run ${name}`;
  return [
    {
      id: 'docker',
      title: 'docker',
      text: onLines(docker, lines(MOUNTED)),
      note: `With files of the current directory. The command “npx nx run ${name}:docker-build” makes the image in a clone.`,
    },
    {
      id: 'joblayer',
      title: 'joblayer',
      text: onLines(`${run} --on docker --`, lines(HERE)),
      note: 'On this machine. The command mounts the files, and asks the registry for the image.',
    },
    {
      id: 'batch',
      title: 'AWS Batch',
      text: onLines(
        `${run} --on batch --queue "$QUEUE" --run ${definition.name}-1 --wait --`,
        lines(IN_S3),
      ),
      note: 'From S3 to S3, with your credentials. A sample sheet runs many samples at once.',
    },
  ];
}
