import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Grant } from '../../plan/described.ts';

export interface ServerTool {
  readonly id: string;
  /** Its XML file, absolute. */
  readonly file: string;
  readonly grant: Grant;
}

export interface ServerSettings {
  /** All of the server's files are below it. */
  readonly root: string;
  readonly tools: readonly ServerTool[];
  /** Makes the first user. */
  readonly bootstrapKey: string;
}

export const CONFIG_FILE = 'galaxy.yml';

/**
 * Jobs run with docker and without network, each tool with its own CPUs and memory. Uploads and
 * metadata, which are Galaxy's own, run without docker.
 */
const jobConfig = ({ tools }: ServerSettings): string => `runners:
  local:
    load: galaxy.jobs.runners.local:LocalJobRunner
    workers: 2
execution:
  default: local
  environments:
    local:
      runner: local
${tools.map(environmentOf).join('')}tools:
- class: local
  environment: local
${tools.map(({ id }) => `- id: ${id}\n  environment: ${id}\n`).join('')}`;

const environmentOf = ({ id, grant }: ServerTool): string => `    ${id}:
      runner: local
      local_slots: ${grant.cpus}
      docker_enabled: true
      docker_sudo: false
      docker_net: none
      docker_run_extra_arguments: "--entrypoint ''"
      require_container: true
      env:
      - name: GALAXY_MEMORY_MB
        value: "${grant.memoryMiB}"
`;

const galaxyConfig = ({ root, bootstrapKey }: ServerSettings): string => `galaxy:
  data_dir: ${root}/data
  config_dir: ${root}
  database_connection: sqlite:///${root}/data/universe.sqlite?isolation_level=IMMEDIATE
  amqp_internal_connection: sqlalchemy+sqlite:///${root}/data/control.sqlite?isolation_level=IMMEDIATE
  tool_config_file: ${root}/tool_conf.xml
  tool_data_table_config_path: ${root}/tool_data_table_conf.xml
  job_config_file: ${root}/job_conf.yml
  container_resolvers_config_file: ${root}/container_resolvers.yml
  admin_users: ${USER.email}
  bootstrap_admin_api_key: ${bootstrapKey}
  allow_path_paste: true
  enable_celery_tasks: true
  metadata_strategy: directory_celery
  conda_auto_init: false
  conda_auto_install: false
  cleanup_job: never
  id_secret: joblayer-test
`;

/** The only user of a server that no other machine reaches. */
export const USER = { username: 'admin', email: 'admin@example.org', password: 'joblayer-test' };

export async function writeConfig(settings: ServerSettings): Promise<void> {
  const tools = settings.tools.map(({ file }) => `<tool file="${file}"/>`).join('');
  const files = {
    [CONFIG_FILE]: galaxyConfig(settings),
    'job_conf.yml': jobConfig(settings),
    'tool_conf.xml': `<toolbox><section id="tools" name="tools">${tools}</section></toolbox>\n`,
    'tool_data_table_conf.xml': '<tables></tables>\n',
    'container_resolvers.yml': '- type: explicit\n',
  };
  for (const name of ['data', 'cwd', 'home'])
    await mkdir(path.join(settings.root, name), { recursive: true });
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(settings.root, name), text);
}
