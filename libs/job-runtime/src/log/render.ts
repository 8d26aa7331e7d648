import { formatLocation } from '@joblayer/object-store/location';
import { formatArgv } from '@joblayer/subprocess/argv';
import { errorText, kebabCase } from '@joblayer/tool-definition';
import type { JobError } from '../job/errors.ts';
import type { EventSink, JobEvent, RemovalEvent } from '../job/events.ts';
import type { JobReport } from '../job/job-report.ts';
import type { TextStream } from '@joblayer/redaction';
import { LineSplitter } from './line-splitter.ts';
import { formatBytes, formatSeconds, MAX_LINE, oneLine } from './text.ts';

/** How often the text log reports a transfer: each report stays in it as a line. */
const PROGRESS_INTERVAL_S = 10;

export interface Renderer {
  readonly event: EventSink;
  /** The last line: how the job ended. */
  readonly end: (report: JobReport) => void;
}

/** For people: a line for each notable event, between the tool's own lines. */
export function textRenderer(out: TextStream, now = () => new Date()): Renderer {
  let reportedAt = 0;
  const say = (text: string) =>
    out.write(`[joblayer ${now().toISOString().slice(11, 19)}] ${oneLine(text)}\n`);
  return {
    event: (event) => {
      if (event.type === 'tool-stderr') {
        out.write(event.chunk);
        return;
      }
      if (event.type === 'transfer-progress') {
        if (event.seconds - reportedAt < PROGRESS_INTERVAL_S) return;
        reportedAt = event.seconds;
      }
      if (event.type === 'phase-started') reportedAt = 0;
      const text = textOf(event);
      if (text !== undefined) say(text);
    },
    end: (report) => say(endText(report)),
  };
}

/** For machines: one JSON object a line, the tool's own lines among them. */
export function jsonRenderer(out: TextStream, now = () => new Date()): Renderer {
  const say = (fields: object) =>
    out.write(`${JSON.stringify({ time: now().toISOString(), ...fields })}\n`);
  const toolLines = new LineSplitter(MAX_LINE + 1);
  return {
    event: (event) => {
      if (event.type !== 'tool-stderr') {
        say('location' in event ? { ...event, location: formatLocation(event.location) } : event);
        return;
      }
      const lines = toolLines.add(event.chunk);
      lines.forEach((line) => say({ type: 'tool-stderr', line: oneLine(line) }));
    },
    end: ({ outcome, exitCode, phases, failure }) => {
      const last = toolLines.end();
      if (last !== undefined) say({ type: 'tool-stderr', line: oneLine(last) });
      say({
        type: 'job-ended',
        outcome,
        exitCode,
        phases,
        ...(failure && {
          failure: {
            phase: failure.phase,
            code: failure.error.code,
            ...kindOf(failure.error),
            message: errorText(failure.error),
          },
        }),
      });
    },
  };
}

/** What programs distinguish failures of one code by, such as `out-of-memory`. */
export const kindOf = ({ facts: { kind } }: JobError): { readonly kind?: string } =>
  kind === undefined ? {} : { kind };

const MORE: Readonly<Record<RemovalEvent['type'], string>> = {
  'rolled-back': 'rolled back',
  'upload-aborted': 'aborted unfinished uploads:',
  'unfinished-file-removed': 'removed unfinished files:',
  'older-file-removed': 'removed files of the replaced outputs:',
  'directory-swept': 'removed directories of killed jobs:',
};

function textOf(event: Exclude<JobEvent, { type: 'tool-stderr' }>): string | undefined {
  switch (event.type) {
    case 'job-started':
      return `${event.tool}, attempt ${event.attempt}`;
    case 'input-named':
      return `${formatLocation(event.location)} has the name ${JSON.stringify(event.name)} by ${event.from === 'redirect' ? 'the URL that its server redirects to' : 'its server’s Content-Disposition'}`;
    case 'preflight-done':
      return `inputs: ${event.inputFiles} file${event.inputFiles === 1 ? '' : 's'}, ${formatBytes(event.inputBytes)}; scratch ${event.scratch}: ${formatBytes(event.freeBytes)} free, about ${formatBytes(event.neededBytes)} needed`;
    case 'transfer-progress':
      return `${event.phase}: ${formatBytes(event.doneBytes)} of ${formatBytes(event.totalBytes)}, ${formatBytes(event.doneBytes / event.seconds)}/s`;
    case 'input-staged':
      return `${event.how} ${event.input}: ${formatLocation(event.location)} (${formatBytes(event.sizeBytes)})`;
    case 'download-awaited':
      return `${formatLocation(event.location)}: another job downloads it into the host cache: waiting for it`;
    case 'command-started':
      return `running with ${event.cpus} CPU${event.cpus === 1 ? '' : 's'}, ${event.memoryMiB} MiB: ${event.pipeline.map(formatArgv).join(' | ')}`;
    case 'output-published':
      return `published ${event.output}: ${formatLocation(event.location)} (${formatBytes(event.sizeBytes)})`;
    case 'output-chosen':
      return `--${kebabCase(event.output)} is written to ${formatLocation(event.location)}: ${event.because}`;
    case 'publication-awaited':
      return `attempt ${event.attempt} is publishing the same outputs (${formatLocation(event.location)}): waiting for it to end`;
    case 'already-complete':
      return `${formatLocation(event.location)}: ${event.meanwhile ? 'another attempt published the same outputs meanwhile' : 'the same outputs are there already, complete'}; nothing is left to do`;
    case 'not-skipped':
      return `${formatLocation(event.location)}: the outputs there are made again: ${event.because}`;
    case 'rolled-back':
      return `rolled back ${formatLocation(event.location)}`;
    case 'upload-aborted':
      return `aborted an unfinished upload of ${formatLocation(event.location)}`;
    case 'unfinished-file-removed':
      return `removed an unfinished file of ${formatLocation(event.location)}`;
    case 'directory-swept':
      return `removed ${formatLocation(event.location)}, which a killed job left`;
    case 'more-removed':
      return `${MORE[event.of]} ${event.count} more`;
    case 'older-file-removed':
      return `removed ${formatLocation(event.location)}: it belonged to the outputs that were replaced, and not to the new ones`;
    case 'signal-received':
      return `${event.signal} received: stopping`;
    case 'warning':
      return `warning: ${event.message}`;
    case 'phase-started':
    case 'phase-ended':
    case 'output-manifest-written':
      return undefined;
  }
}

function endText({ outcome, exitCode, phases, failure }: JobReport): string {
  const total = phases.reduce((sum, { seconds }) => sum + seconds, 0);
  const parts = phases
    .filter(({ seconds }) => seconds >= 0.05)
    .map(({ phase, seconds }) => `${phase} ${formatSeconds(seconds)}`);
  const times = `${formatSeconds(total)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
  if (!failure) return `succeeded in ${times}`;
  return `${outcome.replace('-', ' ')} in ${failure.phase}, exit code ${exitCode}, after ${times}: ${errorText(failure.error)}`;
}
