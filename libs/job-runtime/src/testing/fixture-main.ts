import { runCli } from '../cli/cli.ts';
import { fixtureManifest, fixtureTool } from './fixture-tool.ts';

/**
 * The fixture tool as a program, for tests that run the runtime as a process of its own. Its command is the small
 * shell program in FIXTURE_PROGRAM: `$1` is the input, `$2` the output, `$3` the output directory.
 */
await runCli(fixtureTool(process.env['FIXTURE_PROGRAM']), fixtureManifest);
