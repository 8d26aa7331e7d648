import type { Option } from '../description/options.ts';

/** Values by flag. The command line and a job spec give them in the same types. */
export type GivenOptions = ReadonlyMap<string, unknown>;

/** An option that takes no value on the command line. */
export function isFlag(option: Option): boolean {
  if (option.group === 'param') return option.definition.type === 'boolean';
  return option.group === 'runtime' && option.definition.type === 'boolean';
}

/** An option whose value is a list of arguments for the tool. The value mostly begins with a dash. */
export const isArguments = (option: Option): boolean =>
  option.group === 'runtime' && option.definition.type === 'arguments';

/** An option that takes several values. */
export const isList = (option: Option): boolean =>
  (option.group === 'input' && option.definition.kind === 'files') ||
  (option.group === 'secondary-file' && option.of.definition.kind === 'files');
