import { runCli } from '../cli/cli.ts';
import { fixtureManifest, fixtureTool } from './fixture-tool.ts';

/**
 * The entry point of an image whose tool is the shell program in the variable FIXTURE_PROGRAM, so that a test can
 * have the whole runtime in a real container meet a tool that does whatever the test wants.
 */
const program = process.env['FIXTURE_PROGRAM'];
await runCli(fixtureTool(program), fixtureManifest);
