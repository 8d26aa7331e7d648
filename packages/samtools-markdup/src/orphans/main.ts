import { endWithReader, stdin, stdout } from './pipes.ts';
import { restoreOrphans } from './restore.ts';
import { setOrphansApart } from './set-apart.ts';

/** A stage of the pipe, in a process of its own: `node orphans/main.ts set-apart`. */
const STAGES: Readonly<Record<string, typeof setOrphansApart>> = {
  'set-apart': setOrphansApart,
  restore: restoreOrphans,
};

endWithReader();
STAGES[process.argv[2] ?? '']?.(stdin, stdout);
