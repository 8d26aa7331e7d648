import { ensureDebianImage, ensureEngine, startCloud } from '@joblayer/local-cloud';
import { clientsOf } from './clients.ts';
import { left, type CloudContext } from './context.ts';
import { pushImages } from './nx/push-images.ts';
import type { Step } from './progress.ts';

/** The steps that start an engine and a cloud, and push the tools' images to its registry. */
export const cloudSteps = (tools: readonly string[]): readonly Step<CloudContext>[] => [
  {
    title: 'Container engine',
    async run(context, notify) {
      const { signal } = context.options;
      context.engine = await ensureEngine({ notify, signal, user: 'npm run demo' });
    },
  },
  {
    title: 'Debian base image',
    async run({ options: { signal } }, notify) {
      notify(await ensureDebianImage({ notify, signal }));
    },
  },
  {
    title: 'Local cloud: S3, ECR, Batch, CloudWatch Logs, a registry',
    async run(context, notify) {
      const { name, awsPort, registryPort, signal } = context.options;
      context.cloud = await startCloud({ name, awsPort, registryPort, notify, signal });
      context.clients = clientsOf(context.cloud);
      notify(`${context.cloud.endpointUrl}, registry ${context.cloud.registry}`);
    },
  },
  {
    title: 'Tool images: built and pushed (nx run-many -t docker-push)',
    async run(context, onLine) {
      const { signal } = context.options;
      context.images = await pushImages(left(context.cloud, 'the cloud'), tools, {
        onLine,
        signal,
      });
    },
  },
];
