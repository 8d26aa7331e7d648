/** The names in a module: a channel's name alone, or those of the values that come together. */
export type ChannelNames = string | readonly string[];

export interface ProcessNames {
  readonly process: string | undefined;
  readonly inputs: readonly ChannelNames[];
  readonly outputs: Readonly<Record<string, readonly ChannelNames[]>>;
  readonly topics: Readonly<Record<string, readonly ChannelNames[]>>;
}

/** A value by its type, and its name: a word, or a text in quotes, in which commas do not end it. */
const VALUE = /\b(?:val|path)\((?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<word>[^\s,)]+))/g;

/**
 * The names in a `main.nf`, read as nf-core's linter reads them
 * (https://github.com/nf-core/tools, nf_core/components/nfcore_component.py): line by line, the inputs
 * between the first `input:` and the next `output:` of the file, the outputs after that.
 */
export function namesIn(mainNf: string): ProcessNames {
  const [, afterInput = ''] = mainNf.split('input:');
  const [, afterOutput = ''] = mainNf.split('output:');
  const lines = (afterOutput.split('when:')[0] ?? '').split('\n');
  return {
    process: /^\s*process\s+(\w+)/m.exec(mainNf)?.[1],
    inputs: (afterInput.split('output:')[0] ?? '').split('\n').flatMap(channelIn),
    outputs: byLabel(lines, /emit:\s*(\w+)/),
    topics: byLabel(lines, /topic:\s*(\w+)/),
  };
}

function channelIn(line: string): ChannelNames[] {
  const names = [...line.matchAll(VALUE)].map(
    ({ groups: { single, double, word } = {} }) => single ?? double ?? word ?? '',
  );
  const [only] = names;
  if (only === undefined) return [];
  return [names.length === 1 ? only : names];
}

function byLabel(lines: readonly string[], label: RegExp): Record<string, ChannelNames[]> {
  const found: Record<string, ChannelNames[]> = {};
  for (const line of lines) {
    const name = label.exec(line)?.[1];
    if (name !== undefined) (found[name] ??= []).push(...channelIn(line));
  }
  return found;
}
