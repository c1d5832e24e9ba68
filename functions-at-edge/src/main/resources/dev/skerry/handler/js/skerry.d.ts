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

  /** The bindings of a handler: variables and secrets are texts. Say your own in its place. */
  interface Env {
    readonly [name: string]: string | KeyValues | Table | Bucket | RateLimit | OtherHandler;
  }

  /** A namespace: texts by key, which handlers read. Its put() and delete() throw. */
  interface KeyValues {
    /** The value of a key; null if there is no such key. */
    get(key: string, type?: 'text' | { type?: 'text' } | null): Promise<string | null>;
    get<T = unknown>(key: string, type: 'json' | { type: 'json' }): Promise<T | null>;
    get(key: string, type: 'arrayBuffer' | { type: 'arrayBuffer' }): Promise<ArrayBuffer | null>;
    /** Keys in their order, 1,000 at most; the cursor of a page gives the next one. */
    list(options?: { prefix?: string | null; limit?: number | null; cursor?: string | null } | null): Promise<KeyPage>;
  }

  type KeyPage =
    | { keys: { name: string }[]; list_complete: true }
    | { keys: { name: string }[]; list_complete: false; cursor: string };

  /** A number that a double does not hold exactly: its digits. Made by number() of a table. */
  interface NumberValue {
    readonly value: string;
    toString(): string;
    toJSON(): string;
  }

  type ItemValue =
    | string | number | NumberValue | boolean | null | Uint8Array | ArrayBuffer
    | Set<string> | Set<number | NumberValue> | Set<Uint8Array> | ItemValue[] | Map<string, ItemValue> | { [name: string]: ItemValue };
  type Item = { [name: string]: ItemValue };

  /** Members of the operation besides those that are said; without TableName. */
  type Expressions = {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Item;
    [member: string]: unknown;
  };

  /** A table: what DynamoDB's document client takes and gives. Throws an Error whose name is the API's code. */
  interface Table {
    get<T = Item>(params: Expressions & { Key: Item }): Promise<{ Item?: T }>;
    query<T = Item>(
      params: Expressions & { KeyConditionExpression: string },
    ): Promise<{ Items: T[]; Count: number; ScannedCount: number; LastEvaluatedKey?: Item }>;
    put(params: Expressions & { Item: Item }): Promise<{ Attributes?: Item }>;
    update(params: Expressions & { Key: Item; UpdateExpression?: string }): Promise<{ Attributes?: Item }>;
    delete(params: Expressions & { Key: Item }): Promise<{ Attributes?: Item }>;
    /** A number of more digits than a double holds. */
    number(digits: string): NumberValue;
  }

  interface HttpMetadata {
    contentType?: string;
    contentLanguage?: string;
    contentDisposition?: string;
    contentEncoding?: string;
    cacheControl?: string;
  }

  interface StoredHead {
    readonly key: string;
    readonly size: number;
    readonly etag: string;
    readonly httpEtag: string;
    readonly uploaded?: Date;
    readonly httpMetadata: HttpMetadata;
    readonly customMetadata: Record<string, string>;
  }

  interface StoredObject extends StoredHead {
    text(): Promise<string>;
    json<T = unknown>(): Promise<T>;
    bytes(): Promise<Uint8Array>;
    arrayBuffer(): Promise<ArrayBuffer>;
  }

  /** A bucket, in the shape of Workers'. */
  interface Bucket {
    get(key: string): Promise<StoredObject | null>;
    head(key: string): Promise<StoredHead | null>;
    put(
      key: string,
      content: string | ArrayBuffer | ArrayBufferView,
      options?: { httpMetadata?: HttpMetadata; customMetadata?: Record<string, string> },
    ): Promise<StoredHead>;
    delete(key: string): Promise<void>;
    list(options?: { prefix?: string; limit?: number; cursor?: string }): Promise<{
      objects: { key: string; size: number; etag: string; httpEtag: string; uploaded: Date }[];
      truncated: boolean;
      cursor?: string;
    }>;
  }

  /** A limit, which each edge counts for itself. */
  interface RateLimit {
    /** Counts one more for a key, of which the first 256 characters count; whether it is within the limit. */
    limit(options: { key: string }): Promise<{ success: boolean }>;
  }

  /** Another handler of the same configuration; its failures reject with an Error whose code is `HandlerFailed`. */
  interface OtherHandler {
    fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  }

  /** What a schedule calls for. */
  interface ScheduledController {
    readonly type: 'scheduled';
    /** The schedule, as the configuration writes it. */
    readonly cron: string;
    /** The minute that is meant, in milliseconds since 1970. */
    readonly scheduledTime: number;
    /** Does nothing: no run is repeated. */
    noRetry(): void;
  }

  type Later<T> = T | Promise<T>;
  type RequestFunction<E = Env> = (request: Request, env: E, ctx: Context) => Later<Request | Response | void>;
  type ResponseFunction<E = Env> = (response: Response, request: Request, env: E, ctx: Context) => Later<Response | void>;

  type ScheduledFunction<E = Env> = (controller: ScheduledController, env: E, ctx: Context) => Later<void>;

  /** The default export of a module; each function may be exported by its name instead. */
  interface Handler<E = Env> {
    /** Called at a request hook that has no function of its own, and by other handlers. */
    fetch?: RequestFunction<E>;
    viewerRequest?: RequestFunction<E>;
    originRequest?: RequestFunction<E>;
    originResponse?: ResponseFunction<E>;
    viewerResponse?: ResponseFunction<E>;
    /** Called by the handler's schedules. What waitUntil is given is part of the call. */
    scheduled?: ScheduledFunction<E>;
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

    /** What a message has as content, for handlers with `body: true`. It is replaced with the action `replace`. */
    interface Body {
      readonly inputTruncated: false;
      action: 'read-only' | 'replace';
      encoding: 'base64' | 'text';
      data: string;
    }

    type NewBody = string | { action?: 'replace'; encoding?: 'text' | 'base64'; data: string };

    interface Request {
      readonly method: string;
      uri: string;
      querystring: Record<string, Value>;
      headers: Record<string, Value>;
      cookies: Record<string, Value>;
      body?: Body | NewBody;
    }

    interface Response {
      statusCode: number;
      statusDescription?: string;
      headers?: Record<string, Value>;
      cookies?: Record<string, Cookie>;
      body?: Body | NewBody;
    }

    interface Event {
      readonly version: '1.0';
      readonly context: {
        readonly distributionDomainName: string;
        readonly eventType: 'viewer-request' | 'origin-request' | 'origin-response' | 'viewer-response';
        readonly requestId: string;
      };
      readonly viewer: { readonly ip: string };
      request: Request;
      response?: Response;
    }

    type Handler = (event: Event) => Later<Request | Response>;
  }
}

