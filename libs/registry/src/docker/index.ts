export { dockerContext } from './context.ts';
export { dockerConfigDirectory, storedCredentials } from './docker-config.ts';
export { type LoginEnv, withDockerLogin } from './docker-login.ts';
