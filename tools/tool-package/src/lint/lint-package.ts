import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolDefinitions, toolOf } from '@joblayer/nx-container/tool-source';
import { entryPoints } from '@joblayer/nx-container/entry-points';
import { testPackage } from '@joblayer/nx-container/image';
import {
  type ContainerPackage,
  dockerfileOf,
  manifestOf,
  readManifest,
  packageProblem,
} from '@joblayer/nx-container/package';
import { copiedFiles } from './copied-files.ts';
import { describeFinding, lint } from './lint.ts';
import { type CaseFile, lintSubject } from './subject.ts';
import { lintProblem } from './problems.ts';

/**
 * Checks a package's Dockerfile, labels and test against every rule. Prints the notes.
 *
 * @throws ProblemError `lint-failed`, `dockerfile-missing`, `invalid-instruction`
 * @throws ToolManifestError
 * @throws SubprocessError when the tool definition cannot be loaded
 */
export async function lintPackage(
  pkg: ContainerPackage,
  repositoryPrefix: string,
  say: (line: string) => void,
): Promise<void> {
  const file = dockerfileOf(pkg);
  const text = await read(pkg, file);
  if (text === undefined) throw packageProblem({ code: 'dockerfile-missing', file });
  const testFile = dockerfileOf(testPackage(pkg));
  const entries = entryPoints(pkg.directory);
  const definitions = entries.tool === undefined ? [] : await toolDefinitions(pkg);
  const findings = lint(
    lintSubject({
      file,
      text,
      copied: copiedFiles(pkg.directory, text, file),
      manifest: await readManifest(pkg),
      manifestFile: manifestOf(pkg),
      manifestText: (await read(pkg, manifestOf(pkg))) ?? '',
      repositoryPrefix,
      hasEntryPoint: entries.main !== undefined,
      definitions: { file: toolOf(pkg), names: definitions.map(({ name }) => name) },
      readme: {
        file: `${pkg.root}/README.md`,
        text: (await read(pkg, `${pkg.root}/README.md`)) ?? '',
      },
      cases: await Promise.all(definitions.map(({ name }) => caseFile(pkg, name))),
      test: { file: testFile, text: await read(pkg, testFile) },
    }),
  );
  const isNote = ({ rule }: (typeof findings)[number]) => rule.level === 'note';
  for (const note of findings.filter(isNote)) say(describeFinding(note));
  const failures = findings.filter((finding) => !isNote(finding)).map(describeFinding);
  if (failures.length > 0) throw lintProblem({ code: 'lint-failed', findings: failures });
}

async function caseFile(pkg: ContainerPackage, definition: string): Promise<CaseFile> {
  const file = `${pkg.root}/test/${definition}.case.json`;
  return { definition, file, text: await read(pkg, file) };
}

async function read(pkg: ContainerPackage, file: string): Promise<string | undefined> {
  return readFile(join(pkg.workspaceRoot, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
