import { decode, type ToolCase } from '@joblayer/tool-case';
import type { Files } from '../files.ts';
import { describedIn } from './described.ts';
import type { Definition } from './definition.ts';
import type { OutputPaths } from './run-with-docker.ts';

/** A definition, and an input of its case without which one of its outputs is not made. */
export interface AbsentOutput {
  readonly name: string;
  /** The option of the input. */
  readonly without: string;
}

/** The first definition whose case can leave out an input, and with it an output. */
export function findAbsentOutput(
  definitions: readonly Pick<Definition, 'name' | 'description' | 'toolCase'>[],
): AbsentOutput | undefined {
  for (const definition of definitions) {
    const { inputs, outputs } = describedIn(definition);
    const conditions = Object.values(outputs).flatMap(({ onlyWith }) => onlyWith?.conditions ?? []);
    for (const condition of conditions) {
      const input = typeof condition === 'string' ? inputs[condition] : undefined;
      if (input && !input.required && input.flag in definition.toolCase.job)
        return { name: definition.name, without: input.flag };
    }
  }
  return undefined;
}

/** Lines that an engine's own test compares are short. */
const LONGEST_LINE = 200;

/** The case without an input. It expects of each text what docker's run wrote first. */
export function caseWithout(toolCase: ToolCase, without: string): ToolCase {
  const kept = Object.entries(toolCase.job).filter(([flag]) => flag !== without);
  return { ...toolCase, job: Object.fromEntries(kept), expect: {} };
}

/** Expectations for the case, made from what docker's run wrote. */
export function expectedOf(
  { differs }: ToolCase,
  outputs: OutputPaths,
  files: Files,
): ToolCase['expect'] {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, file]) => {
      const bytes = files.get(file);
      const unstable = differs.flatMap((one) =>
        one.output === name && 'lines' in one ? [new RegExp(one.lines)] : [],
      );
      const line = (bytes ? decode(bytes).lines : []).find(
        (text) =>
          text.trim() !== '' &&
          text.length < LONGEST_LINE &&
          !unstable.some((pattern) => pattern.test(text)),
      );
      return line === undefined ? [] : [[name, { contains: [line] }]];
    }),
  );
}
