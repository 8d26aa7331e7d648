import { checkParams } from '../arguments/params.ts';
import { readRuntimeOption } from '../command-line/runtime-options.ts';
import type { Option } from '../description/options.ts';
import { usageError } from '../usage-error.ts';
import { parseOutputFor } from './parse-for.ts';
import { inputLocation, secondaryFileLocation } from './plan-inputs.ts';
import { checkFormat } from './reject-outputs.ts';
import { UrlNames } from './url-names.ts';

/** Runtime options whose value is a location that the job writes to. */
const WRITTEN = new Set(['outputDir', 'reportUri']);

/**
 * Checks what can be checked of one option without the others.
 *
 * @param value in the types of a job spec
 * @throws UsageError
 */
export function checkOption(option: Option, value: unknown): void {
  const flag = `--${option.flag}`;
  switch (option.group) {
    case 'input':
      for (const text of [value].flat() as string[]) {
        inputLocation(flag, option.definition, text, new UrlNames());
      }
      return;
    case 'secondary-file':
      for (const text of [value].flat() as string[]) {
        secondaryFileLocation(flag, option.definition, text, new UrlNames());
      }
      return;
    case 'output':
      checkFormat(flag, parseOutputFor(flag, value as string), option.definition);
      return;
    case 'param': {
      const checked = checkParams({ [option.key]: option.definition }, { [option.key]: value });
      if (checked.problem !== undefined) throw usageError(checked.problem, checked.advice);
      return;
    }
    case 'runtime':
      readRuntimeOption(option.definition, value);
      if (WRITTEN.has(option.key)) parseOutputFor(flag, value as string);
  }
}
