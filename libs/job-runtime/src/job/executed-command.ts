/** The commands that were run, for the output manifest. */
export type ExecutedCommand = readonly { readonly pipeline: readonly (readonly string[])[] }[];
