package dev.skerry.control.purges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.Fills;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.disk.DiskSettings;
import dev.skerry.edge.disk.DiskTier;
import dev.skerry.edge.disk.IdleDisk;
import dev.skerry.edge.disk.OpenDisk;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an edge stores, in its real parts: the table of purges, the memory tier, the disk below it,
 * and the fills under way, used as an exchange uses them.
 */
final class TruthStore {
  private static final long MEMORY = 16L << 20;
  private static final long DISK = 64L << 20;
  private static final String ID = "x-fetch";

  private final InstantSource clock;
  private final @Nullable Path folder;
  private final PurgeLimits limits;
  final PurgeTable purges;
  private final ResponseStore store;
  private final ContentMemory memory;
  private final @Nullable DiskTier disk;
  private final Fills fills = new Fills(100);

  /** Fetches whose response has not come. */
  private final Map<String, Fetch> underWay = new TreeMap<>();

  /** What the origin was asked. */
  private record Fetch(int id, Fill fill, Ticket ticket, @Nullable StoredResponse validating) {}

  /**
   * Opens one with what is in its folder.
   *
   * @param folder null for no disk
   */
  TruthStore(@Nullable Path folder, PurgeLimits limits, InstantSource clock) throws IOException {
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
    if (folder == null) {
      purges = new PurgeTable(limits, clock);
      store = new ResponseStore(MEMORY, 8, purges);
      memory = ContentMemory.open(MEMORY, MEMORY, store, Runnable::run);
      disk = null;
    } else {
      Path data = Files.createDirectories(folder.resolve("data"));
      OpenDisk opened =
          OpenDisk.open(
              new DiskSettings(folder.resolve("disk"), DISK, data, 8, MEMORY), limits, clock);
      purges = opened.purges();
      store = new ResponseStore(MEMORY, 8, purges);
      memory = ContentMemory.open(MEMORY, MEMORY, store, Runnable::run);
      disk = DiskTier.below(store, opened, purges, memory, clock);
    }
  }

  /** Where its purges are on the disk; null for no disk. */
  @Nullable Path journal() {
    return folder == null ? null : folder.resolve("disk").resolve("purges");
  }

  @Nullable Path folder() {
    return folder;
  }

  PurgeLimits limits() {
    return limits;
  }

  boolean holds() {
    return store.keys() > 0 || (disk != null && disk.responses() > 0);
  }

  boolean mustValidate() {
    return purges.currency().mustValidate(clock.millis());
  }

  /** Waits until the disk has nothing to do. */
  void settle() {
    DiskTier below = disk;
    if (below != null) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!IdleDisk.isIdle(below)) {
        assertThat(System.nanoTime()).as("the writer is not done in time").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  /** Ends it: nothing of it is used any more. */
  void close() {
    underWay.values().forEach(fetch -> fetch.ticket().release());
    underWay.clear();
    if (disk != null) {
      disk.close();
    }
    store.clear();
    memory.close();
    purges.close();
  }

  private static CacheKey key(String url) {
    return new CacheKey("shop", "https", url, null);
  }

  /** What a request finds that may be used; null if nothing is. */
  @Nullable StoredResponse find(String url) {
    CacheKey key = key(url);
    List<StoredResponse> found = store.lookup(key);
    if (found.isEmpty() && disk != null && disk.knows(key)) {
      CompletableFuture<List<StoredResponse>> loaded = new CompletableFuture<>();
      if (disk.load(key, Runnable::run, loaded::complete)) {
        found = store.usable(loaded.orTimeout(30, TimeUnit.SECONDS).join());
      }
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Has it be written to the disk, as what is asked for again. */
  void asked(StoredResponse stored) {
    store.asked(stored);
  }

  /** By which fetch a response came, or was confirmed. */
  static int id(StoredResponse stored) {
    return Integer.parseInt(String.valueOf(stored.fields().combined(ID)));
  }

  /**
   * Asks the origin, or waits for who does.
   *
   * @param validating what is stored and to be confirmed; null for nothing
   * @param served is told by which fetch came what a waiter is served, and whether it was stale
   * @return whether the origin is asked by this
   */
  boolean fetch(
      String url,
      int id,
      @Nullable StoredResponse validating,
      BiConsumer<Integer, Boolean> served) {
    Fills.Place place = fills.joinOrLead(key(url), "", store::isUsable, 0, Long.MAX_VALUE / 2);
    if (place.leads()) {
      underWay.put(url, new Fetch(id, place.fill(), purges.begin(), validating));
      return true;
    }
    Fill.Outcome known = place.fill().await(outcome -> resolved(outcome, served), Runnable::run);
    if (known != null) {
      resolved(known, served);
    }
    return false;
  }

  private void resolved(Fill.Outcome outcome, BiConsumer<Integer, Boolean> served) {
    if (outcome instanceof Fill.Outcome.Shared(StoredResponse stored)
        && store.isUsable(stored)
        && !mustValidate()) {
      served.accept(id(stored), stored.isSoftPurged());
    }
  }

  /** The fetch of a URL that is under way. */
  int idUnderWay(String url) {
    Fetch fetch = underWay.get(url);
    return fetch == null ? -1 : fetch.id();
  }

  /** The origin has answered: waiters are told, and it is stored. */
  void complete(String url, List<String> tags, byte[] body) {
    Fetch fetch = underWay.remove(url);
    if (fetch == null) {
      return;
    }
    StoredResponse old = fetch.validating();
    if (old != null) {
      confirm(old, fetch);
      fills.resolve(fetch.fill(), new Fill.Outcome.Private());
      return;
    }
    StoredHead head =
        StoredHead.of(
            key(url),
            200,
            PackedFields.of(fields(fetch)),
            freshness(),
            Vary.NONE,
            "",
            tags,
            fetch.ticket());
    Content content = new Content(body.length, body.length, memory);
    StoredResponse stored = StoredResponse.of(head, content);
    fills.resolve(fetch.fill(), new Fill.Outcome.Shared(stored));
    content.append(Unpooled.wrappedBuffer(body));
    content.complete(Fields.EMPTY);
    store.put(stored);
    fills.end(fetch.fill());
    content.release();
  }

  /** It is as it was, unless it has been purged meanwhile: then nothing comes of it. */
  private void confirm(StoredResponse old, Fetch fetch) {
    StoredResponse fresh =
        store.isUsable(old)
            ? old.withHead(old.head().freshened(fields(fetch), freshness(), fetch.ticket()))
            : null;
    if (fresh == null) {
      fetch.ticket().release();
    } else {
      boolean _ = store.replace(old, fresh);
    }
  }

  private static Fields fields(Fetch fetch) {
    return Fields.of("etag", "\"1\"", ID, Integer.toString(fetch.id())).freeze();
  }

  private Freshness freshness() {
    return new Freshness(
        clock.millis(), 0, 3_600_000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED);
  }

  /** What is done in the background. */
  void tend() {
    purges.retire();
    store.forEach(
        stored -> {
          if (purges.revisit(stored) == PurgeState.HARD) {
            store.removePurged(stored);
          }
        });
    purges.retire();
  }

  /** Memory is needed for something else. */
  void evictAll() {
    settle();
    store.clear();
  }
}
