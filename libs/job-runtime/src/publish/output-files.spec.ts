import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CapturedOutputs } from '../streams/captured-outputs.ts';
import { openDirectories } from './open-up.ts';
import { filesOf } from './output-files.ts';
import type { PlannedOutput } from '../job/job-plan.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'outputs-'))));
afterEach(() => {
  // Without write permission, a user other than root could not remove what is in the directories.
  for (const path of [join(base, 'top'), join(base, 'top', 'below')]) {
    if (existsSync(path)) chmodSync(path, 0o700);
  }
  rmSync(base, { recursive: true });
});

it('an output that the tool left without permissions becomes readable to its owner', async () => {
  const path = join(base, 'x');
  writeFileSync(path, 'content');
  chmodSync(path, 0o000);
  const output = { name: 'o', location: { scheme: 's3', bucket: 'b', key: 'x' } } as PlannedOutput;
  const files = await filesOf([output], { o: path }, new CapturedOutputs());
  expect(files).toMatchObject([{ path, sizeBytes: 7 }]);
  expect(statSync(path).mode & 0o777).toBe(0o400);
});

it('directories that the tool left without permissions become readable to their owner', async () => {
  const [top, below] = [join(base, 'top'), join(base, 'top', 'below')];
  mkdirSync(below, { recursive: true });
  writeFileSync(join(below, 'x'), 'content');
  for (const path of [join(below, 'x'), below, top]) chmodSync(path, 0o000);
  const location = { scheme: 's3', bucket: 'b', key: 'out/' };
  const output = { name: 'o', location } as PlannedOutput;
  await openDirectories(top, output);
  const files = await filesOf([output], { o: top }, new CapturedOutputs());
  expect(files).toMatchObject([{ location: { key: 'out/below/x' }, sizeBytes: 7 }]);
  const modes = [top, below, join(below, 'x')].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o500, 0o500, 0o400]);
});
