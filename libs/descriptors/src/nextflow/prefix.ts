import type { OutputPort } from '../step/step.ts';

/** The name of an output after a prefix instead of an input's name, as part of a text in double quotes. */
export const nameAfter = ({ names: [name] }: OutputPort, variable: string): string =>
  `./${name
    .map((part) =>
      typeof part === 'string' ? part.replaceAll(/[^\w.+,@=-]/gu, '_') : `\${${variable}}`,
    )
    .join('')}`;
