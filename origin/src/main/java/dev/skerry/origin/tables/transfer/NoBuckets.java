package dev.skerry.origin.tables.transfer;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where there is no object store, and so no bucket.
 *
 * @param isHere false where another process has them
 */
record NoBuckets(boolean isHere) implements BucketAccess {
  @Override
  public String write(Place place, String key, byte[] octets) {
    throw TransferException.noSuchBucket();
  }

  @Override
  public List<Listed> list(Place place, String prefix, @Nullable String after) {
    throw TransferException.noSuchBucket();
  }

  @Override
  public InputStream read(Place place, String key) {
    throw TransferException.noSuchBucket();
  }
}
