import type { Endpoint } from '../bed/endpoint.ts';
import type { Side } from '../sides/side.ts';
import type { Contest } from './contest.ts';
import type { Contender, Load } from './load.ts';

/** The parts of a load of transfers. */
export interface TransferLoad {
  readonly contest: Contest;
  /** The load's name in the contest against peers. */
  readonly name: string;
  readonly title: string;
  readonly endpoint: Endpoint;
  readonly bytes: number;
  readonly ceilings: readonly Contender[];
  /** The names of the ceilings of the transfer between server and client. */
  readonly boundedBy: readonly string[];
  readonly contender: (side: Side) => Pick<Contender, 'prepare' | 'check'> & {
    readonly argv: Contender['commands'][number]['argv'];
  };
  readonly cleanUp: () => Promise<void>;
}

/** Makes a load with all sides and goals of its contest. */
export function transferLoad(load: TransferLoad): Load {
  const { contest, name, title, bytes, endpoint, ceilings, boundedBy, cleanUp } = load;
  const contenders = [contest.ours, ...contest.peers].map((side): Contender => {
    const { argv, prepare, check } = load.contender(side);
    const role = side === contest.ours ? 'ours' : 'peer';
    const env = { ...endpoint.env, ...side.env(endpoint) };
    return { name: side.name, role, commands: [{ argv, env }], prepare, check };
  });
  return {
    name: contest.nameOf(name),
    title,
    bytes,
    contenders: [...contenders, ...(contest.hasCeilings ? ceilings : [])],
    goals: contest.goals(boundedBy),
    cleanUp,
  };
}
