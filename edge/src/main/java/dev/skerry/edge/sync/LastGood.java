package dev.skerry.edge.sync;

import dev.skerry.edge.config.document.Bundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good configuration in a file, so that an edge starts from it when there is no control
 * plane: synced, put in the place of the one before at once, and with a checksum. It holds secrets;
 * only its owner may read it.
 *
 * <p>Eight octets that say what it is, four of checksum over all that follows, and two lines of
 * JSON: whose it is, and the bundle.
 */
public final class LastGood {
  private static final Logger log = LoggerFactory.getLogger(LastGood.class);
  private static final long MAGIC = 0x534B_5259_474F_4F31L;
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

  private final Path file;

  /** The one in that file, whether it is there or not. */
  public LastGood(Path file) {
    this.file = file;
  }

  /**
   * A configuration that was in force.
   *
   * @param controlPlane whose
   * @param version its number there
   * @param atMillis when it came into force, by the edge's clock
   */
  public record Kept(String controlPlane, long version, long atMillis, Bundle bundle) {}

  /**
   * What was kept; null for nothing, and for what cannot be read, which the log tells.
   *
   * @throws IOException if there is a file that may not be read
   */
  public @Nullable Kept read() throws IOException {
    if (Files.notExists(file)) {
      return null;
    }
    byte[] content = Files.readAllBytes(file);
    ByteBuffer header = ByteBuffer.wrap(content);
    if (content.length < HEADER_BYTES || header.getLong() != MAGIC) {
      log.error("{} is no configuration that was kept; it is not used", file);
      return null;
    }
    int sum = header.getInt();
    byte[] rest = Arrays.copyOfRange(content, HEADER_BYTES, content.length);
    if (sum(rest) != sum) {
      log.error("{} is damaged; it is not used", file);
      return null;
    }
    try {
      return kept(rest);
    } catch (SyncException e) {
      log.error("{} was written by another version of the program; it is not used", file, e);
      return null;
    }
  }

  private static Kept kept(byte[] lines) throws SyncException {
    int end = 0;
    while (end < lines.length && lines[end] != '\n') {
      end++;
    }
    Members members = WireJson.read(Arrays.copyOf(lines, end));
    String controlPlane = members.text("control_plane");
    long version = members.number("version", 1);
    long atMillis = members.number("at_millis", 0);
    members.end();
    Bundle bundle =
        SyncCodec.bundle(Arrays.copyOfRange(lines, Math.min(end + 1, lines.length), lines.length));
    return new Kept(controlPlane, version, atMillis, bundle);
  }

  /**
   * Keeps a configuration instead of the one before.
   *
   * @throws IOException if it cannot be; then the one before is still there
   */
  void write(Kept kept) throws IOException {
    byte[] first =
        WireJson.write(
            WireJson.object()
                .put("control_plane", kept.controlPlane())
                .put("version", kept.version())
                .put("at_millis", kept.atMillis()));
    byte[] second = SyncCodec.write(kept.bundle());
    byte[] lines = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, lines, first.length, second.length);
    PrivateFile.replace(
        file,
        ByteBuffer.allocate(HEADER_BYTES + lines.length)
            .putLong(MAGIC)
            .putInt(sum(lines))
            .put(lines)
            .array());
  }

  private static int sum(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue();
  }
}
