package dev.skerry.origin.tables;

import dev.skerry.origin.tables.transfer.BucketAccess;
import dev.skerry.origin.tables.transfer.ExportFolder;
import dev.skerry.origin.tables.transfer.TransferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One bucket, called box, in memory; it can be told to fail at keys, and at octets. */
final class MemoryBuckets implements BucketAccess {
  final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

  /** What a key ends with at which the process falls; empty for none. */
  volatile String fallsAt = "";

  /** How many such keys are written before. */
  final AtomicInteger writesBefore = new AtomicInteger();

  /** How many octets of an object can be read before the disk fails; negative for all. */
  volatile int readable = -1;

  /** Those of an object that is there. */
  byte[] octets(String key) {
    return Objects.requireNonNull(objects.get(key), key);
  }

  private static void check(Place place) {
    if (!place.bucket().equals("box")) {
      throw TransferException.noSuchBucket();
    }
    if (place.owner() != null && !place.owner().equals("123456789012")) {
      throw TransferException.accessDenied();
    }
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public String write(Place place, String key, byte[] octets) {
    check(place);
    if (!fallsAt.isEmpty() && key.endsWith(fallsAt) && writesBefore.getAndDecrement() <= 0) {
      throw new IllegalStateException("fallen at " + key);
    }
    objects.put(key, octets);
    return ExportFolder.md5(octets);
  }

  @Override
  public List<Listed> list(Place place, String prefix, @Nullable String after) {
    check(place);
    return objects.tailMap(after == null ? "" : after, after == null).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .limit(2)
        .map(
            entry ->
                new Listed(
                    entry.getKey(), entry.getValue().length, ExportFolder.md5(entry.getValue())))
        .toList();
  }

  @Override
  public InputStream read(Place place, String key) {
    check(place);
    byte[] octets = octets(key);
    if (readable < 0) {
      return new ByteArrayInputStream(octets);
    }
    InputStream whole = new ByteArrayInputStream(octets, 0, Math.min(readable, octets.length));
    return new SequenceInputStream(whole, new FailingDisk());
  }

  /** A disk that cannot be read. */
  private static final class FailingDisk extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk fails");
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      return read();
    }
  }
}
