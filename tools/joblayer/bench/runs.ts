// How long a user waits for runs of many rows, on a local cloud that is up. No job starts: the compute environment is
// planted as invalid, and the runs are canceled at the end. README.md has the commands.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = Number(process.argv[2] ?? 5);
/** The Node that runs joblayer. */
const NODE = process.argv[3] ?? process.execPath;
const [tool, input] = ['samtools-stats', 's3://joblayer/bench/in.sam'];
const endpoint = process.env['AWS_ENDPOINT_URL'] ?? '';
const program = join(import.meta.dirname, '../dist/package/lib/main.js');
const directory = mkdtempSync(join(tmpdir(), 'joblayer-bench-'));

const sheet = (rows: number): string => {
  const file = join(directory, `${rows}.tsv`);
  const lines = Array.from({ length: rows }, (_, row) => `s${row}\t${input}\n`);
  writeFileSync(file, `sample\tbam\n${lines.join('')}`);
  return file;
};

const plant = (status: string) =>
  fetch(`${endpoint}/_local-cloud/batch/compute-environments/joblayer`, {
    method: 'POST',
    body: JSON.stringify({ status }),
  });

interface Measured {
  readonly seconds: number;
  readonly mebibytes: number;
}

function joblayer(...args: readonly string[]): Measured {
  const start = performance.now();
  const time = ['-f', '%M', '-o', join(directory, 'memory')];
  const { status, stderr } = spawnSync('env', ['time', ...time, NODE, program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`joblayer ${args.join(' ')} ended with ${status}: ${stderr}`);
  const { stdout } = spawnSync('cat', [join(directory, 'memory')], { encoding: 'utf8' });
  return { seconds, mebibytes: Number(stdout) / 1024 };
}

const run = (rows: number, name: string, ...options: readonly string[]) =>
  joblayer(
    ...['run', tool, '--on', 'batch', '--sheet', sheet(rows), '--run', name, ...options],
    ...['--', '--output-dir', `s3://joblayer/bench/${name}/{sample}/`],
  );

const results = new Map<string, Measured[]>();
const note = (what: string, measured: Measured) =>
  results.set(what, [...(results.get(what) ?? []), measured]);

await fetch(`${endpoint}/joblayer/bench/in.sam`, { method: 'PUT', body: '@HD\tVN:1.6\n' });
await plant('INVALID');
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [few, many] = [`few-${Date.now()}`, `many-${Date.now()}`];
    const check = ['--dry-run', '--no-check-inputs'];
    note('10,000 rows checked, inputs not looked for', run(10_000, few, ...check));
    note('1,000 rows checked and submitted', run(1000, few));
    note('status of 1,000 rows', joblayer('status', few));
    note('10,001 rows checked and submitted', run(10_001, many, '--no-check-inputs'));
    note('status of 10,001 rows', joblayer('status', many));
    for (const name of [few, many]) joblayer('cancel', name);
  }
} finally {
  await plant('VALID');
  rmSync(directory, { recursive: true });
}
const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
for (const [what, all] of results) {
  const seconds = median(all.map((each) => each.seconds)).toFixed(2);
  const mebibytes = Math.max(...all.map((each) => each.mebibytes)).toFixed(0);
  process.stdout.write(`| ${what} | ${seconds} s | ${mebibytes} MiB |\n`);
}
