import type { ContainerProperties } from '@aws-sdk/client-batch';
import type { BatchOptions } from '../options.ts';

/** The images have their own init, so Batch need not add one. */
export function linuxParameters({ linux }: BatchOptions): ContainerProperties {
  const { sharedMemoryMiB, maxSwapMiB, swappiness, tmpfs } = linux;
  return {
    linuxParameters: {
      initProcessEnabled: false,
      ...(sharedMemoryMiB !== undefined && { sharedMemorySize: sharedMemoryMiB }),
      ...(maxSwapMiB !== undefined && { maxSwap: maxSwapMiB }),
      ...(swappiness !== undefined && { swappiness }),
      ...(tmpfs && {
        tmpfs: tmpfs.map(({ path, sizeMiB }) => ({ containerPath: path, size: sizeMiB })),
      }),
    },
  };
}

export function logConfiguration({ log }: BatchOptions): ContainerProperties {
  if (!log) return {};
  const options = {
    ...log.options,
    ...(log.group !== undefined && { 'awslogs-group': log.group }),
  };
  return { logConfiguration: { logDriver: log.driver, options } };
}

/** Batch reads the values when the job starts, so the job definition shows only the ARNs. */
export function secrets(options: BatchOptions): ContainerProperties {
  const entries = Object.entries(options.secrets);
  if (entries.length === 0) return {};
  return { secrets: entries.map(([name, valueFrom]) => ({ name, valueFrom })) };
}

/** What only Fargate takes. */
export function fargateProperties(
  { fargate }: BatchOptions,
  sizeInGiB: number | undefined,
): ContainerProperties {
  const { platformVersion, assignPublicIp, architecture } = fargate;
  return {
    ...(platformVersion !== undefined && { fargatePlatformConfiguration: { platformVersion } }),
    ...(assignPublicIp !== undefined && {
      networkConfiguration: { assignPublicIp: assignPublicIp ? 'ENABLED' : 'DISABLED' },
    }),
    ...(architecture !== undefined && {
      runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: architecture },
    }),
    ...(sizeInGiB !== undefined && { ephemeralStorage: { sizeInGiB } }),
  };
}
