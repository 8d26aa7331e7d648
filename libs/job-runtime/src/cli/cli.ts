import { setTimeout as sleep } from 'node:timers/promises';
import { withDefaults, type ToolManifest, type ToolManifestSource } from '@joblayer/tool-manifest';
import { asJobError, Failure, JobError, usageError } from '../job/errors.ts';
import {
  type AnyTool,
  describeDefinition,
  commandsOfImage,
  describeTool,
  errorText,
  helpText,
  selectDefinition,
  softwareOf,
} from '@joblayer/tool-definition';
import type { EventSink } from '../job/events.ts';
import { readConfig } from '../host/config.ts';
import { restoreHeldVariables } from '../host/held-variables.ts';
import { readTaskLimits } from '@joblayer/granted-resources';
import { backpressure } from '../host/backpressure.ts';
import { createRedactor, redactingStream } from '@joblayer/redaction';
import { CACHE_COMMAND } from './cache-command-name.ts';
import { parseArguments, type Invocation } from './parse-arguments.ts';
import { passThrough } from './pass-through.ts';
import { print } from './print.ts';
import { jsonRenderer, textRenderer } from '../log/render.ts';
import { startCommand } from './start-command.ts';
import { namesDefinition, type ToolsOfImage } from './tools-of-image.ts';
import { oneLine } from '../log/text.ts';

/** 128 + the signal's number, as shells and AWS Batch expect. */
const STOPPED_BY: Readonly<Record<'SIGTERM' | 'SIGINT' | 'SIGHUP', number>> = {
  SIGTERM: 143,
  SIGINT: 130,
  SIGHUP: 129,
};

/** How much of the log may wait in memory for a slow reader. Beyond this the tool has to wait, too. */
const LOG_IN_MEMORY_BYTES = 1024 * 1024;
/** How long the log's reader has for the last lines. With the tool's 20 s of grace it stays within Batch's 30 s. */
const LAST_LINES_MS = 8_000;

/**
 * The whole entry point of a tool's image: reads the command line, runs the job, prints, and exits.
 *
 * @param also further definitions; each runs if its name is the first argument
 */
export async function runCli(
  tool: AnyTool,
  source: ToolManifestSource,
  also: readonly AnyTool[] = [],
): Promise<never> {
  const { argv, env } = process;
  restoreHeldVariables(env);
  process.exit(await main([tool, ...also], withDefaults(source), argv.slice(2), env));
}

async function main(
  tools: ToolsOfImage,
  manifest: ToolManifest,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const passedThrough = namesDefinition(tools, words) ? undefined : await passThrough(words, env);
  if (passedThrough !== undefined) return passedThrough;

  const { definition: tool, argv } = selectDefinition(tools, words);

  const description = describeDefinition(tool);
  const config = { ...readConfig(env), taskLimits: await readTaskLimits(env) };
  const log = redactingStream(process.stderr, createRedactor(env));
  let render = textRenderer(log);
  const emit: EventSink = (event) => render.event(event);
  const signal = stopOnSignals(emit);
  let invocation: Invocation;
  try {
    if (argv[0] === CACHE_COMMAND) {
      const { cacheCommand } = await import('./cache-command.ts');
      // Lines are written in their order, so that the last one is enough to wait for.
      let printed = Promise.resolve();
      try {
        const printLine = (line: string) => void (printed = print(line));
        return await cacheCommand(argv.slice(1), config, { emit, signal }, printLine);
      } finally {
        await printed;
      }
    }
    if (argv.length === 0) throw usageError('no options were given', 'See --help.');
    invocation = parseArguments(description, argv, config);
    if (invocation.action === 'read-job-spec') {
      const { readJobSpec } = await import('./read-job-spec.ts');
      const jobSpec = await readJobSpec(description, invocation.source, config, { env, signal });
      invocation = parseArguments(description, argv, config, jobSpec);
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const failure = asJobError(error);
    log.write(`${tool.name}: ${oneLine(errorText(failure))}\n`);
    return failure.exitCode;
  }

  switch (invocation.action) {
    case 'help':
      await print(
        helpText(describeTool(tools, manifest), description, commandsOfImage(startCommand(env))),
      );
      return 0;
    case 'version':
      await print(`${tool.name}: ${softwareOf(manifest)}`);
      return 0;
    case 'describe':
      await print(JSON.stringify(describeTool(tools, manifest), undefined, 2));
      return 0;
    case 'run': {
      const { request, logFormat } = invocation;
      if (logFormat === 'json') render = jsonRenderer(log);
      const { runJob } = await import('../run-job.ts');
      const report = await runJob(tool, request, {
        toolManifest: manifest,
        config,
        env,
        emit,
        signal,
        backpressure: () => backpressure(process.stderr, LOG_IN_MEMORY_BYTES),
      });
      render.end(report);
      await Promise.race([
        backpressure(process.stderr),
        sleep(LAST_LINES_MS, undefined, { ref: false }),
      ]);
      return report.exitCode;
    }
    case 'read-job-spec':
      throw new Error('a job spec cannot name another');
  }
}

/** The first signal stops the job; further ones change nothing, because it is stopping already. */
function stopOnSignals(emit: EventSink): AbortSignal {
  const controller = new AbortController();
  for (const [signal, exitCode] of Object.entries(STOPPED_BY) as [NodeJS.Signals, number][]) {
    process.on(signal, () => {
      if (controller.signal.aborted) return;
      emit({ type: 'signal-received', signal });
      controller.abort(
        new JobError({ code: 'terminated', exitCode, problem: `the job was stopped by ${signal}` }),
      );
    });
  }
  return controller.signal;
}
