import { say } from '@joblayer/nx-container/say';
import { executor } from '@joblayer/nx-container/executor';
import { lintPackage } from '../lint/lint-package.ts';

export default executor<{ readonly repositoryPrefix: string }>(
  async (pkg, { repositoryPrefix }) => {
    await lintPackage(pkg, repositoryPrefix, say);
  },
);
