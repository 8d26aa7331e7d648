import { ESLint } from 'eslint';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../..');
const SCOPE = '@joblayer/';

/**
 * The kinds of workspace packages that each workspace folder may depend on. The first matching row
 * counts.
 */
const MAY_DEPEND_ON: readonly (readonly [folder: RegExp, names: RegExp])[] = [
  [/^packages\//, /^(?:job-runtime|genome-files)$/],
  [/^libs\/genome-files$/, /^job-runtime$/],
  [
    /^libs\/job-runtime$/,
    /^(?:object-store|owned-directory|granted-resources|redaction|tool-manifest|subprocess|tool-definition)$/,
  ],
  [/^libs\/owned-directory$/, /^subprocess$/],
  [/^libs\/tool-definition$/, /^(?:object-store|tool-manifest|subprocess)$/],
  [/^libs\/sample-sheet$/, /^(?:object-store|tool-definition)$/],
  [/^libs\/runs$/, /^(?:aws-batch|object-store|problem)$/],
  [/^libs\/(?:aws-batch|batch-doctor)$/, /^(?:aws-client|problem)$/],
  [/^libs\/descriptors$/, /^(?:tool-definition|problem)$/],
  [/^libs\/export$/, /^(?:descriptors|tool-definition|tool-manifest|problem)$/],
  [/^libs\/aws-client$/, /^problem$/],
  [/^libs\/registry$/, /^(?:problem|subprocess)$/],
  [/^libs\//, /^$/],
  [
    /^tools\/(?:bench|demo|verify)$/,
    /^(?:tool-manifest|tool-definition|subprocess|object-store|job-runtime|local-cloud|nx-container|problem|tool-case|descriptors)$/,
  ],
  [
    /^tools\/tool-package$/,
    /^(?:tool-manifest|tool-definition|subprocess|job-runtime|nx-container|problem|registry|tool-case)$/,
  ],
  [
    /^tools\/joblayer$/,
    /^(?:tool-definition|object-store|subprocess|problem|aws-client|registry|aws-batch|batch-doctor|runs|sample-sheet|descriptors|export)$/,
  ],
  [
    /^tools\/nx-container$/,
    /^(?:aws-batch|aws-client|registry|tool-manifest|tool-definition|subprocess|job-runtime|problem|tool-case|descriptors|export)$/,
  ],
  [
    /^tools\/catalogue$/,
    /^(?:descriptors|local-cloud|nx-container|subprocess|tool-case|tool-definition|tool-manifest|tool-package)$/,
  ],
  [/^tools\/engines$/, /^(?:descriptors|local-cloud|subprocess|tool-case|tool-definition|verify)$/],
  [/^tools\//, /^(?:tool-manifest|subprocess|job-runtime|tool-case)$/],
];

const folders = globSync('{libs,packages,tools}/*/package.json', { cwd: ROOT })
  .map((file) => dirname(file).split(sep).join('/'))
  .toSorted();

const mayDependOn = (folder: string, name: string): boolean =>
  MAY_DEPEND_ON.find(([pattern]) => pattern.test(folder))?.[1].test(name) ?? false;

/** Integration tests of any package may use the helpers of `npm test`. Code that ships may not. */
const isTestHelper = (file: string, name: string): boolean =>
  file.startsWith('test/') && name === 'verify';

const workspaceNames = (specifiers: readonly string[]): string[] =>
  specifiers
    .filter((specifier) => specifier.startsWith(SCOPE))
    .map((specifier) => specifier.slice(SCOPE.length).split('/')[0] ?? '');

describe.each(folders)('%s', (folder) => {
  const read = (file: string) => readFileSync(join(ROOT, folder, file), 'utf8');
  // The command line for users has a name of its own on npm, without the scope.
  const ownName = (JSON.parse(read('package.json')).name as string).replace(SCOPE, '');

  it('depends only on packages that the direction allows', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read('package.json'));
    const names = workspaceNames(Object.keys({ ...dependencies, ...devDependencies }));
    expect(names.filter((name) => !mayDependOn(folder, name))).toEqual([]);
  });

  it('imports only those packages, and no file of another package by a path', () => {
    const imports = globSync('{src,test}/**/*.ts', { cwd: join(ROOT, folder) }).flatMap((file) =>
      ts
        .preProcessFile(read(file))
        .importedFiles.map(({ fileName }) => ({ file, specifier: fileName })),
    );
    const wrong = imports.filter(({ file, specifier }) => {
      if (specifier.startsWith('.'))
        return relative('.', join(dirname(file), specifier)).startsWith('..');
      return workspaceNames([specifier]).some(
        (name) => name !== ownName && !mayDependOn(folder, name) && !isTestHelper(file, name),
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe('the lint rule of the dependency direction', () => {
  const eslint = new ESLint({ cwd: ROOT });
  const findings = async (file: string, specifier: string) => {
    const text = `import { thing } from '${specifier}';\n\nthing();\n`;
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
    return result?.messages.map(({ ruleId }) => ruleId);
  };

  it.each([
    ['a package', 'another package', 'packages/bwa-mem/src/x.ts', '@joblayer/samtools-stats'],
    ['a package', 'a tool', 'packages/bwa-mem/src/x.ts', '@joblayer/nx-container'],
    ['the runtime', 'a tool', 'libs/job-runtime/src/x.ts', '@joblayer/nx-container'],
    ['the runtime', 'a package', 'libs/job-runtime/src/deep/x.ts', '@joblayer/base'],
    [
      'the runtime',
      'a library about genomes',
      'libs/job-runtime/src/x.ts',
      '@joblayer/genome-files',
    ],
    ['a definition', 'the runtime', 'libs/tool-definition/src/x.ts', '@joblayer/job-runtime'],
    ['a library', 'the runtime', 'libs/subprocess/src/x.ts', '@joblayer/job-runtime'],
    ['a store', 'the runtime', 'libs/object-store/src/s3/x.ts', '@joblayer/job-runtime'],
    ['an owned directory', 'a job', 'libs/owned-directory/src/x.ts', '@joblayer/job-runtime'],
    ['an owned directory', 'a store', 'libs/owned-directory/src/x.ts', '@joblayer/object-store'],
    ['a store', 'an owned directory', 'libs/object-store/src/x.ts', '@joblayer/owned-directory'],
    ['a package', 'a store', 'packages/bwa-mem/src/x.ts', '@joblayer/object-store'],
    ['AWS Batch', 'a tool', 'libs/aws-batch/src/x.ts', '@joblayer/nx-container/package'],
    ['descriptors', 'the runtime', 'libs/descriptors/src/x.ts', '@joblayer/job-runtime'],
    ['an export', 'a registry', 'libs/export/src/x.ts', '@joblayer/registry'],
    ['AWS Batch', 'the runtime', 'libs/aws-batch/src/x.ts', '@joblayer/job-runtime'],
    ['a sample sheet', 'the runtime', 'libs/sample-sheet/src/x.ts', '@joblayer/job-runtime'],
    ['the doctor', 'job definitions', 'libs/batch-doctor/src/x.ts', '@joblayer/aws-batch'],
    ['the plugin', 'the rules', 'tools/nx-container/src/x.ts', '@joblayer/tool-package/plugin'],
    ['a run', 'the runtime', 'libs/runs/src/x.ts', '@joblayer/job-runtime'],
    ['AWS Batch', 'runs', 'libs/aws-batch/src/x.ts', '@joblayer/runs'],
    ['a tool', 'a package', 'tools/nx-container/src/x.ts', '@joblayer/bwa-mem'],
    [
      'the command line for users',
      'the runtime',
      'tools/joblayer/src/x.ts',
      '@joblayer/job-runtime',
    ],
    ['the rules', 'the catalogue', 'tools/tool-package/src/x.ts', '@joblayer/catalogue'],
    ['the catalogue', 'a package', 'tools/catalogue/src/x.ts', '@joblayer/bwa-mem'],
    ['a registry', 'AWS', 'libs/registry/src/x.ts', '@joblayer/aws-client'],
    [
      'a package',
      'a library by its path',
      'packages/bwa-mem/src/x.ts',
      '../../../libs/subprocess/src/index.ts',
    ],
  ])('forbids %s to import %s', async (_, __, file, specifier) => {
    expect(await findings(file, specifier)).toEqual(['no-restricted-imports']);
  });

  it.each([
    ['a package', 'the runtime', 'packages/bwa-mem/src/x.ts', '@joblayer/job-runtime'],
    [
      'a package',
      'a library that packages share',
      'packages/bwa-mem/src/x.ts',
      '@joblayer/genome-files',
    ],
    [
      'the runtime',
      'the library that defines tools',
      'libs/job-runtime/src/x.ts',
      '@joblayer/tool-definition',
    ],
    ['the runtime', 'a library', 'libs/job-runtime/src/x.ts', '@joblayer/subprocess'],
    ['the runtime', 'a store', 'libs/job-runtime/src/x.ts', '@joblayer/object-store/location'],
    ['the runtime', 'owned directories', 'libs/job-runtime/src/x.ts', '@joblayer/owned-directory'],
    ['an owned directory', 'processes', 'libs/owned-directory/src/x.ts', '@joblayer/subprocess'],
    ['a sample sheet', 'definitions', 'libs/sample-sheet/src/x.ts', '@joblayer/tool-definition'],
    ['a tool', 'a library', 'tools/nx-container/src/x.ts', '@joblayer/tool-manifest'],
    ['the rules', 'the plugin', 'tools/tool-package/src/x.ts', '@joblayer/nx-container/package'],
    ['the command line for users', 'a registry', 'tools/joblayer/src/x.ts', '@joblayer/registry'],
    ['descriptors', 'tool descriptions', 'libs/descriptors/src/x.ts', '@joblayer/tool-definition'],
    ['an export', 'descriptors', 'libs/export/src/x.ts', '@joblayer/descriptors'],
    ['the command line for users', 'exports', 'tools/joblayer/src/x.ts', '@joblayer/export'],
    ['the plugin', 'exports', 'tools/nx-container/src/x.ts', '@joblayer/export'],
    ['the plugin', 'AWS Batch', 'tools/nx-container/src/x.ts', '@joblayer/aws-batch'],
    ['a run', 'AWS Batch', 'libs/runs/src/x.ts', '@joblayer/aws-batch'],
    ['a run', 'a store', 'libs/runs/src/x.ts', '@joblayer/object-store/location'],
    ['the doctor', 'errors of AWS', 'libs/batch-doctor/src/x.ts', '@joblayer/aws-client'],
    ['the catalogue', 'sizes', 'tools/catalogue/src/x.ts', '@joblayer/tool-package/sizes'],
    ['a tool', 'its own files', 'tools/nx-container/src/deep/x.ts', '../error.ts'],
    ['a package', 'a dependency', 'packages/bwa-mem/src/x.ts', 'zod'],
  ])('lets %s import %s', async (_, __, file, specifier) => {
    expect(await findings(file, specifier)).toEqual([]);
  });
});

describe('the workspace packages', () => {
  it('depend on each other without a circle', () => {
    const dependencies = new Map(
      folders.map((folder) => {
        const json = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
        return [json.name as string, workspaceNames(Object.keys(json.dependencies ?? {}))];
      }),
    );
    const circle = (name: string, path: readonly string[]): string | undefined => {
      if (path.includes(name)) return [...path, name].join(' → ');
      const next = dependencies.get(name) ?? [];
      return next.map((each) => circle(`${SCOPE}${each}`, [...path, name])).find(Boolean);
    };
    expect([...dependencies.keys()].map((name) => circle(name, [])).filter(Boolean)).toEqual([]);
  });
});

describe('the lint rule of paths that only Linux has', () => {
  const eslint = new ESLint({ cwd: ROOT });
  it.each([
    ["export const a = '/proc/self/cgroup';", 'tools/joblayer/src/x.ts', 1],
    ['export const a = (b: string) => `/sys/fs/cgroup/${b}`;', 'tools/joblayer/src/x.ts', 1],
    ["export const a = '/process';", 'tools/joblayer/src/x.ts', 0],
    ["export const a = '/proc/self/cgroup';", 'libs/granted-resources/src/x.ts', 0],
  ])('finds in %s of %s as many as %d', async (text, file, count) => {
    const [result] = await eslint.lintText(`${text}\n`, { filePath: join(ROOT, file) });
    expect(result?.messages).toHaveLength(count);
  });
});
