/** What Batch has to know of a tool definition. */
export interface DefinitionFacts {
  readonly name: string;
  readonly resources: {
    readonly vcpus: number;
    readonly memoryMiB: number;
    /** The tool cannot work with less. */
    readonly minimumMemoryMiB?: number | undefined;
  };
}