/** Changes HTML as it streams by; of modules. */
declare class HTMLRewriter {
  on(selector: string, handlers: HTMLRewriter.ElementHandlers): this;
  onDocument(handlers: HTMLRewriter.DocumentHandlers): this;
  /** A response whose body is rewritten as it is read. */
  transform(response: Response): Response;
}

declare namespace HTMLRewriter {
  type Handler<T> = (token: T) => void | Promise<void>;

  interface ElementHandlers {
    element?: Handler<Element>;
    comments?: Handler<Comment>;
    text?: Handler<Text>;
  }

  interface DocumentHandlers {
    doctype?: Handler<Doctype>;
    comments?: Handler<Comment>;
    text?: Handler<Text>;
    end?: Handler<DocumentEnd>;
  }

  interface ContentOptions {
    /** Whether the content is HTML; otherwise it is text. */
    html?: boolean;
  }

  interface Token {
    readonly removed: boolean;
    before(content: string, options?: ContentOptions): this;
    after(content: string, options?: ContentOptions): this;
    replace(content: string, options?: ContentOptions): this;
    remove(): this;
  }

  interface Element extends Token {
    tagName: string;
    readonly namespaceURI: string;
    readonly attributes: IterableIterator<[name: string, value: string]>;
    getAttribute(name: string): string | null;
    hasAttribute(name: string): boolean;
    setAttribute(name: string, value: string): this;
    removeAttribute(name: string): this;
    prepend(content: string, options?: ContentOptions): this;
    append(content: string, options?: ContentOptions): this;
    setInnerContent(content: string, options?: ContentOptions): this;
    removeAndKeepContent(): this;
    /** Called at the end tag, if there is one. */
    onEndTag(handler: Handler<EndTag>): void;
  }

