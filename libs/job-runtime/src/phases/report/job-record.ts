import { formatLocation } from '@joblayer/object-store/location';
import type { JobEvent } from '../../job/events.ts';
import { StderrTail } from '../run/stderr-tail.ts';

const STDERR_LINES = 100;

/** Keeps what the report needs from a job's events. */
export class JobRecord {
  readonly #phases: { phase: string; seconds: number }[] = [];
  /** Bytes as the last progress event states them. A quick transfer emits none: its bytes are in the sum below. */
  readonly #underWayBytes = { 'stage-in': 0, run: 0, 'stage-out': 0 };
  /** Bytes of the files that are done. */
  readonly #doneBytes = { 'stage-in': 0, run: 0, 'stage-out': 0 };
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  readonly #command: (readonly (readonly string[])[])[] = [];
  readonly #warnings: string[] = [];
  readonly #tail = new StderrTail();
  #preflight: object | undefined;
  #alreadyComplete = false;

  readonly event = (event: JobEvent): void => {
    switch (event.type) {
      case 'phase-ended':
        this.#phases.push({ phase: event.phase, seconds: event.seconds });
        break;
      case 'preflight-done': {
        const { inputBytes, inputFiles, neededBytes, freeBytes } = event;
        this.#preflight = { inputBytes, inputFiles, neededBytes, freeBytes };
        break;
      }
      case 'transfer-progress':
        this.#underWayBytes[event.phase] = event.doneBytes;
        break;
      case 'input-staged': {
        const { input, location, sizeBytes, how } = event;
        if (how === 'downloaded') this.#doneBytes['stage-in'] += sizeBytes;
        if (how === 'streamed') this.#doneBytes.run += sizeBytes;
        this.#inputs.push({ input, location: formatLocation(location), sizeBytes, how });
        break;
      }
      case 'command-started':
        this.#command.push(event.pipeline);
        break;
      case 'tool-stderr':
        this.#tail.add(event.chunk);
        break;
      case 'output-published': {
        const { output, location, sizeBytes } = event;
        this.#doneBytes['stage-out'] += sizeBytes;
        this.#outputs.push({ output, location: formatLocation(location), sizeBytes });
        break;
      }
      case 'already-complete':
        this.#alreadyComplete = true;
        break;
      case 'warning':
        this.#warnings.push(event.message);
        break;
    }
  };

  facts() {
    return {
      alreadyComplete: this.#alreadyComplete,
      preflight: this.#preflight ?? null,
      phases: this.#phases.map(({ phase, seconds }) => {
        const bytes = this.#bytesOf(phase);
        const rate = bytes === undefined ? {} : { bytes, mbPerS: bytes / 1e6 / seconds };
        return { phase, seconds, ...rate };
      }),
      inputs: this.#inputs,
      command: this.#command,
      outputs: this.#outputs,
      warnings: this.#warnings,
    };
  }

  lastStderrLines(): readonly string[] {
    return this.#tail
      .text()
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .slice(-STDERR_LINES);
  }

  /** Bytes that the phase moved; undefined for a phase that moves none. A linked file counts as no bytes. */
  #bytesOf(phase: string): number | undefined {
    if (phase !== 'stage-in' && phase !== 'run' && phase !== 'stage-out') return undefined;
    const bytes = Math.max(this.#underWayBytes[phase], this.#doneBytes[phase]);
    return phase === 'run' && bytes === 0 ? undefined : bytes;
  }
}
