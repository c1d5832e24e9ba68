package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store with a disk below it, on a clock that a test sets, which can be opened again. */
final class DiskWorld implements InstantSource, AutoCloseable {
  static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private static final long MEMORY = 256L << 20;

  final Path folder;
  final long bytes;
  long now = START;
  PurgeTable purges;
  ResponseStore store;
  ContentMemory memory;
  DiskTier tier;

  DiskWorld(Path folder, long bytes) {
    this.folder = folder;
    this.bytes = bytes;
    open();
  }

  /** Opens what is in the folder, as after a start. */
  void open() {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      OpenDisk disk =
          OpenDisk.open(
              new DiskSettings(folder.resolve("disk"), bytes, data, 8, MEMORY),
              PurgeLimits.DEFAULT,
              this);
      purges = disk.purges();
      store = new ResponseStore(MEMORY, 8, purges);
      memory = ContentMemory.open(MEMORY, MEMORY, store, Runnable::run);
      tier = DiskTier.below(store, disk, purges, memory, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops as on SIGTERM, and starts again. */
  void restart() {
    stop();
    open();
  }

  void stop() {
    tier.close();
    store.clear();
    assertThat(memory.fills().used()).isZero();
    // Large content is freed in the background.
    await("all content is freed", () -> memory.budget().passingBytes() == 0);
    memory.close();
  }

  @Override
  public void close() {
    stop();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public long millis() {
    return now;
  }

  static CacheKey key(String path) {
    return new CacheKey("shop", "https", "example.com" + path, null);
  }

  /** A response that was fetched just now, not stored yet. */
  StoredResponse response(String path, byte[] body, String... fields) {
    return response(path, Vary.NONE, "", List.of(), body, fields);
  }

  StoredResponse response(
      String path, Vary vary, String variant, List<String> tags, byte[] body, String... fields) {
    Fields section = Fields.of(fields).freeze();
    Freshness freshness =
        new Freshness(
            now, 0, 3_600_000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED);
    StoredHead head =
        StoredHead.of(
            key(path),
            200,
            PackedFields.of(section),
            freshness,
            vary,
            variant,
            tags,
            purges.begin());
    Content content = new Content(body.length, body.length, memory);
    content.append(Unpooled.wrappedBuffer(body));
    content.complete(Fields.EMPTY);
    StoredResponse stored = StoredResponse.of(head, content);
    content.release();
    return stored;
  }

  /** Stores a response and asks for it once more, so that it goes to the disk. */
  StoredResponse keep(StoredResponse stored) {
    store.put(stored);
    store.asked(stored);
    return stored;
  }

  /** Waits until the writer has nothing to do. */
  void settle() {
    await("the writer is done", tier::isIdle);
  }

  /** Waits for a condition that another thread brings about. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so in time: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** Everything that memory has is forgotten; what is on the disk stays. */
  void forgetMemory() {
    settle();
    store.clear();
  }

  /** What an exchange finds of a key: in memory, else on the disk. */
  List<StoredResponse> find(String path) {
    CacheKey key = key(path);
    List<StoredResponse> inMemory = store.lookup(key);
    if (!inMemory.isEmpty() || !tier.knows(key)) {
      return inMemory;
    }
    CompletableFuture<List<StoredResponse>> found = new CompletableFuture<>();
    if (!tier.load(key, Runnable::run, found::complete)) {
      return List.of();
    }
    try {
      var _ = found.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("nothing came from the disk", e);
    }
    return store.lookup(key);
  }

  /** The content that is found under a key, whole; null if nothing is, or it breaks off. */
  byte @Nullable [] body(String path) {
    List<StoredResponse> found = find(path);
    return found.isEmpty() ? null : read(found.getFirst());
  }

  static byte @Nullable [] read(StoredResponse stored) {
    Content content = stored.whole();
    Semaphore wake = new Semaphore(0);
    ContentReader reader =
        content == null ? null : content.open(0, Long.MAX_VALUE, Runnable::run, wake::release);
    if (reader == null) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      while (!reader.isDone()) {
        ByteBuf piece = reader.read(1 << 20);
        if (piece != null) {
          piece.readBytes(out, piece.readableBytes());
          piece.release();
        } else if (reader.error() != null) {
          return null;
        } else if (!reader.isDone()) {
          awaitWake(wake);
        }
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.close();
    }
  }

  private static void awaitWake(Semaphore wake) {
    try {
      if (!wake.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody wakes the reader");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
