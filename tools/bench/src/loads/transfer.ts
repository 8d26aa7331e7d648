import type { Endpoint } from '../bed/endpoint.ts';
import { ratioGoal } from '../report/goals.ts';
import { awsCliClassic, awsCliCrt } from '../sides/aws-cli.ts';
import { boto3Wrapper } from '../sides/boto3.ts';
import { joblayer, sdk } from '../sides/drivers.ts';
import { minioClient } from '../sides/minio-client.ts';
import { rclone } from '../sides/rclone.ts';
import type { Side } from '../sides/side.ts';
import type { Contender, Load } from './load.ts';

const PEERS = [awsCliClassic, awsCliCrt, rclone, minioClient, sdk, boto3Wrapper];

export const TRANSFER_SIDES: readonly Side[] = [joblayer, ...PEERS];

/** What such a load is made of. */
export interface TransferLoad {
  readonly name: string;
  readonly title: string;
  readonly endpoint: Endpoint;
  readonly bytes: number;
  readonly ceilings: readonly Contender[];
  /** The names of those ceilings that bound the way from or to the server. */
  readonly boundedBy: readonly string[];
  readonly contender: (side: Side) => Pick<Contender, 'prepare' | 'check'> & {
    readonly argv: Contender['commands'][number]['argv'];
  };
  readonly cleanUp: () => Promise<void>;
}

/** One of the loads that every side takes part in, with the goals that all of them have. */
export function transferLoad(load: TransferLoad): Load {
  const { name, title, bytes, endpoint, ceilings, boundedBy, cleanUp } = load;
  const contenders = TRANSFER_SIDES.map((side): Contender => {
    const { argv, prepare, check } = load.contender(side);
    const role = side === joblayer ? 'ours' : 'peer';
    const env = { ...endpoint.env, ...side.env(endpoint) };
    return { name: side.name, role, commands: [{ argv, env }], prepare, check };
  });
  const peers = PEERS.map((side) => side.name);
  const cpu = 'joblayer / aws-cli classic, CPU time per GB';
  return {
    name,
    title,
    bytes,
    contenders: [...contenders, ...ceilings],
    goals: [
      ratioGoal(joblayer.name, peers, 0.9, undefined, 'joblayer / fastest peer, wall time'),
      ratioGoal(joblayer.name, [awsCliClassic.name], 0.3, (each) => each.cpuSeconds, cpu),
      ...(boundedBy.length > 0
        ? [ratioGoal(joblayer.name, boundedBy, 1.3, undefined, 'joblayer / ceiling, wall time')]
        : []),
    ],
    cleanUp,
  };
}
