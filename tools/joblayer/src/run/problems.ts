import { defineProblems } from '@joblayer/problem';

/** Problems of a job's files on this machine. */
export const fileProblem = defineProblems({
  'arguments-missing': ({ tool }: { tool: string }) =>
    `No arguments for ${tool} were given. Write them after two dashes: joblayer run ${tool} --on docker -- --OPTION VALUE. See joblayer help ${tool}.`,
  'option-malformed': ({ flag, value }: { flag: string; value: string }) =>
    `--${flag} expects a whole number of at least 1, got ${value}.`,
  'input-not-found': ({
    flag,
    path,
    meant,
  }: {
    flag: string;
    path: string;
    meant: string | undefined;
  }) =>
    `${flag}: ${path} does not exist.${meant === undefined ? ' Correct the path.' : ` Did you mean ${meant}?`}`,
  'input-not-readable': ({ flag, path, detail }: { flag: string; path: string; detail: string }) =>
    `${flag}: ${path} cannot be looked at: ${detail}. Correct its permissions.`,
  'input-irregular': ({ flag, path }: { flag: string; path: string }) =>
    `${flag}: ${path} is a pipe or a device, which a container cannot read. Give a file or a directory.`,
  'output-directory-failed': ({ path, detail }: { path: string; detail: string }) =>
    `The output directory ${path} cannot be made: ${detail}. Give another one.`,
  'mount-hides-image': ({ path }: { path: string }) =>
    `${path} cannot be mounted in the tool's container: it would hide files of the image. Give a directory elsewhere, such as one in your home directory.`,
  'job-spec-in-s3': ({ location }: { location: string }) =>
    `--job-spec ${location} is in S3. Copy it to a file of this machine, and give that.`,
});
