/** An option that every tool has, because the runtime handles it. */
export interface RuntimeOption {
  /** `arguments`: one text that is split as a shell would; in a job spec it may be a list. */
  readonly type: 'string' | 'integer' | 'boolean' | 'arguments';
  readonly description: string;
  /** What stands for the value in help, where it is not the type's name. */
  readonly valueName?: string;
  readonly choices?: readonly string[];
  readonly minimum?: number;
  readonly default?: string | number | boolean;
  /** The default in words, where it is found out when the job starts. */
  readonly defaultText?: string;
  /** The variable of the environment that gives its value, where it is not given. */
  readonly fromVariable?: { readonly name: string };
  /** Not a field of a job spec. */
  readonly commandLineOnly?: boolean;
  readonly aliases?: readonly string[];
}
