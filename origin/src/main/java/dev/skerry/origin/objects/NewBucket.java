package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.Octets;
import java.util.Map;

/**
 * A bucket that is to be made.
 *
 * @param name which the caller has found to be a bucket's
 * @param owner the account's id
 * @param lock whether its versions may be locked; it keeps all versions then
 * @param settings what it has from the beginning, by kind
 */
public record NewBucket(
    String name, String owner, String region, boolean lock, Map<String, Octets> settings) {
  /** Keeps a copy of the settings. */
  public NewBucket {
    settings = Map.copyOf(settings);
  }
}
