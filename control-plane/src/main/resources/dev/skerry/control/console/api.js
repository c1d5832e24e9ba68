/** The admin API with the token of this tab. The token is kept until the tab is closed, and nowhere else. */
const KEY = 'skerry-token';

/** What the API refused (RFC 9457), or `status` 0 where nobody answered. */
export class Problem extends Error {
  constructor(status, details) {
    const errors = (details.errors ?? []).map((each) => `${each.pointer ?? each.parameter}: ${each.detail}`);
    super([details.detail ?? details.title ?? `status ${status}`, ...errors].join('\n'));
    this.status = status;
    this.type = details.type ?? '';
  }
}

export const token = {
  get: () => sessionStorage.getItem(KEY),
  set: (text) => sessionStorage.setItem(KEY, text),
  clear: () => sessionStorage.removeItem(KEY),
};

/**
 * Makes a call and returns what was answered, as JSON.
 *
 * @param {object} [options] `query` of parameters, `body` to be sent as JSON, `headers`, `signal`
 */
export async function call(method, path, {query = {}, body, headers = {}, signal} = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== '' && each !== null && each !== undefined) {
        parameters.append(name, each);
      }
    }
  }
  const sent = {Authorization: `Bearer ${token.get() ?? ''}`, ...headers};
  if (body !== undefined) {
    sent['Content-Type'] = 'application/json';
  }
  const address = parameters.size > 0 ? `${path}?${parameters}` : path;
  let response;
  try {
    response = await fetch(address, {
      method,
      headers: sent,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, {detail: 'The control plane does not answer.'});
  }
  const text = await response.text();
  let content = null;
  try {
    content = text ? JSON.parse(text) : null;
  } catch {
    throw new Problem(response.status, {detail: `What came is not JSON: ${text.slice(0, 200)}`});
  }
  if (!response.ok) {
    throw new Problem(response.status, content ?? {});
  }
  return content;
}

export const get = (path, query, signal) => call('GET', path, {query, signal});
export const post = (path, body, query) => call('POST', path, {body, query});
