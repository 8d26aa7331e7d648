import { closest, type Option } from '@joblayer/tool-definition';
import { fastqHeadings } from './fastq-headings.ts';

/** The headings that stand for an option of one tool. */
export class ColumnNames {
  readonly #options = new Map<string, Option>();

  constructor(options: readonly Option[]) {
    // A name of the tool's own counts more than one of nf-core.
    for (const [heading, option] of fastqHeadings(options)) this.#options.set(heading, option);
    for (const option of options) {
      for (const name of [option.flag, option.key, ...option.aliases]) {
        this.#options.set(name, option);
      }
    }
  }

  optionOf(heading: string): Option | undefined {
    return this.#options.get(heading.replace(/^--/, ''));
  }

  /** The name that a user probably meant. */
  nearest(heading: string): string | undefined {
    const names = [...this.#options].filter(([, option]) => !isOfCommandLine(option));
    return closest(
      heading.replace(/^--/, ''),
      names.map(([name]) => name),
    );
  }
}

/** Such an option is an action, or names a file of options. */
export const isOfCommandLine = (option: Option): boolean =>
  option.group === 'runtime' && option.definition.commandLineOnly;
