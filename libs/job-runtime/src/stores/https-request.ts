import { JobError } from '../errors.ts';
import type { HttpsLocation, Location } from '../location/location.ts';
import { BodyWatchdog } from './body-watchdog.ts';
import { httpsError } from './https-error.ts';
import { sizeTold } from './https-facts.ts';

const ANSWER_MS = 30_000;
const MAX_REDIRECTS = 5;

/** Follows redirects, as archives answer with, to servers whose certificates are checked as well. */
export async function request(
  location: HttpsLocation,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  let { url } = location;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const late = new AbortController();
    const timer = new BodyWatchdog(ANSWER_MS, (reason) => late.abort(reason));
    let answer: Response;
    try {
      answer = await fetch(url, {
        redirect: 'manual',
        // What is compressed on the way would have another size than what is told.
        headers: { 'accept-encoding': 'identity', ...headers },
        signal: AbortSignal.any([signal, late.signal]),
      });
    } finally {
      timer.stop();
    }
    const target = answer.headers.get('location');
    const isRedirect = answer.status >= 300 && answer.status < 400 && target !== null;
    if (!isRedirect) return accepted(answer, location);
    await answer.body?.cancel();
    const next = new URL(target, url);
    if (next.protocol !== 'https:') {
      throw new JobError({
        code: 'service-refused',
        problem: `the server sends on to ${next.protocol}//${next.host}, which is not https`,
        advice: 'Give the final https:// location.',
        location,
      });
    }
    url = next.href;
  }
  throw new JobError({
    code: 'service-refused',
    problem: `the server sends on more than ${MAX_REDIRECTS} times`,
    location,
  });
}

/** @throws JobError unless it is the content, or part of it; an empty file answers a range with 416 */
async function accepted(answer: Response, location: Location): Promise<Response> {
  if ([200, 206].includes(answer.status) || sizeTold(answer) === 0) return answer;
  await answer.body?.cancel();
  throw httpsError({ status: answer.status, statusText: answer.statusText }, location);
}
