import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const run = (...argv) => {
  const [program, ...args] = argv;
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

// Node finds itself, and its children are silent: nothing was preloaded, and LD_DEBUG did not reach the loader.
assert.equal(process.execPath, '/opt/joblayer/lib/node');
assert.deepEqual(run(process.execPath, '--print', '6 * 7'), {
  status: 0,
  stdout: '42\n',
  stderr: '',
});
assert.deepEqual(run('/opt/joblayer/bin/node', '--print', '6 * 7'), {
  status: 0,
  stdout: '42\n',
  stderr: '',
});
assert.equal(process.env.LD_PRELOAD, undefined);
assert.equal(process.env.JOBLAYER_HELD_LD_PRELOAD, '/none.so');

// Every library is the runner's own.
const mapped = readFileSync('/proc/self/maps', 'utf8').match(/\/\S+$/gm) ?? [];
assert.deepEqual(
  mapped.filter((file) => !file.startsWith('/opt/joblayer/lib/')),
  [],
);

assert.equal((await lookup('localhost')).address.length > 0, true);
await new Promise((resolve, reject) => {
  new Worker('process.exit(0)', { eval: true }).once('exit', resolve).once('error', reject);
});
assert.equal(Intl.DateTimeFormat('en').resolvedOptions().locale, 'en');

const directory = mkdtempSync(process.getuid() === 0 ? '/fifo-' : '/dev/shm/fifo-');
assert.deepEqual(run('/opt/joblayer/lib/mkfifo', '-m', '600', `${directory}/a b`).status, 0);
assert.equal(statSync(`${directory}/a b`).isFIFO(), true);
assert.match(run('/opt/joblayer/lib/mkfifo', '-m', '600', '/none/x').stderr, /No such file/);

// A tool's user reads neither the environment of the runner nor its program.
if (process.getuid() !== 0) {
  assert.throws(() => readFileSync('/proc/self/environ'), { code: 'EACCES' });
  assert.throws(() => readFileSync('/opt/joblayer/bin/tini'), { code: 'EACCES' });
}
assert.deepEqual(readdirSync('/opt/joblayer/path'), ['joblayer-run']);
