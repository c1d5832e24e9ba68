package dev.skerry.cli;

import dev.skerry.edge.config.CacheSettings;
import dev.skerry.edge.config.document.Sizes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a folder and what it may take of the disk: {@code /var/cache/skerry:50GiB}. */
final class DiskOption implements ITypeConverter<CacheSettings.Disk> {
  private static final long LEAST = 16 << 20;

  @Override
  public CacheSettings.Disk convert(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new TypeConversionException(
          "expected DIR:SIZE, as /var/cache/skerry:50GiB, found '" + text + "'");
    }
    try {
      long bytes = Sizes.read(text.substring(colon + 1));
      if (bytes < LEAST) {
        throw new TypeConversionException(
            "expected a size of at least 16MiB, found '" + text + "'");
      }
      return new CacheSettings.Disk(text.substring(0, colon), bytes);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text.substring(colon + 1) + "' " + e.getMessage() + " (expected DIR:SIZE)");
    }
  }
}
