import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A stand-in for a tool's image: two definitions, of which `copy` is the default, and its output
 * manifest.
 */
const RUNNER = `
const fs = require('node:fs');
const path = require('node:path');
const args = process.argv.slice(2);
if (args[0] === '--describe') return console.log('{"definitions":[{"name":"copy"},{"name":"upper"},{"name":"careful","inputs":{"input":{"flag":"input","kind":"file"}}}]}');
const isUpper = args[0] === 'upper';
const isNamed = isUpper || args[0] === 'careful';
const spec = JSON.parse(fs.readFileSync(args[args.indexOf('--job-spec') + 1], 'utf8'));
const text = fs.readFileSync(spec.input, 'utf8');
if (args[0] === 'careful' && !/^@one\\n/.test(text)) {
  console.error('working\\n' + (spec.says ?? '--input: this is no FASTQ'));
  process.exit(spec.code ?? 65);
}
const made = path.resolve(spec['output-dir'], 'made.txt');
fs.mkdirSync(path.dirname(made), { recursive: true });
fs.writeFileSync(made, (isUpper ? text.toUpperCase() : text) + args.slice(isNamed ? 3 : 2).join(' '));
const outputs = [{ name: 'made', location: made }];
fs.writeFileSync(made + '.joblayer.json', JSON.stringify({ outputs }));
`;
const CASE = {
  definition: 'copy',
  about: 'Two lines.',
  job: { input: 'data/lines.txt' },
  expect: { made: { lines: ['one', 'two'] } },
  sameOnAnyCpus: true,
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'run-cases-'));
  mkdirSync(path.join(directory, 'data'));
  for (const name of readdirSync(import.meta.dirname)) {
    const text = readFileSync(path.join(import.meta.dirname, name), 'utf8');
    const file = path.join(directory, name.replace(/\.ts$/, '.mts'));
    if (!name.endsWith('.spec.ts')) writeFileSync(file, text.replaceAll(".ts';", ".mts';"));
  }
  writeFileSync(path.join(directory, 'data/lines.txt'), 'one\ntwo\n');
  writeFileSync(path.join(directory, 'runner.cjs'), RUNNER);
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (changes: object = {}, definition = 'copy') =>
  writeFileSync(
    path.join(directory, `${definition}.case.json`),
    JSON.stringify({ ...CASE, definition, ...changes }),
  );
const runCases = (...args: readonly string[]) => {
  const argv = ['run-cases.mts', '--runner', path.join(directory, 'runner.cjs'), ...args];
  const options = { cwd: directory, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(process.execPath, argv, options);
  return { status, stderr };
};
const failure = (changes: object) => {
  write(changes);
  const { status, stderr } = runCases();
  expect(status).toBe(1);
  return stderr;
};

describe('the runner of cases', () => {
  it('passes a job that makes the expected outputs', () => {
    write();
    const { status, stderr } = runCases();
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('copy.case.json: the outputs are as expected'),
    });
  });

  it('names a definition that is not the image’s default', () => {
    write();
    write({ expect: { made: { lines: ['ONE', 'TWO'] } } }, 'upper');
    expect(runCases().status).toBe(0);
  });

  it('fails if the lines differ, and shows both', () => {
    const stderr = failure({ expect: { made: { lines: ['one', 'three'] } } });
    expect(stderr).toContain('made: expected the lines\n  one\n  three\ngot\n  one\n  two\n');
  });

  it('fails if an expected line is missing', () => {
    const stderr = failure({ expect: { made: { contains: ['two', 'three'] } } });
    expect(stderr).toContain('made: these lines are missing\n  three\n');
  });

  it('compares the text that a command prints, without ignored lines', () => {
    write({ expect: { made: { decode: ['sort', '-r'], without: '^one', lines: ['two'] } } });
    expect(runCases().status).toBe(0);
  });

  it('fails if the job did not make an expected output', () => {
    const expected = { made: { lines: ['one', 'two'] }, index: { contains: ['x'] } };
    expect(failure({ expect: expected })).toContain('index: the job did not make this output');
  });

  it('fails if the job made an output that the case does not expect', () => {
    expect(failure({ expect: {} })).toContain(
      'made: the job made it, but the case does not expect it',
    );
  });

  it('prepares the job’s inputs by a command, or by another case', () => {
    const prepare = [{ make: 'made/lines.txt', fromCase: 'upper', output: 'made' }];
    write({ prepare, job: { input: 'made/lines.txt' }, expect: { made: { lines: ['ONE'] } } });
    const by = ['sed', '-i', '2d', 'data/lines.txt'];
    const expected = { made: { lines: ['ONE'] } };
    write({ prepare: [{ make: 'data/lines.txt', by }], expect: expected }, 'upper');
    expect(runCases().status).toBe(0);
  });

  it('keeps the outputs of the case given with --only, and passes options to the job', () => {
    write();
    expect(runCases('--only', 'copy', '--keep', 'kept', '--', '--cpus', '2').status).toBe(0);
    expect(readFileSync(path.join(directory, 'kept/made'), 'utf8')).toBe('one\ntwo\n--cpus 2');
  });

  it('does not run a case that a generator left incomplete', () => {
    write({ about: 'TODO: where the data comes from', job: { input: 'none' }, expect: {} });
    expect(runCases().stderr).toContain('copy.case.json: it is incomplete and did not run');
  });

  it('fails if there is no case', () => {
    expect(runCases().stderr).toContain('has no *.case.json');
  });

  describe('on damaged inputs', () => {
    const careful = (changes: object = {}, job: object = {}) => {
      const one = { job: { input: 'data/reads.fq', ...job } };
      write({ ...one, expect: { made: { contains: ['@one'] } }, ...changes }, 'careful');
      writeFileSync(path.join(directory, 'data/reads.fq'), '@one\nACGT\n+\nIIIIIIII\n');
      return runCases();
    };
    const cut = { input: 'input', damage: 'cut', reason: 'this stand-in reads one line' };

    it('passes a job that refuses each damage but those that the case accepts', () => {
      expect(careful({ accepts: [cut] })).toMatchObject({
        status: 0,
        stderr: expect.stringContaining('careful.case.json: 4 damaged inputs are tried'),
      });
    });

    it('fails if the job succeeds on one', () => {
      const { status, stderr } = careful();
      expect({ status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('--input, damage "cut": it ended with 0, not 65'),
      });
      expect(stderr).toContain('it left outputs/made.txt');
    });

    it('fails if the last line does not name the input', () => {
      const { stderr } = careful({ accepts: [cut] }, { says: 'bad' });
      expect(stderr).toContain(
        '--input, damage "empty": its last line does not name --input\n  bad',
      );
    });

    it('fails if the exit code is another', () => {
      const { stderr } = careful({ accepts: [cut] }, { code: 70 });
      expect(stderr).toContain('--input, damage "web-page": it ended with 70, not 65');
    });

    it('fails if a damage that the case accepts is refused', () => {
      const accepts = [cut, { ...cut, damage: 'empty' }];
      const { stderr } = careful({ accepts });
      expect(stderr).toContain('--input, damage "empty": the case accepts it, but it is refused');
    });
  });
});