  interface EndTag extends Token {
    name: string;
  }

  interface Comment extends Token {
    text: string;
  }

  interface Text extends Token {
    readonly text: string;
    /** The last part of a text is empty. */
    readonly lastInTextNode: boolean;
  }

  interface Doctype {
    readonly name: string | null;
    readonly publicId: string | null;
    readonly systemId: string | null;
  }

  interface DocumentEnd {
    append(content: string, options?: ContentOptions): this;
  }
}

/** Octets that pass as they are; of modules. */
declare class IdentityTransformStream extends TransformStream<ArrayBuffer | ArrayBufferView, Uint8Array> {
  constructor();
}

/** Octets that pass: more than so many, or fewer at the end, are an error. */
declare class FixedLengthStream extends IdentityTransformStream {
  constructor(expectedLength: number);
}

/** Of modules; a wait ends with its call. */
interface Scheduler {
  wait(delay: number, options?: { signal?: AbortSignal }): Promise<void>;
}
declare var scheduler: Scheduler;

/** What Workers' code asks of a request: an empty object here, or what the code itself has given. */
interface Request {
  readonly cf: unknown;
}

interface RequestInit {
  cf?: unknown;
}

/** Besides what the standard has. */
interface SubtleCrypto {
  /** Whether the two are equal, in a time that does not tell how much of them is; throws where their lengths differ. */
  timingSafeEqual(a: ArrayBuffer | ArrayBufferView, b: ArrayBuffer | ArrayBufferView): boolean;
}

/** In the shape of CloudFront Functions alone. */
declare module 'cloudfront' {
  interface KeyValueStore {
    /** The value of a key; throws if there is no such key. */
    get(key: string, options?: { format?: 'string' }): Promise<string>;
    get<T = unknown>(key: string, options: { format: 'json' }): Promise<T>;
    get(key: string, options: { format: 'bytes' }): Promise<Uint8Array>;
    exists(key: string): Promise<boolean>;
    count(): Promise<number>;
    meta(): Promise<{ creationDateTime: string; lastUpdatedDateTime: string; keyCount: number }>;
  }

  /** What is not of these is accepted and has no effect. */
  interface OriginSettings {
    originPath?: string;
    customHeaders?: Record<string, string>;
    [setting: string]: unknown;
  }

  const cloudfront: {
    /** At viewer-request: the pool of the document with this name is asked. */
    selectRequestOriginById(id: string, settings?: OriginSettings): void;
    /** The same; the name of the pool is the `domainName`. */
    updateRequestOrigin(settings: OriginSettings & { domainName?: string }): void;
    /** The same with the first of two. */
    createRequestOriginGroup(group: { originIds: (OriginSettings & { originId?: string; domainName?: string })[]; [setting: string]: unknown }): void;
    /** By the name of the binding or of its namespace; without one, the only namespace that is bound. */
    kvs(id?: string): KeyValueStore;
  };
  export default cloudfront;
}

/** Caches of the edge; of modules. match() and delete() take ignoreMethod and no other option. */
interface CacheStorage {
  readonly default: Cache;
}

/** In the shape of CloudFront Functions alone. */
declare module 'skerry' {
  const skerry: {
    /** Variables and secrets, tables, buckets and limits. */
    readonly env: { readonly [name: string]: string | Skerry.Table | Skerry.Bucket | Skerry.RateLimit };
  };
  export default skerry;
}
