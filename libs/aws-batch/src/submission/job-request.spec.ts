import { submitInput } from './job-request.ts';

it('a submission with tags lets Batch copy them to the task', () => {
  const request = { name: 'n', queue: 'q', definition: 'd:1', command: [] };
  expect(submitInput({ ...request, tags: { k: 'v' } })).toMatchObject({ propagateTags: true });
  expect(submitInput(request)).not.toHaveProperty('propagateTags');
});
