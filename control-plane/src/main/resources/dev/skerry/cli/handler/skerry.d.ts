// The events of edge handlers and what a handler returns, as docs/handlers.md of Skerry describes them.

interface EdgeValue {
  value: string;
  multiValue?: { value: string }[];
}

interface EdgeCookie extends EdgeValue {
  attributes?: string;
}

interface EdgeRequest {
  readonly method: string;
  uri: string;
  querystring: Record<string, EdgeValue>;
  headers: Record<string, EdgeValue>;
  cookies: Record<string, EdgeValue>;
}

interface EdgeResponse {
  statusCode: number;
  statusDescription?: string;
  headers: Record<string, EdgeValue>;
  cookies?: Record<string, EdgeCookie>;
  body?: string | { encoding: 'text' | 'base64'; data: string };
}

interface RequestEvent {
  readonly version: string;
  readonly context: { distributionDomainName: string; eventType: string; requestId: string };
  readonly viewer: { ip: string };
  readonly request: EdgeRequest;
}

interface ResponseEvent extends RequestEvent {
  readonly response: EdgeResponse;
}

declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...parts: unknown[]) => void>;
declare function require(name: string): any;
