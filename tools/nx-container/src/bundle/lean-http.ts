import http from 'node:http';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const NAMESPACE = 'lean-http';

/** Node has them of undici, which it loads when one of them is read. */
const OF_UNDICI = ['CloseEvent', 'MessageEvent', 'WebSocket'];
const names = Object.keys(http).filter((name) => !OF_UNDICI.includes(name));

/**
 * Takes `node:http` without its ES module: to fill that one's exports, Node 24 reads all properties of the CommonJS
 * module, and so loads undici: 10 ms of each job that asks its container for credentials.
 */
export const leanHttp: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?http$/ }, ({ path }) => ({ path, namespace: NAMESPACE }));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({
      contents: `const http = process.getBuiltinModule('node:http');
        export default http;
        export const { ${names.join(', ')} } = http;`,
      loader: 'js',
    }));
  },
};
