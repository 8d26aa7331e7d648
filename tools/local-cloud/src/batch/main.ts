/**
 * The process in the AWS container: this Batch, with moto behind it for everything else. It is
 * bundled for the container's own Node, so it imports nothing but Node's modules and types.
 */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { createDefaults } from './default-resources.ts';
import { endpointServer } from './http/server.ts';
import { newBatch } from './model/batch.ts';
import { startMoto, untilResponding } from './moto.ts';
import { Engine } from './running/engine.ts';
import type { RegistryAuths } from './running/images.ts';
import { logsAt } from './running/logs-call.ts';
import { attemptRunner } from './running/run-attempt.ts';
import { Scheduler } from './scheduling/scheduler.ts';
import { SETTINGS_VARIABLE, type ServerSettings } from './server-settings.ts';

const MOTO_PORT = 5001;
const MOTO = `http://127.0.0.1:${MOTO_PORT}`;
const ENGINE_SOCKET = '/run/docker.sock';

const settings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? '{}') as ServerSettings;
const { accountId, region, port, network, labels, jobEnvironment, names, vcpus } = settings;
const place = { accountId, region };

const moto = startMoto(MOTO_PORT);
// Process 1 has no default action for a signal.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    moto.removeAllListeners('exit');
    moto.kill('SIGKILL');
    process.exit(0);
  });

const batch = newBatch(place, vcpus);
const scheduler = new Scheduler(
  batch,
  attemptRunner({
    engine: new Engine(ENGINE_SOCKET),
    auths: await registryAuths(),
    logs: logsAt(MOTO, place),
    place,
    surroundings: { network, labels, jobEnvironment, cpus: cpus().length },
    say: (line) => process.stderr.write(`batch: ${line}\n`),
  }),
);
await untilResponding(MOTO);
await createDefaults(batch, MOTO, names);
// Last: a cloud that responds has its bucket and queue.
endpointServer(batch, scheduler, MOTO_PORT).listen(port);

async function registryAuths(): Promise<RegistryAuths> {
  const text = await readFile(`${process.env['DOCKER_CONFIG']}/config.json`, 'utf8');
  return (JSON.parse(text) as { auths?: RegistryAuths }).auths ?? {};
}
