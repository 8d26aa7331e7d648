import { parseToolManifest } from '@joblayer/tool-manifest';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { containerPackage } from '@joblayer/nx-container/package';
import { problemOf } from '@joblayer/problem/testing';
import { lint } from '../lint/lint.ts';
import { lintSubject } from '../lint/subject.ts';
import {
  commandOf,
  foreignFacts,
  manifestFrom,
  type SoftwareFacts,
  sourceFacts,
  withStated,
} from './facts.ts';
import toolGenerator from './generator.ts';
import { parseToolOptions, type ToolOptionsSource } from './options.ts';
import { writeToolPackage } from './write-tool-package.ts';

const SHA256 = '0123456789abcdef'.repeat(4);
const SOURCE = {
  name: 'seqtk-comp',
  sourceUrl: 'https://github.com/lh3/seqtk/archive/refs/tags/v1.4.tar.gz',
  sha256: SHA256,
  license: 'MIT',
  command: 'seqtk comp',
};
const DEBIAN_FACTS: SoftwareFacts = {
  name: 'seqtk',
  version: '1.4',
  license: 'MIT',
  description: 'Fast tool for sequences',
  website: 'https://github.com/lh3/seqtk',
  programs: ['seqtk'],
};

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});
const read = (file: string) => tree.read(`packages/seqtk-comp/${file}`, 'utf8') ?? '';

/** The files that the generator writes for these options and the `facts` of Debian. */
async function written(options: ToolOptionsSource, debianFacts = DEBIAN_FACTS): Promise<void> {
  const request = parseToolOptions(options);
  const { name, origin, stated, command: given } = request;
  const facts = withStated(
    origin.kind === 'source'
      ? sourceFacts(given?.[0] ?? name, origin)
      : origin.kind === 'foreign'
        ? foreignFacts(given?.[0] ?? name, origin)
        : debianFacts,
    stated,
  );
  const source =
    origin.kind === 'foreign'
      ? manifestFrom(name, 'joblayer/base-foreign', facts, origin.image)
      : manifestFrom(name, 'joblayer/base', facts);
  const manifest = parseToolManifest(JSON.stringify(source), 'manifest.json');
  const pkg = containerPackage(tree.root, `packages/${name}`);
  const command = commandOf(request, facts);
  writeToolPackage(tree, { pkg, prefix: 'joblayer', manifest, source, command, request, facts });
}

const findings = () =>
  lint(
    lintSubject({
      file: 'Dockerfile',
      text: read('Dockerfile'),
      copied: [],
      manifest: parseToolManifest(read('manifest.json'), 'manifest.json'),
      manifestFile: 'manifest.json',
      manifestText: read('manifest.json'),
      repositoryPrefix: 'joblayer',
      hasEntryPoint: true,
      definitions: { file: 'src/tool.ts', names: ['seqtk-comp'] },
      readme: { file: 'README.md', text: read('README.md') },
      cases: [
        {
          definition: 'seqtk-comp',
          file: 'test/seqtk-comp.case.json',
          text: read('test/seqtk-comp.case.json'),
        },
      ],
      test: { file: 'test/Dockerfile', text: read('test/Dockerfile') },
    }),
  );
const failures = () =>
  findings()
    .filter(({ rule }) => rule.level !== 'note')
    .map(({ rule, line, what }) => `${line} ${rule.id} ${what}`);

describe('the package of a tool from Debian', () => {
  it("installs the Debian package in the tool manifest's version, and passes docker-lint", async () => {
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk', command: 'seqtk comp' });
    expect(read('Dockerfile')).toContain('RUN install-packages "seqtk=${SEQTK_VERSION}*"\n');
    expect(failures()).toEqual([]);
  });

  it('pins the epoch of the Debian version as well', async () => {
    const facts = { ...DEBIAN_FACTS, epoch: '2' };
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk' }, facts);
    expect(read('Dockerfile')).toContain('"seqtk=2:${SEQTK_VERSION}*"');
  });

  it('runs the arguments of --command, split as a shell would split them', async () => {
    const command = 'seqtk comp --name "a b"';
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk', command });
    expect(read('src/tool.ts')).toContain(
      '["seqtk", "comp", "--name", "a b", ...extraArgs, inputs.input.path]',
    );
  });

  it('keeps quoted special characters of a shell unchanged', async () => {
    const command = `awk -F '|' "a > 'b'"`;
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk', command });
    expect(read('src/tool.ts')).toContain(`["awk", "-F", "|", "a > 'b'", ...extraArgs`);
  });

  it.each([
    ['the program of the package’s name', ['seqtk', 'a-script'], 'seqtk'],
    ['the package’s first program', ['STAR', 'STARlong'], 'STAR'],
    ['the name of a package that has no program', [], 'seqtk'],
  ])('without --command runs %s', async (_, programs, expected) => {
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk' }, { ...DEBIAN_FACTS, programs });
    expect(read('src/tool.ts')).toContain(`["${expected}", ...extraArgs, inputs.input.path]`);
  });

  it('has an example and a case that docker-lint reports as placeholders', async () => {
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk' });
    expect(findings()).toMatchObject([
      { file: 'README.md', rule: { id: 'placeholder' } },
      { file: 'test/seqtk-comp.case.json', rule: { id: 'placeholder' } },
    ]);
  });

  it('has placeholders for facts that Debian lacks, which docker-lint reports', async () => {
    const facts = { ...DEBIAN_FACTS, license: undefined, description: undefined };
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk' }, facts);
    expect(JSON.parse(read('manifest.json')).software).toMatchObject({
      license: 'LicenseRef-TODO',
      description: 'TODO: what seqtk-comp does, in a sentence',
    });
    expect(failures()).toEqual([]);
  });
});

