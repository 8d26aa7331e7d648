/** What pages do beyond reading, in a browser that runs scripts. */
import { addCopyButtons } from './copy.ts';
import { openLinkedBlock } from './open-block.ts';
import { startSearch } from './search.ts';

startSearch();
addCopyButtons();
openLinkedBlock();
