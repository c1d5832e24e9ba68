package dev.skerry.edge.exchange;

import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;

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
    int question = url.indexOf('?');
    String query = question < 0 ? null : url.substring(question + 1);
    String before = question < 0 ? url : url.substring(0, question);
    int slash = before.indexOf('/');
    if (slash < 0) {
      return url;
    }
    String authority = before.substring(0, slash);
    String path = NormalPath.of(before.substring(slash));
    Request request =
        new Request("GET", "http", authority, path == null ? "/" : path, query, new Fields());
    Site site = snapshot.site(request.host());
    return site == null || path == null
        ? url
        : KeyBuilder.of(site, RuleFinder.rule(site, path).key(), request).url();
  }
}
