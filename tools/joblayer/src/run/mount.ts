import { fileProblem } from './problems.ts';

/** A file or directory of this machine that the container sees under a path. */
export interface Mount {
  /** Absolute, without links. */
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
}

/** Directories of the image without which its runner does not start. */
const OF_IMAGE = [
  ...['/bin', '/etc', '/lib', '/lib64', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/local/bin'],
  ...['/dev', '/opt/joblayer'],
];
/** Nothing may be mounted in these. The engine itself guards the kernel's file systems. */
const CLOSED = ['/dev', '/opt/joblayer'];

/**
 * Refuses a target whose mount would hide what the image needs.
 *
 * @throws ProblemError `mount-hides-image`
 */
export function checkTarget(target: string): void {
  const isOrHolds = (path: string) => path === target || path.startsWith(withSlash(target));
  const isIn = (path: string) => target.startsWith(withSlash(path));
  if (OF_IMAGE.some(isOrHolds) || CLOSED.some(isIn))
    throw fileProblem({ code: 'mount-hides-image', path: target });
}

const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

/** The value of `--mount`: fields of a CSV line, as docker and podman read it. */
export const formatMount = ({ source, target, isReadOnly }: Mount): string =>
  ['type=bind', `source=${source}`, `target=${target}`, ...(isReadOnly ? ['readonly'] : [])]
    .map(csvField)
    .join(',');

const csvField = (field: string): string =>
  /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
