import {
  EC2Client,
  type InstanceTypeInfo,
  paginateDescribeInstanceTypes,
} from '@aws-sdk/client-ec2';
import type { InstanceType } from '../facts.ts';
import { type AwsSettings, call, configuration } from './call.ts';
import type { HostTypes } from './clients.ts';

/** The actions that this file needs. */
export const HOST_ACTIONS = ['ec2:DescribeInstanceTypes'] as const;

/** A filter takes at most 200 values, which no environment reaches. */
export function awsHostTypes(settings: AwsSettings): HostTypes {
  const client = new EC2Client(configuration(settings));
  return {
    types: (patterns) =>
      call('ec2:DescribeInstanceTypes', async () => {
        if (patterns.length === 0) return [];
        // A name in the parameter InstanceTypes that the region lacks would fail the whole call.
        const input = { Filters: [{ Name: 'instance-type', Values: [...patterns] }] };
        const found: InstanceType[] = [];
        for await (const { InstanceTypes } of paginateDescribeInstanceTypes({ client }, input))
          found.push(...(InstanceTypes ?? []).map(typeOf));
        return found;
      }),
  };
}

/** EC2 and images have different names for one thing. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', arm64: 'arm64' };

const typeOf = (type: InstanceTypeInfo): InstanceType => ({
  name: type.InstanceType ?? '',
  vcpus: type.VCpuInfo?.DefaultVCpus ?? 0,
  memoryMiB: type.MemoryInfo?.SizeInMiB ?? 0,
  gpus: (type.GpuInfo?.Gpus ?? []).reduce((sum, { Count = 0 }) => sum + Count, 0),
  architectures: (type.ProcessorInfo?.SupportedArchitectures ?? [])
    .map((name) => ARCHITECTURES[name])
    .filter((name) => name !== undefined),
});
