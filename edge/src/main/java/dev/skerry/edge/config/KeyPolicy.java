package dev.skerry.edge.config;

import java.util.List;

/**
 * What of a request makes its cache key, beside the host and the path, which always do (GET and
 * HEAD share a key; no other method has one).
 *
 * @param scheme whether {@code http} and {@code https} are stored apart
 * @param query which parameters count
 * @param headers request fields that count, in lower case
 * @param cookies cookies that count, by name, case-sensitive
 * @param languages the languages that {@code Accept-Language} is normalised to where a response
 *     varies on it, best first, in lower case; empty for no normalisation
 */
public record KeyPolicy(
    boolean scheme,
    QueryPolicy query,
    List<String> headers,
    List<String> cookies,
    List<String> languages) {

  public KeyPolicy {
    headers = List.copyOf(headers);
    cookies = List.copyOf(cookies);
    languages = List.copyOf(languages);
  }
}
