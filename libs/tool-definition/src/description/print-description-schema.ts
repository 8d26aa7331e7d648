import * as z from 'zod';
import { toolDescriptionSchema } from './description-schema.ts';

/** Prints the JSON Schema of tool descriptions, which `tool-description.schema.json` holds. */
process.stdout.write(`${JSON.stringify(z.toJSONSchema(toolDescriptionSchema), undefined, 2)}\n`);
