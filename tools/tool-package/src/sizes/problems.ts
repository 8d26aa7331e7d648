import { defineProblems } from '@joblayer/problem';

export const sizesProblem = defineProblems({
  'no-layers': ({ image, mediaType }: { image: string; mediaType: string }) =>
    `The registry holds the image of ${image} as a ${mediaType}, but only an image manifest lists layers. Push the image for one platform: nx run ${image}:docker-push`,
});
