import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseState, readState, removeState, writeState } from './state.ts';

const state = {
  name: 'joblayer',
  awsPort: 4566,
  registryPort: 5566,
  startedAt: '2026-01-02T03:04:05.000Z',
};

describe('the state file', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), 'joblayer-state-'))));
  afterEach(() => rm(directory, { recursive: true }));

  it('is read as it was written', async () => {
    await writeState(state, directory);
    expect(await readState('joblayer', directory)).toEqual(state);
  });

  it('is absent for a cloud that was never started or was stopped', async () => {
    expect(await readState('joblayer', directory)).toBeUndefined();
    await writeState(state, directory);
    await removeState('joblayer', directory);
    expect(await readState('joblayer', directory)).toBeUndefined();
  });

  it('counts as absent when it is truncated', async () => {
    await writeFile(path.join(directory, 'joblayer.json'), '{"name": "job');
    expect(await readState('joblayer', directory)).toBeUndefined();
  });
});

it.each(['null', '[]', '{}', JSON.stringify({ ...state, awsPort: '4566' })])(
  'counts as absent when it holds %s',
  (text) => expect(parseState(text)).toBeUndefined(),
);
