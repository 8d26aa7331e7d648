import { relative, resolve } from 'node:path';
import type { PrepareContext } from '@joblayer/tool-definition';
import type { StagedInputs, StagedItem } from '../stage-in/stage-in.ts';
import type { ToolRun } from './tool-run.ts';

/** The part of a run that a command may depend on. */
type ContextOf = Pick<ToolRun, 'plan' | 'outputs'> & {
  readonly scratch: Pick<ToolRun['scratch'], 'work' | 'tmp'>;
};

/**
 * What the tool's definition makes its command from. Paths are relative to the tool's current directory. Absolute
 * paths would put the scratch directory's name into the files that tools write, and two runs of one job would differ.
 */
export function commandContext(
  inputs: StagedInputs,
  { plan: { params, settings }, outputs, scratch }: ContextOf,
): PrepareContext {
  const { cpus, memoryMiB, extraArgs } = settings;
  const seen = (path: string): string => `./${relative(scratch.work, path)}`;
  const item = (staged: StagedItem): StagedItem =>
    staged.type === 'directory'
      ? { ...staged, path: seen(staged.path) }
      : {
          ...staged,
          path: seen(staged.path),
          secondaryFiles: mapValues(staged.secondaryFiles, (path) => path && seen(path)),
        };
  const items = (staged: StagedItem | readonly StagedItem[]) =>
    isList(staged) ? staged.map(item) : item(staged);
  return {
    inputs: mapValues(inputs, items) as PrepareContext['inputs'],
    outputs: mapValues(outputs, seen),
    params,
    extraArgs,
    workDir: '.',
    tmpDir: seen(scratch.tmp),
    cpus,
    memoryMiB,
    resolve: (path) => resolve(scratch.work, path),
  };
}

const isList = (staged: StagedItem | readonly StagedItem[]): staged is readonly StagedItem[] =>
  Array.isArray(staged);

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
