import { runCli } from '../cli/cli.ts';
import { fixtureManifest, fixtureTool } from './fixture-tool.ts';

/**
 * The entry point of an image whose tool is the shell program in the variable FIXTURE_PROGRAM. With it, a test can run
 * any tool behaviour under the whole runtime in a real container.
 */
const program = process.env['FIXTURE_PROGRAM'];
await runCli(fixtureTool(program), fixtureManifest);
