/** The launcher of packages/base-foreign renames variables of the image that would change Node. */
const HELD = 'JOBLAYER_HELD_';

/** Gives the variables their names back, for the programs that this process starts. Node has started without them. */
export function restoreHeldVariables(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env).filter((one) => one.startsWith(HELD))) {
    env[name.slice(HELD.length)] = env[name];
    Reflect.deleteProperty(env, name);
  }
}
