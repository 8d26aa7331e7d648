import { lintPackage } from '../lint/lint-package.ts';
import type { PluginOptions } from '../options.ts';
import { say } from '../say.ts';
import { executor } from './executor.ts';

export default executor<PluginOptions>(async (pkg, { repositoryPrefix }) => {
  await lintPackage(pkg, repositoryPrefix, say);
});
