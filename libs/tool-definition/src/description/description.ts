import type * as z from 'zod';
import type { definitionSchema } from './description-schema.ts';

/** One tool definition as data, enough to parse, check and explain its command line. Names are the definition's. */
export type DefinitionDescription = z.output<typeof definitionSchema>;

export type InputDescription = DefinitionDescription['inputs'][string];
export type SecondaryFileDescription = InputDescription['secondaryFiles'][string];
export type OutputDescription = DefinitionDescription['outputs'][string];
export type ParamDescription = DefinitionDescription['params'][string];
export type RuntimeOptionDescription = DefinitionDescription['runtimeOptions'][string];
