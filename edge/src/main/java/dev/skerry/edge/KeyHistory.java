package dev.skerry.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.QueryPolicy;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.exchange.KeyUrls;
import dev.skerry.edge.sync.LastKeys;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which keys what a URL names may be stored: by the configuration in force, and by those that
 * were in force while what is stored may have been fetched. What a configuration leaves of a query
 * is in the key, so another one finds by a URL nothing that was stored before; and a rollout may
 * always be taken back to it.
 *
 * <p>It remembers what was left of queries, each way once, from one change of it to the next and
 * over restarts; where more than {@value #FORMER_MAX} ways are former ones alone it has everything
 * purged and begins anew. One thread changes it; any may ask.
 */
final class KeyHistory {
  /** Ways to make keys that are remembered. */
  static final int FORMER_MAX = 32;

  /** Null where nothing that is stored outlives the process. */
  private final @Nullable LastKeys file;

  private String layout;
  private Set<QueryPolicy> present;
  private volatile Set<QueryPolicy> former;

  /** Purges everything, for good when it returns. */
  @FunctionalInterface
  interface PurgeOfAll {
    /** Does so. */
    void purge() throws IOException;
  }

  private KeyHistory(@Nullable LastKeys file, Snapshot inForce, Set<QueryPolicy> former) {
    this.file = file;
    this.layout = layoutOf(inForce);
    this.present = policiesOf(inForce);
    this.former = former;
  }

  /** That of an edge whose stored responses end with its process. */
  static KeyHistory inMemory(Snapshot inForce) {
    return new KeyHistory(null, inForce, Set.of());
  }

  /**
   * That of an edge with a disk.
   *
   * @param holds whether the disk has anything; where nothing is known of how it was stored, it is
   *     purged
   */
  static KeyHistory open(LastKeys file, Snapshot inForce, boolean holds, PurgeOfAll everything)
      throws IOException {
    Set<QueryPolicy> former = new LinkedHashSet<>();
    if (holds) {
      LastKeys.Kept kept = file.read();
      if (kept == null) {
        everything.purge();
      } else {
        former.addAll(kept.former());
        if (!kept.layout().equals(layoutOf(inForce))) {
          former.addAll(kept.present());
        }
      }
    }
    Set<QueryPolicy> kept = bounded(former, policiesOf(inForce), everything);
    KeyHistory history = new KeyHistory(file, inForce, kept);
    history.write();
    return history;
  }

  /**
   * Another configuration is about to be in force: what was stored by the one before may be asked
   * for by a purge as long as it is there.
   *
   * @throws IOException if that cannot be kept; then it must not come into force
   */
  void coming(Snapshot next, PurgeOfAll everything) throws IOException {
    String nextLayout = layoutOf(next);
    if (nextLayout.equals(layout)) {
      return;
    }
    // Also by the next one, which is in force a moment before or after this is looked at.
    Set<QueryPolicy> current = new LinkedHashSet<>(present);
    current.addAll(policiesOf(next));
    former = bounded(former, current, everything);
    layout = nextLayout;
    present = policiesOf(next);
    write();
  }

  /**
   * Former and current ways together; the current ones alone, and all purged, where too many are
   * former only. What is being fetched meanwhile is stored in a current way.
   */
  private static Set<QueryPolicy> bounded(
      Set<QueryPolicy> former, Set<QueryPolicy> current, PurgeOfAll everything) throws IOException {
    Set<QueryPolicy> all = new LinkedHashSet<>(former);
    all.addAll(current);
    if (all.size() - current.size() <= FORMER_MAX) {
      return Set.copyOf(all);
    }
    everything.purge();
    return Set.copyOf(current);
  }

  private void write() throws IOException {
    if (file != null) {
      file.write(new LastKeys.Kept(layout, present, former));
    }
  }

  /**
   * All keys under which a response to a request for a URL may be stored.
   *
   * @param url authority, path and query
   */
  Set<String> keys(Snapshot inForce, String url) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(url);
    keys.add(KeyUrls.of(inForce, url));
    for (QueryPolicy policy : former) {
      keys.add(KeyUrls.of(policy, url));
    }
    return keys;
  }

  private static Set<QueryPolicy> policiesOf(Snapshot snapshot) {
    Set<QueryPolicy> policies = new LinkedHashSet<>();
    for (Site site : snapshot.sites()) {
      site.rules().forEach(rule -> policies.add(rule.key().query()));
    }
    return policies;
  }

  /** All that decides what is left of a query: two snapshots with the same make the same keys. */
  private static String layoutOf(Snapshot snapshot) {
    StringBuilder text = new StringBuilder();
    for (Site site : snapshot.sites()) {
      text.append(site.hosts()).append('\n');
      for (Rule rule : site.rules()) {
        text.append(rule.path()).append('\t').append(rule.key().query()).append('\n');
      }
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
