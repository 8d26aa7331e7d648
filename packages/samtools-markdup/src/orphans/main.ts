import { endWithReader, stdin, stdout } from './pipes.ts';
import { restoreOrphans } from './restore.ts';
import { setOrphansApart } from './set-apart.ts';

/** The stages of the pipe, each its own process: `node orphans/main.ts set-apart`. */
const STAGES: Readonly<Record<string, typeof setOrphansApart>> = {
  'set-apart': setOrphansApart,
  restore: restoreOrphans,
};

endWithReader();
STAGES[process.argv[2] ?? '']?.(stdin, stdout);
