/**
 * The cases need less than their definitions ask for. Toil believes that this machine has as much
 * disk space as they want; it caps CPUs and memory by the real ones.
 */
export const LOWERED = ['--maxDisk', '1Ti'];
