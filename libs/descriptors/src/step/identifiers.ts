import type { Step } from './step.ts';

/** `samtools-stats` → `samtools_stats`: letters, digits and low lines, with a letter in front. */
export function identifierOf(name: string): string {
  const word = name.replaceAll(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z]/.test(word) ? word : `x${word}`;
}

/**
 * The same step, with names of ports that a format takes. A name that is a keyword of the format gets `_` at its end, as
 * does one that another port has already.
 *
 * @param reserved keywords of the format, and names that the format's own ports have
 */
export function withIdentifiers(step: Step, reserved: readonly string[]): Step {
  const taken = new Set(reserved);
  const names = new Map<string, string>();
  const rename = <P extends { readonly id: string }>(port: P): P => {
    const id = freeName(identifierOf(port.id), taken);
    taken.add(id);
    names.set(port.id, id);
    return { ...port, id };
  };
  const inputs = step.inputs.map((input) => ({
    ...rename(input),
    secondaryFiles: input.secondaryFiles.map(rename),
  }));
  const params = step.params.map(rename);
  const requests = step.requests.map(rename);
  const outputs = step.outputs.map(rename).map((output) => ({
    ...output,
    beside: output.beside && {
      ...output.beside,
      id: names.get(output.beside.id) ?? output.beside.id,
    },
  }));
  return { ...step, inputs, params, requests, outputs };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  while (taken.has(free)) free += '_';
  return free;
}
