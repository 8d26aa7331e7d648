import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import type { ToolManifest } from '@joblayer/tool-manifest';
import { type Dockerfile, parseDockerfile } from '@joblayer/nx-container/dockerfile';
import type { CopiedFile } from './copied-files.ts';
import { headerIn, type Section } from './sections.ts';

/** An instruction with its position in the file. */
export interface LocatedInstruction {
  readonly keyword: string;
  /** The line, from 1. */
  readonly line: number;
  /** The arguments, without comments, in one line. */
  readonly text: string;
  /** The number of the FROM that it belongs to, from 0; -1 before the first. */
  readonly stage: number;
  /** The section whose header is the last one before it. */
  readonly section: Section | undefined;
  readonly node: Instruction;
}

export interface SectionHeader {
  readonly section: Section;
  readonly line: number;
}

/** The files of one package that docker-lint checks, read once. */
export interface LintSubject {
  /** The Dockerfile's path from the workspace's root. */
  readonly file: string;
  readonly text: string;
  readonly dockerfile: Dockerfile;
  readonly headers: readonly SectionHeader[];
  readonly instructions: readonly LocatedInstruction[];
  /** The instructions of the last stage, which makes the image. */
  readonly image: readonly LocatedInstruction[];
  /** The package's files that are copied into the image with their directory. */
  readonly copied: readonly CopiedFile[];
  readonly manifest: ToolManifest;
  readonly manifestFile: string;
  /** The tool manifest as it is written, for the lines of its fields. */
  readonly manifestText: string;
  /** First part of the names of the workspace's images. */
  readonly repositoryPrefix: string;
  /** Whether the package's build makes dist/main.js, the image's entry point. */
  readonly hasEntryPoint: boolean;
  /**
   * The names of the tool definitions, the image's own first. Empty for a package without a tool.
   */
  readonly definitions: { readonly file: string; readonly names: readonly string[] };
  /** README.md. The text is empty where the file does not exist. */
  readonly readme: { readonly file: string; readonly text: string };
  /** The case of each definition. Its text is undefined where the file does not exist. */
  readonly cases: readonly CaseFile[];
  /** test/Dockerfile, which docker-test builds. */
  readonly test: { readonly file: string; readonly text: string | undefined };
}

export interface CaseFile {
  readonly definition: string;
  /** The path from the workspace's root. */
  readonly file: string;
  readonly text: string | undefined;
}

export type LintFiles = Omit<LintSubject, 'dockerfile' | 'headers' | 'instructions' | 'image'>;

/** @throws ProblemError `invalid-instruction` */
export function lintSubject(files: LintFiles): LintSubject {
  const parsed = DockerfileParser.parse(files.text);
  const headers = parsed.getComments().flatMap((comment) => {
    const section = headerIn(comment.getContent() ?? '');
    return section ? [{ section, line: comment.getRange().start.line + 1 }] : [];
  });
  let stage = -1;
  const instructions = parsed.getInstructions().map((node) => {
    const keyword = node.getKeyword();
    const line = node.getRange().start.line + 1;
    if (keyword === 'FROM') stage += 1;
    const section = headers.findLast((header) => header.line < line)?.section;
    return { keyword, line, text: oneLine(node), stage, section, node };
  });
  const image = instructions.filter((instruction) => instruction.stage === stage);
  const dockerfile = parseDockerfile(files.text, files.file);
  return { ...files, dockerfile, headers, instructions, image };
}

const oneLine = (node: Instruction): string =>
  (node.getArgumentsContent() ?? '').replaceAll(/\s+/g, ' ').trim();
