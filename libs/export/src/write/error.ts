import { exportProblem } from '../problems.ts';

/** Errors of the disk itself, which another directory on it would have as well. */
const DISK_ERRORS = new Set(['ENOSPC', 'EDQUOT', 'EIO']);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  ENOENT: 'no directory can be made there',
  EROFS: 'it is on a read-only file system',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EISDIR: 'a file would have the name of a directory',
  ENOTEMPTY: 'another program wrote to it at the same time',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space is left',
  EDQUOT: 'your quota is used up',
};

/** The problem that an error of a system call means. Other errors stay as they are. */
export function problemOfError(directory: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  const detail = `${REASONS[code] ?? message} (${code})`;
  return DISK_ERRORS.has(code)
    ? exportProblem({ code: 'export-disk-failed', directory, detail }, error)
    : exportProblem({ code: 'export-not-written', directory, detail }, error);
}
