import { run } from '@joblayer/subprocess';
import { fileURLToPath } from 'node:url';

it('what a command prints is whole, also if it is larger than a pipe and the command then exits', async () => {
  const file = fileURLToPath(new URL('print.ts', import.meta.url));
  const program = `import { print } from ${JSON.stringify(file)};
    await print('x'.repeat(1e6));
    process.exit();`;
  const { stdout } = await run([process.execPath, '--input-type=module', '--eval', program]);
  expect(stdout.length).toBe(1e6);
});
