/** An option that every tool has, because the runtime handles it. */
export interface RuntimeOption {
  /** `arguments`: one text that is split as a shell would; in a job spec it may be a list. */
  readonly type: 'string' | 'integer' | 'boolean' | 'arguments';
  readonly description: string;
  /** The placeholder for the value in the help, if it is not the type's name. */
  readonly valueName?: string;
  readonly choices?: readonly string[];
  readonly minimum?: number;
  readonly default?: string | number | boolean;
  /** A text for a default that is known only when the job starts. */
  readonly defaultText?: string;
  /** The environment variable that gives the value if the option is not given. */
  readonly fromVariable?: { readonly name: string };
  /** True if it cannot be a field of a job spec. */
  readonly commandLineOnly?: boolean;
  readonly aliases?: readonly string[];
}