describe('the package of a tool from a source', () => {
  it("takes the version and the website from the source's address", async () => {
    await written(SOURCE);
    expect(JSON.parse(read('manifest.json')).software).toMatchObject({
      version: '1.4',
      website: 'https://github.com/lh3/seqtk',
    });
  });

  it('has the version that the user states instead, without its v', async () => {
    await written({ ...SOURCE, softwareVersion: 'v1.10' });
    expect(JSON.parse(read('manifest.json')).software).toMatchObject({ version: '1.10' });
  });

  it('checks and builds the source in its own stage, and passes docker-lint', async () => {
    await written({ ...SOURCE, buildPackages: 'zlib1g-dev', runtimePackages: 'zlib1g' });
    const dockerfile = read('Dockerfile');
    expect(dockerfile).toContain(`ARG SOURCE_SHA256=${SHA256}\n`);
    expect(dockerfile).toContain('/archive/refs/tags/v${SEQTK_VERSION}.tar.gz" \\\n');
    expect(dockerfile).toContain('install-packages bzip2 curl g++ make xz-utils zlib1g-dev\n');
    expect(dockerfile).toContain('RUN install-packages zlib1g\n');
    expect(dockerfile).toContain('COPY --from=builder /installed/ /\n');
    expect(failures()).toEqual([]);
  });

  it('builds with cmake or installs single files where the options say so', async () => {
    await written({ ...SOURCE, buildSystem: 'cmake', install: 'build/a "build/b c"' });
    expect(read('Dockerfile')).toContain('cmake --build build');
    expect(read('Dockerfile')).toContain(
      'install -D -t /installed/usr/local/bin "build/a" "build/b c"\n',
    );
    expect(failures()).toEqual([]);
  });
});

describe('the package of a tool in an image that others made', () => {
  const IMAGE = `quay.io/biocontainers/seqtk:1.4--h577a1d6@sha256:${'1'.repeat(64)}`;

  it('adds the runner to the image of that digest, and passes docker-lint', async () => {
    await written({ name: 'seqtk-comp', fromImage: IMAGE, license: 'MIT', command: 'seqtk comp' });
    const dockerfile = read('Dockerfile');
    expect(dockerfile).toContain(`ARG FOREIGN_IMAGE=${IMAGE}\n`);
    expect(dockerfile).toContain('COPY --from=runner /opt/joblayer/ /opt/joblayer/\n');
    expect(dockerfile).not.toContain('install-packages');
    expect(read('test/Dockerfile')).toContain('/cases/run-cases.mts');
    expect(failures()).toEqual([]);
  });

  it('states both images, and the version in the tag', async () => {
    await written({ name: 'seqtk-comp', fromImage: IMAGE, command: 'seqtk comp' });
    expect(JSON.parse(read('manifest.json'))).toMatchObject({
      baseImage: 'joblayer/base-foreign',
      foreignImage: IMAGE,
      software: { name: 'seqtk', version: '1.4' },
    });
    expect(read('Dockerfile')).toContain(`base.digest="sha256:${'1'.repeat(64)}"`);
  });
});

