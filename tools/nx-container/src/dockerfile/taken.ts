import type { Copy, Flag, From, Instruction, Run } from 'dockerfile-ast';
import type { Position } from './position.ts';
import { copySources } from './copy-sources.ts';
import { dockerfileProblem } from './problems.ts';

/**
 * What one instruction takes from outside itself: images or stages, and paths of the build context.
 */
interface Taken {
  readonly images: readonly string[];
  readonly sources: readonly string[];
}

/** @throws ProblemError `invalid-instruction` */
export function takenBy(instruction: Instruction, position: Position): Taken {
  switch (instruction.getKeyword()) {
    case 'FROM':
      return { images: [baseOf(instruction as From, position)], sources: [] };
    case 'COPY':
    case 'ADD':
      return takenByCopy(instruction as Copy, position);
    case 'RUN':
      return takenByMounts(instruction as Run);
    default:
      return { images: [], sources: [] };
  }
}

function baseOf(from: From, position: Position): string {
  const image = from.getImage();
  if (image) return image;
  throw dockerfileProblem({
    code: 'invalid-instruction',
    position,
    detail: 'FROM names no image.',
  });
}

function takenByCopy(copy: Copy, position: Position): Taken {
  const from = copy.getFlags().find((flag) => flag.getName() === 'from');
  const image = from?.getValue();
  return image
    ? { images: [image], sources: [] }
    : { images: [], sources: copySources(copy, position) };
}

/** `RUN --mount=type=bind` (the default type) reads an image, a stage or the build context. */
function takenByMounts(run: Run): Taken {
  const mounts = run.getFlags().filter((flag) => flag.getName() === 'mount');
  const images = mounts.flatMap((mount) => optionOf(mount, 'from') ?? []);
  const sources = mounts
    .filter((mount) => optionOf(mount, 'from') === undefined)
    .filter((mount) => (optionOf(mount, 'type') ?? 'bind') === 'bind')
    .map((mount) => optionOf(mount, 'source') ?? optionOf(mount, 'src') ?? '.');
  return { images, sources };
}

const optionOf = (flag: Flag, name: string): string | undefined =>
  flag.getOption(name)?.getValue() ?? undefined;
