import { run, SubprocessError } from '@joblayer/subprocess';
import { engineProblem } from '@joblayer/nx-container/engine';
import { parseDeb822, type Paragraph } from './deb822.ts';
import { spdxOf } from './debian-license.ts';
import type { SoftwareFacts } from './facts.ts';
import { newToolProblem } from './problems.ts';

/**
 * Prints paragraphs: the package's control file, the programs in it, and its copyright file, which
 * mostly has the same syntax. Runs in the base image, so that its Debian is that of the tool's
 * image.
 */
const LOOK_UP = `
apt-get --quiet=2 update || exit 74
shown=$(apt-cache show --no-all-versions "$1") && [ -n "$shown" ] || exit 66
printf '%s\\n\\n' "$shown"
cd "$(mktemp -d)" && apt-get --quiet=2 download "$1" >&2 || exit 74
dpkg-deb --fsys-tarfile *.deb > files.tar
printf '\\nPrograms: %s\\n\\n' "$(tar -tf files.tar | sed -n 's|^\\./usr/bin/\\(..*\\)|\\1|p' | tr '\\n' ' ')"
tar -xOf files.tar "./usr/share/doc/$1/copyright" || true
`;

/**
 * LOOK_UP's exit code for a package that Debian does not have. apt shows nothing for a name that
 * other packages only refer to.
 */
const NO_SUCH_PACKAGE = 66;

/**
 * The facts that Debian has of a package.
 *
 * @param baseImage reference of an image with apt in the engine
 * @throws ProblemError `debian-package-unknown`, `debian-look-up-failed`
 */
export async function debianFacts(name: string, baseImage: string): Promise<SoftwareFacts> {
  const container = ['--rm', '--user', 'root', '--entrypoint', 'bash', baseImage] as const;
  try {
    const { stdout } = await run(['docker', 'run', ...container, '-c', LOOK_UP, 'look-up', name]);
    return factsOf(name, parseDeb822(stdout));
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    if (error.code === 'program-not-found')
      throw engineProblem({ code: 'docker-not-found' }, error);
    if (error.exitCode === NO_SUCH_PACKAGE)
      throw newToolProblem({ code: 'debian-package-unknown', name }, error);
    const detail = error.stderr.trim();
    throw newToolProblem({ code: 'debian-look-up-failed', name, detail }, error);
  }
}

/** The facts in the paragraphs that LOOK_UP prints. */
export function factsOf(name: string, paragraphs: readonly Paragraph[]): SoftwareFacts {
  const [control] = paragraphs;
  const field = (key: string) => control?.get(key);
  const { epoch, upstream } = partsOf(field('version') ?? '');
  const files = paragraphs.find((paragraph) => paragraph.get('files') === '*');
  const programs = paragraphs.find((paragraph) => paragraph.has('programs'))?.get('programs');
  return {
    name,
    version: upstream,
    license: spdxOf(firstLine(files?.get('license')) ?? ''),
    description: firstLine(field('description-en') ?? field('description')),
    website: field('homepage'),
    programs: programs?.split(' ').filter((program) => program !== '') ?? [],
    epoch,
  };
}

// https://www.debian.org/doc/debian-policy/ch-controlfields.html#version; `+dfsg` and `+ds` mark repacked sources.
const VERSION =
  /^(?:(?<epoch>\d+):)?(?<upstream>.+?)(?:[+~.](?:dfsg|ds|repack)[\w.+~]*)?(?:-[\w.+~]+)?$/;

function partsOf(version: string): { epoch: string | undefined; upstream: string | undefined } {
  const { epoch, upstream } = VERSION.exec(version)?.groups ?? {};
  return { epoch, upstream };
}

const firstLine = (text: string | undefined): string | undefined => text?.split('\n')[0];
