import type { InputPort, Step } from '../step/step.ts';

/** One input channel of a process: files that come together, with their metadata or without. */
export interface Channel {
  /** The name of the map with metadata, such as the sample's id. */
  readonly meta: string | undefined;
  readonly elements: readonly Element[];
}

export interface Element {
  readonly id: string;
  readonly description: string;
  /** The files are staged here, so that those of equal names do not clash, and no output has the place of an input. */
  readonly stageAs: string;
  readonly pattern: string;
  readonly isDirectory: boolean;
}

/** The first channel has what each sample has; each other input has its own, with its secondary files. */
export function channelsOf({ inputs }: Step): Channel[] {
  const samples = inputs.filter(({ perSample }) => perSample);
  const shared = inputs.filter(({ perSample }) => !perSample);
  let metas = 1;
  return [
    { meta: 'meta', elements: samples.flatMap(elementsOf) },
    ...shared.map((input) => ({
      meta: input.secondaryFiles.length > 0 ? `meta${(metas += 1)}` : undefined,
      elements: elementsOf(input),
    })),
  ];
}

function elementsOf(input: InputPort): Element[] {
  const { id, kind, description, suffixes, secondaryFiles } = input;
  // `?` counts the files of a list, so that a file and its index of one place get the same directory.
  const stageAs = `inputs/${id}/${kind === 'files' ? '?/' : ''}*`;
  return [
    { id, description, stageAs, pattern: patternOf(suffixes), isDirectory: kind === 'directory' },
    ...secondaryFiles.map((file) => ({
      ...{ id: file.id, description: file.description, stageAs },
      ...{ pattern: patternOf(file.suffixes), isDirectory: false },
    })),
  ];
}

const patternOf = (suffixes: readonly string[]): string => {
  if (suffixes.length === 0) return '*';
  const endings = suffixes.map((suffix) => suffix.replace(/^\./, ''));
  return endings.length === 1 ? `*.${endings[0]}` : `*.{${endings.join(',')}}`;
};
