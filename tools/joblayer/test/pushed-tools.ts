import { CreateRepositoryCommand, DeleteRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { withDockerLogin } from '@joblayer/registry/docker';
import { run } from '@joblayer/subprocess';
import { finish, imageOf } from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import { ecrOf } from '../src/registry/ecr-client.ts';

const VERSION = 'latest';

/** Images of this workspace in the local registry, below a prefix of their own. */
export class PushedTools {
  readonly prefix: string;
  readonly path: string;
  readonly names: readonly string[];
  readonly #ecr = new ECRClient();

  private constructor(path: string, names: readonly string[]) {
    this.path = path;
    this.names = names;
    this.prefix = `${process.env['JOBLAYER_REGISTRY'] ?? ''}/${path}`;
  }

  static async push(names: readonly string[]): Promise<PushedTools> {
    const tools = new PushedTools(`cli-${randomUUID().slice(0, 8)}`, names);
    const credentials = await ecrOf({ account: undefined, region: undefined }).logIn();
    const host = tools.prefix.slice(0, tools.prefix.indexOf('/'));
    await withDockerLogin(host, credentials, async (env) => {
      for (const name of names) {
        await tools.#ecr.send(
          new CreateRepositoryCommand({ repositoryName: `${tools.path}/${name}` }),
        );
        const pushed = tools.imageOf(name);
        await run(['docker', 'tag', imageOf(name), pushed]);
        await run(['docker', 'push', pushed], { env });
        await run(['docker', 'image', 'rm', '--no-prune', pushed]);
      }
    });
    return tools;
  }

  imageOf(name: string): string {
    return `${this.prefix}/${name}:${VERSION}`;
  }

  async remove(): Promise<void> {
    for (const name of this.names)
      await this.#ecr.send(
        new DeleteRepositoryCommand({ repositoryName: `${this.path}/${name}`, force: true }),
      );
    const list = ['docker', 'image', 'ls', '--filter', `reference=${this.prefix}/*`] as const;
    const { stdout } = await run([...list, '--format', '{{.Repository}}@{{.Digest}}']);
    for (const image of stdout.split('\n').filter(Boolean)) await finish(['docker', 'rmi', image]);
    this.#ecr.destroy();
  }
}
