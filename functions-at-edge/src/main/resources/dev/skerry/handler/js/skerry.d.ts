// Types of Skerry's edge handlers, in both shapes. What belongs to the web platform (Request, Response, URL, …) has
// the types of TypeScript's "webworker" library: { "compilerOptions": { "lib": ["es2024", "webworker"] } }.

declare namespace Skerry {
  /** What a handler has besides its messages. */
  interface Context {
    /** Goes on with work after the answer, with the limits of a call of its own. */
    waitUntil(promise: Promise<unknown>): void;
    /** From now on, if the function throws, the exchange goes on as if it had returned nothing. */
    passThroughOnException(): void;
    /** At viewer-request: what the stored response can be purged by, besides its own tags. */
    readonly tags: Additions;
    /** At viewer-request: what the cache tells responses apart by, besides what the rule says. */
    readonly cacheKey: Additions;
    /** At viewer-request: the name of the pool that is asked, one of the document's; null for the rule's. */
    origin: string | null;
  }

  interface Additions {
    /** Adds a text of one line, 1 to 1,024 characters. */
    add(value: string): void;
  }

  /** The bindings of a handler. */
  interface Env {
    readonly [name: string]: unknown;
  }

  type Later<T> = T | Promise<T>;
  type RequestFunction<E = Env> = (request: Request, env: E, ctx: Context) => Later<Request | Response | void>;
  type ResponseFunction<E = Env> = (response: Response, request: Request, env: E, ctx: Context) => Later<Response | void>;

  /** The default export of a module; each function may be exported by its name instead. */
  interface Handler<E = Env> {
    /** Called at a request hook that has no function of its own. */
    fetch?: RequestFunction<E>;
    viewerRequest?: RequestFunction<E>;
    originRequest?: RequestFunction<E>;
    originResponse?: ResponseFunction<E>;
    viewerResponse?: ResponseFunction<E>;
  }

  /** The shape of CloudFront Functions: `function handler(event)`. */
  namespace CloudFront {
    interface Value {
      value: string;
      multiValue?: { value: string }[];
    }

    interface Cookie {
      value: string;
      attributes?: string;
      multiValue?: { value: string; attributes?: string }[];
    }

    interface Request {
      readonly method: string;
      uri: string;
      querystring: Record<string, Value>;
      headers: Record<string, Value>;
      cookies: Record<string, Value>;
    }

    interface Response {
      statusCode: number;
      statusDescription?: string;
      headers?: Record<string, Value>;
      cookies?: Record<string, Cookie>;
      body?: string | { encoding?: 'text' | 'base64'; data: string };
    }

    interface Event {
      readonly version: '1.0';
      readonly context: {
        readonly distributionDomainName: string;
        readonly eventType: 'viewer-request' | 'viewer-response';
        readonly requestId: string;
      };
      readonly viewer: { readonly ip: string };
      request: Request;
      response?: Response;
    }

    type Handler = (event: Event) => Later<Request | Response>;
  }
}
