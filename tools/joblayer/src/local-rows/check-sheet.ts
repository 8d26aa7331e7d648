import type { EngineInfo } from '../engine/engine-info.ts';
import { type Engine, engineOf } from '../engine/engine.ts';
import { awsVariables } from '../run/credentials.ts';
import { checkResources } from '../run/resources.ts';
import { variablesOfTool } from '../run/variables.ts';
import { takenRows } from '../sheet/after-succeeded.ts';
import { say } from '../say.ts';
import { readSheetJobs, type SheetJobs } from '../sheet/read-sheet-jobs.ts';
import type { Means } from './means.ts';
import { onThisMachine } from './place-rule.ts';
import type { SheetRunOptions } from './sheet-run-options.ts';
import { findSheetTool, type SheetTool } from './sheet-tool.ts';

export interface CheckedSheet extends SheetTool {
  readonly engine: Engine;
  readonly info: EngineInfo;
  readonly sheet: SheetJobs;
  /** The rows that were taken of the run before; empty if there is none. */
  readonly taken: readonly number[];
}

/** Checks all that can be known before anything is written or started. */
export async function checkSheet(
  options: SheetRunOptions,
  { outside, signals }: Means,
): Promise<CheckedSheet> {
  const { vcpus, memoryMiB, env, program } = options;
  const engine = engineOf(program);
  const found = await findSheetTool(options, engine);
  const info = await engine.info();
  const notes = checkResources(found.definition, { vcpus, memoryMiB }, info);
  const { afterSucceeded } = options;
  const taken = await takenRows({ afterSucceeded, sheet: options.sheet.file, env }, outside);
  const wanted = { ...options.sheet, made: taken?.made };
  const sheet = await readSheetJobs(found.definition, found.constants, wanted, {
    select: taken?.select,
    ...{ storeFor: outside.storeFor, signal: signals.stop, report: say },
    rule: onThisMachine(info),
    variables: variablesOfTool(found.tool.description, env),
  });
  say(`${found.definition.name} in ${found.tool.digest}`);
  notes.forEach(say);
  if (usesS3(sheet)) await awsVariables(options.settings.region?.value);
  return { ...found, engine, info, sheet, taken: taken?.rows ?? [] };
}

/** Without credentials each row would fail. */
const usesS3 = ({ jobs }: SheetJobs): boolean =>
  jobs.some(({ inputs, outputs }) =>
    [...inputs, ...outputs].some(({ location }) => location.scheme === 's3'),
  );
