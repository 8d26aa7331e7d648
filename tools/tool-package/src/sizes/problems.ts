import { defineProblems } from '@joblayer/problem';

export const sizesProblem = defineProblems({
  'no-layers': ({ image, mediaType }: { image: string; mediaType: string }) =>
    `Of the image of ${image} the registry holds a ${mediaType}, where an image manifest with layers was expected. Push it for one platform: nx run ${image}:docker-push`,
});
