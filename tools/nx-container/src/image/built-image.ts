import type { Engine } from '../engine/engine.ts';
import { ContainerError } from '../error.ts';
import type { ContainerPackage } from '../package.ts';
import { type ImageRecord, readImageRecord } from './image-record.ts';

/**
 * What docker-build made of a package, and the engine still has.
 *
 * @throws ContainerError `image-not-built`
 */
export async function builtImage(pkg: ContainerPackage, engine: Engine): Promise<ImageRecord> {
  const { name } = pkg;
  const record = await readImageRecord(pkg);
  if (!record) throw new ContainerError({ code: 'image-not-built', name });
  const { reference } = record;
  if (await engine.has(reference)) return record;
  throw new ContainerError({ code: 'image-not-built', name, reference });
}
