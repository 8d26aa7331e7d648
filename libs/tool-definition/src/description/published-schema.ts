import * as z from 'zod';
import { toolDescriptionSchema } from './description-schema.ts';

/**
 * The published JSON Schema of tool descriptions. It allows unknown fields, so that the descriptions of later images
 * fit it too.
 */
export const publishedSchema = (): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(toolDescriptionSchema, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
