import { fileFormatOf } from '../step/file-formats.ts';
import { globsOf } from '../step/globs.ts';
import type { OutputPort, Step } from '../step/step.ts';

export const cwlOutputs = ({ outputs }: Step): Record<string, unknown> =>
  Object.fromEntries(outputs.map((output) => [output.id, outputOf(output, outputs)]));

function outputOf(output: OutputPort, all: readonly OutputPort[]): Record<string, unknown> {
  const { id, kind, required, description } = output;
  const beside = all.filter((other) => other.beside?.id === id);
  const format = formatOf(output);
  return {
    type: `${kind === 'file' ? 'File' : 'Directory'}${required ? '' : '?'}`,
    doc: description,
    ...(format !== undefined && { format }),
    // An index is an output of its own, and also comes with its file, as steps that read both expect it.
    ...(beside.length > 0 && { secondaryFiles: beside.flatMap(patternsOf) }),
    outputBinding: { glob: globsOf(output) },
  };
}

const patternsOf = ({ beside }: OutputPort) =>
  (beside?.suffixes ?? []).map((pattern) => ({ pattern, required: false }));

/** The format, if all names that the output may have stand for the same one. */
function formatOf(output: OutputPort): string | undefined {
  if (output.kind === 'directory') return undefined;
  const formats = new Set(globsOf(output).map((name) => fileFormatOf(name)?.edam));
  const [format] = formats;
  return formats.size === 1 && format !== undefined ? `edam:${format}` : undefined;
}
