import { runCli } from '@joblayer/job-runtime';
import manifest from '../manifest.json' with { type: 'json' };
import { also, tool } from './tool.ts';

await runCli(tool, manifest, also);
