import { imageVersion } from '@joblayer/tool-manifest';
import { readConfiguration } from '../configuration.ts';
import { dockerEngine } from '../engine/engine.ts';
import { planImage } from '../image/build-image.ts';
import { builtImage, recordedImage } from '../image/built-image.ts';
import { contentTag } from '../image/content-hash.ts';
import { descriptionLabels, expectLabels } from '../image/description.ts';
import { recordPush } from '../image/push-record.ts';
import { isMadeOfStandIn, movingTagOf, versionTagOf } from '../image/stand-in.ts';
import { expectLicenses, manifestOf, readManifest } from '../package.ts';
import { publishToAll } from '../registry/publish-to-all.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';
import { type ImageOptions, remotesOf, sourcesOf } from '../registry/remotes.ts';

/** Prints only the image's digest references to standard output, one line for each registry. */
export default executor<ImageOptions>(async (pkg, options) => {
  const { dryRun = false, repositoryPrefix } = options;
  const manifest = await readManifest(pkg);
  expectLicenses(manifest, pkg);
  const version = imageVersion(manifest);
  const { buildArguments, platform } = readConfiguration(process.env);
  const image = dryRun
    ? await planImage(pkg, { repositoryPrefix, buildArguments, platform }, dockerEngine)
    : await recordedImage(pkg);
  const standIn = await isMadeOfStandIn(image, dockerEngine);
  if (!dryRun && (await dockerEngine.has(image.reference)))
    await expectLabels(pkg, image.reference, await descriptionLabels(pkg), dockerEngine);
  const localReference = async () =>
    (await builtImage(pkg, dockerEngine, sourcesOf(options))).reference;

  await publishToAll(
    remotesOf(pkg.name, options),
    {
      localReference,
      contentTag: contentTag(image.hash, image.standIn),
      version: versionTagOf(version, image.standIn),
      movingTag: movingTagOf(image.standIn),
      manifestFile: manifestOf(pkg),
    },
    {
      standIn,
      packageName: pkg.name,
      dryRun,
      say,
      onPushed: async (registry, reference) => {
        await recordPush(pkg, image.hash, registry, reference);
        process.stdout.write(`${reference}\n`);
      },
    },
  );
});
