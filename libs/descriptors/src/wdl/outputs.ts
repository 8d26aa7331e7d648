import { globsOf } from '../step/globs.ts';
import type { OutputPort, Step } from '../step/step.ts';

export const wdlOutputs = ({ outputs }: Step): string[] =>
  outputs.map((output) => {
    const files = filesOf(output);
    return output.required
      ? `File ${output.id} = ${files}[0]`
      : `File? ${output.id} = if length(${files}) > 0 then ${files}[0] else None`;
  });

function filesOf(output: OutputPort): string {
  const archive = output.kind === 'directory' ? '.tar' : '';
  const [first = '', ...more] = globsOf(output).map((pattern) => `glob("${pattern}${archive}")`);
  return more.length === 0 ? first : `flatten([${[first, ...more].join(', ')}])`;
}
