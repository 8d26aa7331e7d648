import type { InputPort, ParamPort, RequestPort, Step } from '../step/step.ts';
import { caseValues, type StepCase } from '../step/step-case.ts';

/** The files of a case as they lie on a disk, and the names that its outputs get. */
export interface CaseLayout {
  /** The directory of the case, absolute. */
  readonly directory: string;
  /** All files below it, relative to it. */
  readonly files: readonly string[];
  /** The path of each output, relative to the output directory, by the output's name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The paths of one input or secondary file, absolute. */
export interface GivenFiles {
  readonly port: Pick<InputPort, 'id' | 'flag'>;
  readonly input: InputPort;
  readonly paths: readonly string[];
}

/** What a case gives a step: each secondary file is given by its own name as well. */
export interface GivenCase {
  readonly files: readonly GivenFiles[];
  readonly params: readonly {
    readonly port: ParamPort;
    readonly value: string | number | boolean;
  }[];
  readonly requests: readonly RequestPort[];
}

export function givenCase(step: Step, stepCase: StepCase, layout: CaseLayout): GivenCase {
  const { files, params, requests } = caseValues(step, stepCase);
  const known = new Set(layout.files);
  const absolute = (paths: readonly string[]) =>
    paths.map((path) => `${layout.directory}/${path.replace(/\/$/, '')}`);
  const given = files.flatMap(({ port: input, paths }) => [
    { port: input, input, paths: absolute(paths) },
    ...input.secondaryFiles.flatMap((port) => {
      const beside = paths.flatMap((path) =>
        port.suffixes
          .map((suffix) => `${path}${suffix}`)
          .filter((path) => known.has(path))
          .slice(0, 1),
      );
      return beside.length === paths.length ? [{ port, input, paths: absolute(beside) }] : [];
    }),
  ]);
  return { files: given, params, requests };
}

/** Whether a case gives a directory to an input. */
export const isDirectory = ({ job }: StepCase, { flag }: Pick<InputPort, 'flag'>): boolean =>
  [job[flag]].flat().some((path) => String(path).endsWith('/'));
