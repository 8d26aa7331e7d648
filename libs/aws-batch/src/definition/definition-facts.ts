/** The facts of a tool definition that Batch needs. */
export interface DefinitionFacts {
  readonly name: string;
  readonly resources: {
    readonly vcpus: number;
    readonly memoryMiB: number;
    /** The tool refuses to start with less memory. */
    readonly minimumMemoryMiB?: number | undefined;
  };
}
