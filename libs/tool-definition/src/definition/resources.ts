export interface Resources {
  /** What the job definition asks of AWS Batch by default. */
  readonly vcpus: number;
  readonly memoryMiB: number;
  /**
   * The tool cannot work with less. A job or a submission below it is refused before anything is staged; without it,
   * any amount is tried.
   */
  readonly minimumMemoryMiB?: number;
  /** Disk space that the tool needs besides its staged inputs. */
  readonly scratch: ScratchSpace;
}

/** Disk space by the size of all inputs. It is compared with the free space before anything is staged. */
export interface ScratchSpace {
  /** Needed for inputs of any size. */
  readonly baseMiB: number;
  /** Needed besides for each MiB of the inputs; 0 where their size does not matter. */
  readonly perInputMiB: number;
}
