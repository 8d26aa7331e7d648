import type { Bed } from '../bed/bed.ts';
import { BUCKET } from '../bed/server.ts';
import { BenchError } from '../error.ts';
import { curlArguments } from '../sides/curl.ts';

/** Compares files, or directories of files, byte by byte. @throws BenchError `wrong-content` */
export async function sameFiles(
  bed: Bed,
  contender: string,
  expected: string,
  actual: string,
): Promise<void> {
  await compare(bed, contender, ['diff', '--recursive', '--brief', expected, actual]);
}

/** Compares a file with an object that it downloads from the server. @throws BenchError `wrong-content` */
export async function sameAsUploaded(
  bed: Bed,
  contender: string,
  expected: string,
  key: string,
): Promise<void> {
  const program = 'curl "${@:2}" | cmp - "$1"';
  const curl = curlArguments(bed.server.endpoint, BUCKET, key);
  await compare(bed, contender, [
    'bash',
    '-o',
    'pipefail',
    '-c',
    program,
    'bash',
    expected,
    ...curl,
  ]);
}

/** Compares a small object with a text. @throws BenchError `wrong-content` */
export async function sameText(
  bed: Bed,
  contender: string,
  expected: string,
  key: string,
  relevant: (text: string) => string = (text) => text,
): Promise<void> {
  const actual = await bed.server.text(key);
  if (relevant(actual) === relevant(expected)) return;
  const difference = `${actual.length} characters, and not the ${expected.length} expected`;
  throw new BenchError({ code: 'wrong-content', contender, difference });
}

async function compare(bed: Bed, contender: string, argv: readonly [string, ...string[]]) {
  const worker = await bed.worker();
  const { exitCode, stdout, stderr } = await worker.ask('run', { argv, env: {} });
  if (exitCode === 0) return;
  const difference = `${stdout}${stderr}`.trim();
  throw new BenchError({ code: 'wrong-content', contender, difference });
}
