import type { Step } from '../step/step.ts';

export const NAMESPACES = { edam: 'http://edamontology.org/', s: 'https://schema.org/' };

/** What the tool is, in the words of schema.org. */
export function cwlMetadata({ software, about }: Step): Record<string, unknown> {
  const [{ name, version, license }] = software;
  return {
    's:name': name,
    's:softwareVersion': version,
    's:license': license,
    's:url': about.website,
    's:softwareHelp': about.documentation,
    's:keywords': about.tags.join(', '),
    ...(about.biotools !== undefined && { 's:sameAs': `https://bio.tools/${about.biotools}` }),
  };
}
