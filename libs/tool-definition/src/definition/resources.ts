export interface Resources {
  /** The vCPUs that the job definition asks AWS Batch for by default. */
  readonly vcpus: number;
  readonly memoryMiB: number;
  /**
   * The least memory with which the tool works. A job or a submission with less is refused before anything is staged.
   * Without it, any amount is accepted.
   */
  readonly minimumMemoryMiB?: number;
  /** Disk space that the tool needs besides its staged inputs. */
  readonly scratch: ScratchSpace;
}

/** Disk space as a function of the size of all inputs. Preflight compares it with the free space. */
export interface ScratchSpace {
  /** Needed for inputs of any size. */
  readonly baseMiB: number;
  /** Needed in addition for each MiB of the inputs; 0 if their size does not matter. */
  readonly perInputMiB: number;
}
