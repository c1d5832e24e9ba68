package dev.skerry.loadtest.simulate.trace;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A trace in a file, plain or compressed with gzip or zstd: told by its first bytes. */
public final class TraceFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private TraceFile() {}

  /**
   * Reads a trace.
   *
   * @param format null to guess it from the first bytes
   * @param limit how many requests are read at most
   */
  public static Trace read(Path file, @Nullable TraceFormat format, long limit) throws IOException {
    TraceBuilder builder = new TraceBuilder(limit);
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        BufferedInputStream in = new BufferedInputStream(decompressed(raw), BUFFER_BYTES)) {
      TraceFormat known = format == null ? guess(in) : format;
      known.read(in, builder);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return builder.build(String.valueOf(file.getFileName()));
  }

  private static InputStream decompressed(InputStream in) throws IOException {
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
    if (magic.length == 4
        && magic[0] == 0x28
        && magic[1] == (byte) 0xb5
        && magic[2] == 0x2f
        && magic[3] == (byte) 0xfd) {
      return new ZstdInputStream(in).setContinuous(false);
    }
    return in;
  }

  private static TraceFormat guess(InputStream in) throws IOException {
    in.mark(BUFFER_BYTES);
    String begin = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
    in.reset();
    boolean text =
        begin.chars().allMatch(c -> (c >= ' ' && c < 127) || c == '\t' || c == '\n' || c == '\r');
    if (!text) {
      return TraceFormat.ORACLE;
    }
    int end = begin.indexOf('\n');
    String line = end < 0 ? begin : begin.substring(0, end);
    if (line.split(",", -1).length >= 7) {
      return TraceFormat.TWITTER;
    }
    // Lines of three columns with tabs are of webcachesim; Wikimedia's have four or more.
    return line.split("\t", -1).length >= 4 ? TraceFormat.WIKIMEDIA : TraceFormat.LRB;
  }
}
