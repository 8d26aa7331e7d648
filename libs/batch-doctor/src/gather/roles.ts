import type { RoleReader } from '../clients/clients.ts';
import type { Denial, Role, RoleFacts } from '../facts.ts';
import { nameIn } from './arn.ts';
import { look, lookAfter } from './look.ts';
import type { Need, RoleNeed } from './role-needs.ts';

/** Looks at each role once, with all that it is needed for. */
export const rolesOf = (needs: readonly RoleNeed[], reader: RoleReader): Promise<RoleFacts[]> =>
  Promise.all(merged(needs).map((need) => roleOf(need, reader)));

/** Environments and jobs often share roles. */
function merged(needs: readonly RoleNeed[]): readonly RoleNeed[] {
  const byName = new Map<string, RoleNeed>();
  for (const need of needs) {
    const key = `${need.service} ${need.isProfile} ${need.name}`;
    const seen = byName.get(key);
    byName.set(key, seen ? both(seen, need) : need);
  }
  return [...byName.values()];
}

const both = (one: RoleNeed, other: RoleNeed): RoleNeed => ({
  ...one,
  label: `${one.label} and ${other.label}`,
  needs: [...one.needs, ...other.needs.filter((need) => !one.needs.some(isSame(need)))],
});

const isSame = (need: Need) => (other: Need) =>
  need.resource === other.resource && need.actions.join() === other.actions.join();

async function roleOf(need: RoleNeed, reader: RoleReader): Promise<RoleFacts> {
  const { label, name, service, isServiceLinked } = need;
  const role = await look(() => find(need, reader));
  const denials = (await lookAfter<Role, readonly Denial[]>(role, (found) =>
    denialsOf(found, need.needs, reader),
  )) ?? { known: true, value: [] };
  return { label, name, service, isServiceLinked, role, denials };
}

async function find({ name, isProfile }: RoleNeed, reader: RoleReader): Promise<Role | undefined> {
  if (!isProfile) return sameArn(name, await reader.role(nameIn(name)));
  const inProfile = await reader.profileRole(nameIn(name));
  return inProfile === undefined ? undefined : reader.role(inProfile);
}

/** IAM takes a name without its path. A role of the same name may be another one. */
const sameArn = (wanted: string, role: Role | undefined): Role | undefined =>
  wanted.startsWith('arn:') && role?.arn !== wanted ? undefined : role;

const denialsOf = async (
  { arn }: Role,
  needs: readonly Need[],
  reader: RoleReader,
): Promise<Denial[]> =>
  (
    await Promise.all(needs.map(({ actions, resource }) => reader.denials(arn, actions, resource)))
  ).flat();
