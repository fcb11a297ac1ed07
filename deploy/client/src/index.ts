import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './document.js';

export type { components, operations, paths } from './document.js';

/** A refusal as the API answers it; build on `code`, which keeps its meaning. */
export type Problem = components['schemas']['Problem'];

/** Thrown by {@link answered} where the API refused. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.title}`);
  }
}

export interface Settings {
  /** The gateway's address, for example `https://api.example.org`. */
  baseUrl: string;
  /** Asked before each request, so that a token may be renewed meanwhile. */
  token: () => string | Promise<string>;
  /** Language of titles and messages; English without it. */
  language?: 'en' | 'es';
}

/** A client of every operation; each POST without an `Idempotency-Key` gets one, so that a repeat by the network is safe. */
export function paincare(settings: Settings): Client<paths> {
  const onEveryRequest: Middleware = {
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${await settings.token()}`);
      if (settings.language !== undefined) {
        request.headers.set('Accept-Language', settings.language);
      }
      if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
        request.headers.set('Idempotency-Key', crypto.randomUUID());
      }
      return request;
    },
  };
  const client = createClient<paths>({ baseUrl: settings.baseUrl });
  client.use(onEveryRequest);
  return client;
}

/** What was answered, or {@link Refused}. */
export async function answered<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw new Refused(error as Problem);
  }
  return data as T;
}
