package dev.skerry.control.purges;

import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purge of the log, as the admin API tells it. */
@Describe("A purge that was ordered.")
record PurgeTargets(
    long sequence,
    @Describe("When it was ordered.") Instant at,
    @Describe("Who ordered it.") String by,
    @Describe("The only site that it touches; null for all.") @Nullable String site,
    @Describe("Whether it made stale instead of unusable.") boolean soft,
    List<String> urls,
    List<String> tags,
    List<String> prefixes,
    List<String> hosts,
    @Nullable String expression,
    boolean everything) {
  static PurgeTargets of(LoggedPurge logged) {
    Purge purge = logged.purge();
    List<String> urls = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    String expression = null;
    boolean everything = false;
    for (Selector selector : purge.selectors()) {
      switch (selector) {
        case Selector.Url(String url) -> urls.add(url);
        case Selector.Tag(String tag) -> tags.add(tag);
        case Selector.Prefix(String prefix) -> prefixes.add(prefix);
        case Selector.Host(String host) -> hosts.add(host);
        case Selector.Matching(var asked) -> expression = asked.text();
        case Selector.Everything() -> everything = true;
      }
    }
    return new PurgeTargets(
        purge.sequence(),
        Instant.ofEpochMilli(purge.atMillis()),
        logged.by(),
        purge.site(),
        purge.soft(),
        urls,
        tags,
        prefixes,
        hosts,
        expression,
        everything);
  }
}