describe('the lock file', () => {
  it('gets the entries that npm would write, and is otherwise unchanged', async () => {
    const lockFile = {
      name: 'x',
      lockfileVersion: 3,
      packages: {
        '': { name: 'x' },
        'node_modules/@joblayer/base': { resolved: 'packages/base', link: true },
        'node_modules/zod': { version: '4.6.7', optional: true },
        'packages/base': { name: '@joblayer/base' },
      },
    };
    tree.write('package-lock.json', JSON.stringify(lockFile));
    await written({ name: 'seqtk-comp', debianPackage: 'seqtk' });
    const after = JSON.parse(tree.read('package-lock.json', 'utf8') ?? '');
    expect(Object.keys(after)).toEqual(['name', 'lockfileVersion', 'packages']);
    expect(Object.keys(after.packages)).toEqual([
      '',
      'node_modules/@joblayer/base',
      'node_modules/@joblayer/seqtk-comp',
      'node_modules/zod',
      'packages/base',
      'packages/seqtk-comp',
    ]);
    expect(after.packages).toMatchObject(lockFile.packages);
    expect(after.packages['packages/seqtk-comp']).toMatchObject({ name: '@joblayer/seqtk-comp' });
  });
});

describe('the package of a tool that cannot be made', () => {
  it.each<[string, object, RegExp]>([
    ['without an origin', { name: 'x' }, /Expected --debian-package, or --source-url/],
    ['with two', { ...SOURCE, debianPackage: 'seqtk' }, /Expected --debian-package/],
    ['from a source without checksum', { ...SOURCE, sha256: undefined }, /--sha256/],
    ['with half a checksum', { ...SOURCE, sha256: 'abc' }, /64 hex digits/],
    [
      'from an image without a digest',
      { name: 'x', fromImage: 'quay.io/biocontainers/seqtk:1.4' },
      /^--from-image is "quay\.io\/biocontainers\/seqtk:1\.4"\. Expected an image with its digest, as in .*: a tag may name another image tomorrow\.$/,
    ],
    [
      'from an image and a Debian package',
      { name: 'x', fromImage: `a@sha256:${'1'.repeat(64)}`, debianPackage: 'seqtk' },
      /or --from-image\.$/,
    ],
    [
      'from an image of unknown version',
      { name: 'x', fromImage: `a@sha256:${'1'.repeat(64)}` },
      /--software-version/,
    ],
    [
      'under a name that ECR refuses',
      { name: 'Seqtk_X', debianPackage: 'seqtk' },
      /^NAME is "Seqtk_X"\. Expected lower-case letters and digits, separated by a single -, as in samtools-stats\.$/,
    ],
    [
      'from two Debian packages',
      { name: 'x', debianPackage: 'seqtk bwa' },
      /^--debian-package is "seqtk bwa"\. Expected the name of one Debian package/,
    ],
    [
      'in a version that Nx took for a number',
      { ...SOURCE, softwareVersion: 1.1 },
      /^--software-version is 1\.1\. Expected the version after a v, as in v1\.10/,
    ],
    [
      'with an unclosed quote',
      { name: 'x', debianPackage: 'seqtk', command: `seqtk 'x` },
      /^--command is "seqtk 'x"\. Expected arguments with every quote closed\.$/,
    ],
    [
      'with a command that only a shell could run',
      { name: 'x', debianPackage: 'seqtk', command: 'seqtk comp x | sort > y' },
      /^--command is "[^"]+"\. Expected one program and its arguments: no shell runs it, so write a pipeline into src\/tool\.ts\.$/,
    ],
    [
      'with a command that does not begin with a program',
      { name: 'x', debianPackage: 'seqtk', command: `'' comp` },
      /^--command is "'' comp"\. Expected one program/,
    ],
    [
      'with build packages that are not package names',
      { ...SOURCE, buildPackages: 'zlib1g-dev && true' },
      /^--build-packages is "zlib1g-dev && true"\. Expected names of Debian packages, separated by spaces\.$/,
    ],
    [
      'with a path to install that a shell would expand',
      { ...SOURCE, install: 'seqtk $(id)' },
      /^--install is "seqtk \$\(id\)"\. Expected paths of built files/,
    ],
    [
      'from a source of unknown version',
      { ...SOURCE, sourceUrl: 'https://example.org/seqtk.tar.gz' },
      /--software-version/,
    ],
  ])('%s is refused with a message that says what to give', async (_, options, detail) => {
    const problem = await problemOf(() => toolGenerator(tree, options as ToolOptionsSource));
    expect(problem).toMatchObject({
      code: 'invalid-tool-options',
      detail: expect.stringMatching(detail),
    });
  });

  it('is refused under the name of an existing package', async () => {
    tree.write('packages/seqtk-comp/package.json', '{}');
    const problem = await problemOf(() => toolGenerator(tree, SOURCE));
    expect(problem).toMatchObject({ code: 'package-exists', root: 'packages/seqtk-comp' });
  });
});
