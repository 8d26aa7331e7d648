/**
 * One step of a workflow: what every format says of a tool definition. The formats are made from this alone, so that
 * none of them reads the tool description in a way of its own.
 */
export interface Step {
  /** The definition's name: `samtools-stats`. */
  readonly name: string;
  readonly summary: string;
  /** The image by its digest. */
  readonly image: string;
  /** The first words of the command: the runner, and the definition if it is not the image's default one. */
  readonly command: readonly string[];
  /** The software in the image; the first is what the package is for. */
  readonly software: readonly [Software, ...Software[]];
  readonly about: About;
  readonly inputs: readonly InputPort[];
  readonly params: readonly ParamPort[];
  /** Switches for outputs that are made only if asked for. */
  readonly requests: readonly RequestPort[];
  readonly outputs: readonly OutputPort[];
  readonly resources: StepResources;
  /** The program that receives the extra arguments. */
  readonly extraArgsFor: string;
  /** Rules that the runner checks, and that no format can state. One sentence each. */
  readonly rules: readonly string[];
}

export interface Software {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
}

export interface About {
  readonly description: string;
  readonly website: string;
  readonly documentation: string;
  readonly tags: readonly string[];
  /** Counts images of one version of the software. */
  readonly revision: number;
  /** Its identifier in bio.tools. */
  readonly biotools: string | undefined;
}

/** What all ports have. */
interface Port {
  /** Its name in a descriptor. Unique among all ports of a step, and no keyword of the format. */
  readonly id: string;
  /** Its name in the tool description. */
  readonly key: string;
  /** The runner's option, without dashes. */
  readonly flag: string;
  /** For people, on one line. */
  readonly description: string;
}

export interface InputPort extends Port {
  readonly kind: 'file' | 'files' | 'directory' | 'file-or-directory';
  readonly required: boolean;
  /** The name of a file must end in one of these. Empty: any name. */
  readonly suffixes: readonly string[];
  /** Each sample has its own, unlike a genome or a list of regions. */
  readonly perSample: boolean;
  /** The tool reads it once from start to end, with all other options. */
  readonly streamable: boolean;
  readonly secondaryFiles: readonly SecondaryPort[];
}

export interface SecondaryPort extends Port {
  readonly required: boolean;
  /** Its name is that of the file with one of these added. */
  readonly suffixes: readonly [string, ...string[]];
}

export interface ParamPort extends Port {
  readonly type: 'string' | 'number' | 'integer' | 'boolean';
  readonly required: boolean;
  readonly choices: readonly string[];
  /** A regular expression of ECMAScript that some part of a text must match, and what it accepts in plain English. */
  readonly pattern: string | undefined;
  readonly expects: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly default: string | number | boolean | undefined;
}

export interface RequestPort extends Port {
  /** The value of the option that asks for the output. */
  readonly value: string;
}

export interface OutputPort extends Port {
  readonly kind: 'file' | 'directory';
  /** Every successful job makes it. */
  readonly required: boolean;
  /** The tool may make it without a request. */
  readonly byDefault: boolean;
  /** It is required, or the job needs at least one of several outputs and this is the first of them. */
  readonly usual: boolean;
  /** Its own option may name it without a change of what the tool does. */
  readonly renamable: boolean;
  /** The names that it may have in the output directory. */
  readonly names: readonly [OutputName, ...OutputName[]];
  /** The input whose suffix its name has, by the key in the tool description. Its format is that input's then. */
  readonly suffixOf: string | undefined;
  /** Its file lies beside this output, at its name with one of the suffixes added. */
  readonly beside: { readonly id: string; readonly suffixes: readonly string[] } | undefined;
}

/** A name as a sequence: text, and the stem or the whole name of the first file of an input. */
export type OutputName = readonly (string | NamePart)[];

export interface NamePart {
  /** The input's name in the tool description. */
  readonly input: string;
  readonly part: 'stem' | 'suffix' | 'name';
}

export interface StepResources {
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Disk space besides the inputs. */
  readonly scratchMiB: number;
  /** Disk space in addition, for each MiB of the inputs. */
  readonly scratchMiBPerInputMiB: number;
}
