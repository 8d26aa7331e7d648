export { nfCoreProblems } from './nf-core-problems.ts';
