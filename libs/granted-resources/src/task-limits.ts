/** What a scheduler granted. A field is absent if it sets no limit. */
export interface TaskLimits {
  readonly cpus?: number;
  readonly memoryMiB?: number;
}
