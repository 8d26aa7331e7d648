import { FARGATE_SIZES } from '@joblayer/aws-client/fargate-sizes';
import { batchProblem } from '../problems.ts';

export interface Size {
  readonly vcpus: number;
  readonly memoryMiB: number;
}

/**
 * The smallest size of Fargate with at least the vCPUs and the memory that were asked for. Fewer
 * vCPUs go before less memory.
 *
 * @throws ProblemError `fargate-too-large`
 */
export function fargateSize(tool: string, asked: Size): Size {
  for (const [vcpus, offered] of FARGATE_SIZES) {
    if (vcpus < asked.vcpus) continue;
    const memoryMiB = offered.find((each) => each >= asked.memoryMiB);
    if (memoryMiB !== undefined) return { vcpus, memoryMiB };
  }
  const [mostVcpus, offered] = FARGATE_SIZES.at(-1) ?? [0, []];
  const mostMemoryMiB = offered.at(-1) ?? 0;
  throw batchProblem({ code: 'fargate-too-large', tool, ...asked, mostVcpus, mostMemoryMiB });
}
