import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runImage } from './container.ts';
import { layOutLambdaPhage } from './lambda-phage.ts';
import { removeDirectory } from './shared-directory.ts';
import type { Finished } from './watched-process.ts';

export interface ImageTestOptions {
  /** `lambda`: reads_1.fq, reads_2.fq and lambda.fa of phage lambda are in the directory before all tests. */
  readonly data?: 'lambda';
  /** Whether containers have no network. Default: false. */
  readonly offline?: boolean;
  /** Arguments that each job gets after its own. */
  readonly always?: readonly string[];
}

/** An image, and a directory that its containers have at /t. */
export interface ImageTest {
  /** The directory on this host. */
  readonly host: string;
  /** Its subdirectory for outputs, at /t/out. */
  readonly out: string;
  /** Runs the image with these arguments. */
  readonly run: (...args: string[]) => Promise<Finished>;
  /** Runs a program of bash in the image, without its runner. */
  readonly bash: (program: string) => Promise<Finished>;
  readonly inHost: (name: string) => Promise<Buffer>;
  readonly write: (name: string, content: string | Uint8Array) => Promise<void>;
}

/**
 * Sets up all tests of a spec: an image and a directory that any user of a container can write to. The directory is
 * removed after the tests.
 *
 * @example const { run, bash, host } = imageTest('bwa-mem', { data: 'lambda' });
 */
export function imageTest(name: string, options: ImageTestOptions = {}): ImageTest {
  const { data, offline = false, always = [] } = options;
  const host = mkdtempSync(path.join(tmpdir(), 'joblayer-test-'));
  const out = path.join(host, 'out');
  mkdirSync(out);
  for (const directory of [host, out]) chmodSync(directory, 0o1777);
  if (data === 'lambda') beforeAll(() => layOutLambdaPhage(host));
  afterAll(() => removeDirectory(host));

  const docker = ['-v', `${host}:/t`, ...(offline ? ['--network', 'none'] : [])];
  const inHost = (file: string) => path.join(host, file);
  return {
    ...{ host, out },
    run: (...args) => runImage(name, [...args, ...always], { docker }),
    bash: (program) => runImage(name, ['bash', '-euo', 'pipefail', '-c', program], { docker }),
    inHost: (file) => readFile(inHost(file)),
    write: (file, content) => writeFile(inHost(file), content),
  };
}
