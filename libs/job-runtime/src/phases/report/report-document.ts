import { type AnyTool, errorText, kebabCase } from '@joblayer/tool-definition';
import { versionsIn, type ToolManifest } from '@joblayer/tool-manifest';
import type { RuntimeConfig } from '../../host/config.ts';
import { freeBytes } from '../../host/disk.ts';
import { kindOf } from '../../log/render.ts';
import type { JobReport } from '../../job/job-report.ts';
import type { JobRequest } from '../../job/job.ts';
import type { Redactor } from '@joblayer/redaction';
import type { JobRecord } from './job-record.ts';

/** What is known about a job before it starts. */
export interface ReportFacts {
  readonly tool: AnyTool;
  readonly toolManifest: ToolManifest;
  readonly request: JobRequest;
  readonly config: RuntimeConfig;
  readonly attempt: string;
  readonly startedAt: Date;
  readonly redactor: Redactor;
}

/** What the report says, with secrets masked. Sizes are bytes, times are seconds. */
export async function reportDocument(
  { tool, toolManifest, request, config, attempt, startedAt, redactor }: ReportFacts,
  { outcome, exitCode, failure }: JobReport,
  record: JobRecord,
): Promise<object> {
  const { settings, inputs, outputs, outputDir, params } = request;
  return redactor.redactAll({
    format: 'joblayer-report-1',
    attempt,
    outcome,
    exitCode,
    failure: failure
      ? {
          phase: failure.phase,
          code: failure.error.code,
          ...kindOf(failure.error),
          message: errorText(failure.error),
          toolStderr: record.lastStderrLines(),
        }
      : null,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    tool: {
      name: tool.name,
      software: versionsIn(toolManifest),
      image: config.image ?? null,
    },
    batch: config.batch ? { ...config.batch, arrayIndex: config.arrayIndex ?? null } : null,
    asked: {
      inputs: byFlag(inputs),
      outputs: byFlag(outputs),
      outputDir: outputDir ?? null,
      params: byFlag(params),
      extraArgs: settings.extraArgs,
    },
    granted: { cpus: settings.cpus, memoryMiB: settings.memoryMiB },
    scratchFreeBytes: await freeBytes(settings.scratchDir).catch(() => null),
    ...record.facts(),
  });
}

const byFlag = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [kebabCase(name), value]));
