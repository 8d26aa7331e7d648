import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CapturedOutputs } from '../streams/captured-outputs.ts';
import { filesOf } from './output-files.ts';
import type { PlannedOutput } from './plan.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'outputs-'))));
afterEach(() => rmSync(base, { recursive: true }));

it('an output that the tool left without permissions becomes readable to its owner', async () => {
  const path = join(base, 'x');
  writeFileSync(path, 'content');
  chmodSync(path, 0o000);
  const output = { name: 'o', location: { scheme: 's3', bucket: 'b', key: 'x' } } as PlannedOutput;
  const files = await filesOf([output], { o: path }, new CapturedOutputs());
  expect(files).toMatchObject([{ path, sizeBytes: 7 }]);
  expect(statSync(path).mode & 0o777).toBe(0o400);
});
