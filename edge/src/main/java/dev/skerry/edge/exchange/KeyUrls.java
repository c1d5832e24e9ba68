package dev.skerry.edge.exchange;

import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.QueryPolicy;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/** URLs as they stand in cache keys. */
public final class KeyUrls {
  private KeyUrls() {}

  /**
   * The URL under which the responses to requests for that URL are stored: with its path in normal
   * form, and with what the rule's key policy leaves of the query.
   *
   * @param url authority, path and query, {@code example.com/a?b=c}; returned as it is where no
   *     site answers for it
   */
  public static String of(Snapshot snapshot, String url) {
    Request request = request(url);
    if (request == null) {
      return url;
    }
    Site site = snapshot.site(request.host());
    return site == null
        ? url
        : KeyBuilder.of(site, RuleFinder.rule(site, request.path()).key(), request).url();
  }

  /** The same by one policy, whatever site and rule it is of. */
  public static String of(QueryPolicy policy, String url) {
    Request request = request(url);
    if (request == null) {
      return url;
    }
    String query = policy.normalise(request.query());
    String path = request.authority() + request.path();
    return query == null ? path : path + '?' + query;
  }

  /** A request for a URL, its path in normal form; null where none can be stored by it. */
  private static @Nullable Request request(String url) {
    int question = url.indexOf('?');
    String query = question < 0 ? null : url.substring(question + 1);
    String before = question < 0 ? url : url.substring(0, question);
    int slash = before.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String path = NormalPath.of(before.substring(slash));
    return path == null
        ? null
        : new Request("GET", "http", before.substring(0, slash), path, query, new Fields());
  }
}
