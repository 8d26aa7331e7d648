/**
 * What `npm run` starts first. Installs the workspace's dependencies where they are missing, then
 * runs a tool with the workspace's own Node. Runs on Node 20 or newer, before anything is installed.
 *
 *     node tools/setup/bootstrap.mjs <demo|test|test:container-engines|test:engines|bench|local-cloud|catalogue> [arguments…]
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { workspaceNode } from './workspace-node.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const TOOLS = {
  demo: 'demo/src/main.ts',
  test: 'verify/src/main.ts',
  'test:container-engines': 'verify/src/container-engines/main.ts',
  'test:engines': 'engines/src/main.ts',
  bench: 'bench/src/main.ts',
  'local-cloud': 'local-cloud/src/main.ts',
  catalogue: 'catalogue/src/main.ts',
};

/** The first version that runs TypeScript directly; the tools need it. */
const NODE_MAJOR = 24;

const say = (line) => process.stderr.write(`${line}\n`);

/** Runs `program` on this process's terminal and resolves to its exit code. */
function runForeground(program, args, cwd, stdio = 'inherit') {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio });
    // A terminal sends Ctrl-C to the child as well. The child must cope with receiving it twice.
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

async function main([command, ...args]) {
  const tool = Object.hasOwn(TOOLS, command ?? '') ? TOOLS[command] : undefined;
  if (tool === undefined) {
    say(`Usage: node tools/setup/bootstrap.mjs <${Object.keys(TOOLS).join('|')}> [arguments…]`);
    return 64;
  }
  const installed = await ensureDependencies(root, runForeground, say);
  if (installed !== 0) return installed;

  const node = await suitableNode();
  if (node === undefined) {
    say(
      `This Node is ${process.version}, but the tools need Node ${NODE_MAJOR}. The workspace brings it only for Linux on x64 and arm64. Run the command with Node ${NODE_MAJOR} or newer.`,
    );
    return 69;
  }
  const entry = path.join(root, 'tools', tool);
  return await runForeground(node, [entry, ...args], process.cwd());
}

/** The Node of the dependencies; on other platforms the running Node, where it is new enough. */
async function suitableNode() {
  const own = await workspaceNode(root);
  if (own !== undefined) return own;
  return Number(process.versions.node.split('.')[0]) >= NODE_MAJOR ? process.execPath : undefined;
}

process.exitCode = await main(process.argv.slice(2));
