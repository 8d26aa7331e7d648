import http from 'node:http';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const NAMESPACE = 'lean-http';

/** Node takes these from undici, and loads undici when one of them is read. */
const OF_UNDICI = ['CloseEvent', 'MessageEvent', 'WebSocket'];
const names = Object.keys(http).filter((name) => !OF_UNDICI.includes(name));

/**
 * Imports `node:http` without its ES module. To fill that module's exports, Node 24 reads all
 * properties of the CommonJS module, and so loads undici. That would cost 10 ms in each job that
 * requests credentials from its container.
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
