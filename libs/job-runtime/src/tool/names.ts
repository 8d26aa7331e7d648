import { baseName, type Location } from '../location/location.ts';
import type { InputDefinition } from './definition.ts';

/** A file's name without the longest suffix that the definition allows, or else without its last one. */
export function stemOf(name: string, suffixes: readonly string[] = []): string {
  const suffix = suffixes
    .filter((candidate) => name.endsWith(candidate) && name !== candidate)
    .sort((a, b) => b.length - a.length)[0];
  if (suffix !== undefined) return name.slice(0, -suffix.length);
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

/** Fills `{input.stem}` and `{input.name}` in an output's default name. */
export function fillDefaultName(
  template: string,
  inputs: Readonly<Record<string, InputDefinition>>,
  locations: Readonly<Record<string, readonly Location[]>>,
): string | undefined {
  let complete = true;
  const name = template.replaceAll(/\{(\w+)\.(stem|name)\}/g, (_, input: string, part: string) => {
    const location = locations[input]?.[0];
    if (!location) {
      complete = false;
      return '';
    }
    const whole = baseName(location);
    return part === 'name' ? whole : stemOf(whole, inputs[input]?.suffixes);
  });
  return complete ? name : undefined;
}
