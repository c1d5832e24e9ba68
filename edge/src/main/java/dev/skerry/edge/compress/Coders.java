package dev.skerry.edge.compress;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.util.Native;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes coders, for those codings whose native library is there; gzip always is. */
public final class Coders {
  /** Room that every call of a coder needs. */
  static final int MIN_ROOM = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Coders.class);
  private static final Set<Coding> AVAILABLE = findAvailable();

  private Coders() {}

  /** Whether content can be encoded and decoded with that coding on this machine. */
  public static boolean available(Coding coding) {
    return AVAILABLE.contains(coding);
  }

  static Coder encoder(Coding coding) {
    return switch (coding) {
      case GZIP -> new GzipEncoder();
      case BROTLI -> new BrotliEncoder();
      case ZSTD -> new ZstdEncoder();
    };
  }

  static Coder decoder(Coding coding) {
    return switch (coding) {
      case GZIP -> new GzipDecoder();
      case BROTLI -> new BrotliDecoder();
      case ZSTD -> new ZstdDecoder();
    };
  }

  private static Set<Coding> findAvailable() {
    EnumSet<Coding> available = EnumSet.of(Coding.GZIP);
    if (Brotli4jLoader.isAvailable()) {
      available.add(Coding.BROTLI);
    } else {
      LOG.warn("no brotli: {}", String.valueOf(Brotli4jLoader.getUnavailabilityCause()));
    }
    try {
      Native.load();
      available.add(Coding.ZSTD);
    } catch (LinkageError | RuntimeException e) {
      LOG.warn("no zstd: {}", e.toString());
    }
    return available;
  }
}
