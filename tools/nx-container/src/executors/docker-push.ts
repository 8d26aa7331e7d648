import { imageVersion } from '@joblayer/tool-manifest';
import { readConfiguration } from '../configuration.ts';
import { dockerEngine } from '../engine/engine.ts';
import { builtImage } from '../image/built-image.ts';
import { contentTag } from '../image/content-hash.ts';
import { writeImageRecord } from '../image/image-record.ts';
import type { PluginOptions } from '../options.ts';
import { manifestOf, readManifest } from '../package.ts';
import { awsEcrClient } from '../registry/aws-ecr-client.ts';
import { withRegistry } from '../registry/docker-registry.ts';
import { ensureRepository } from '../registry/ensure-repository.ts';
import { publish } from '../registry/publish.ts';
import { registryHost } from '../registry/registry-host.ts';
import { withRetries } from '../registry/retry.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';

/** The image's digest reference is all that it writes to standard output. */
export default executor<PluginOptions>(async (pkg, { repositoryPrefix }) => {
  const manifest = await readManifest(pkg);
  const image = await builtImage(pkg, dockerEngine);
  const publication = {
    localReference: image.reference,
    contentTag: contentTag(image.hash),
    version: imageVersion(manifest),
    manifestFile: manifestOf(pkg),
  };
  const ecr = awsEcrClient();
  const name = `${repositoryPrefix}/${pkg.name}`;
  const { uri } = await ensureRepository(ecr, name, say);
  const host = readConfiguration(process.env).registryHost ?? registryHost(uri);
  const pushed = await withRetries(
    () => withRegistry(ecr, host, name, (registry) => publish(registry, publication, say)),
    say,
  );
  await writeImageRecord(pkg, { ...image, pushed });
  process.stdout.write(`${pushed}\n`);
});
