package dev.skerry.origin.objects.s3.chunked;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.signature.ChunkSignatures;
import dev.skerry.origin.access.signature.ObjectAnswers;
import dev.skerry.origin.access.signature.RefusedException;
import dev.skerry.origin.objects.s3.error.S3Error;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Content in chunks ({@code aws-chunked}), decoded: each a line with its length in hexadecimal and
 * perhaps a signature, its octets and a line's end; the last is empty, and after it come trailers.
 *
 * <p>Signatures are checked where there are any: chunk by chunk, after the octets were given on, so
 * nothing that was read counts before the end was reached. Used by one thread at a time.
 */
public final class AwsChunked extends InputStream {
  /** Memory that decoding takes. */
  public static final int BUFFER_BYTES = 16 << 10;

  /** A chunk's line is about a hundred octets long. */
  private static final int LINE_BYTES_MAX = 1_024;

  private static final int TRAILER_LINES_MAX = 16;

  /** Longer chunks than any upload may be. */
  private static final int LENGTH_DIGITS_MAX = 10;

  private static final String SIGNATURE = "chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private final InputStream in;
  private final Framing framing;
  private final @Nullable ChunkSignatures signatures;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private long left;
  private @Nullable String signature;
  private boolean done;
  private final Fields trailers = new Fields();

  /**
   * How content is framed.
   *
   * @param trailer whether trailers may follow
   * @param announced names of the trailers, in lower case; others are refused
   */
  public record Framing(boolean trailer, Set<String> announced) {
    /** Keeps a copy. */
    public Framing {
      announced = Set.copyOf(announced);
    }
  }

  /**
   * Decodes a stream.
   *
   * @param signatures checks those of the chunks; null where they are not signed
   */
  public AwsChunked(InputStream in, Framing framing, @Nullable ChunkSignatures signatures) {
    this.in = in;
    this.framing = framing;
    this.signatures = signatures;
  }

  /** The trailers, names in lower case; empty before the end was read. */
  public Fields trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (done) {
      return -1;
    }
    if (left == 0 && !begin()) {
      done = true;
      return -1;
    }
    int n = octets(into, offset, (int) Math.min(length, left));
    if (signatures != null) {
      signatures.update(ByteBuffer.wrap(into, offset, n));
    }
    left -= n;
    if (left == 0) {
      endChunk();
    }
    return n;
  }

  /** Begins a chunk; false if it was the last one. */
  private boolean begin() throws IOException {
    String line = line();
    int semicolon = line.indexOf(';');
    String digits = semicolon < 0 ? line : line.substring(0, semicolon);
    left = length(digits.strip());
    signature = null;
    if (signatures != null) {
      String extension = semicolon < 0 ? "" : line.substring(semicolon + 1).strip();
      if (!extension.startsWith(SIGNATURE)) {
        throw malformed("a chunk has no signature");
      }
      signature = extension.substring(SIGNATURE.length());
    }
    if (left > 0) {
      return true;
    }
    checkSignature();
    if (framing.trailer) {
      trailerSection();
    } else if (!line().isEmpty()) {
      throw malformed("something follows the last chunk");
    }
    checkEnd();
    return false;
  }

  /** Passes over the ends of lines that some clients send more than they need. */
  private void checkEnd() throws IOException {
    while (at < end || fill()) {
      byte octet = buffer[at++];
      if (octet != '\r' && octet != '\n') {
        throw malformed("something follows the content");
      }
    }
  }

  private static long length(String digits) {
    if (digits.isEmpty() || digits.length() > LENGTH_DIGITS_MAX) {
      throw malformed("a chunk's length is no number");
    }
    try {
      return Long.parseUnsignedLong(digits, 16);
    } catch (NumberFormatException e) {
      throw malformed("a chunk's length is no number");
    }
  }

  private void endChunk() throws IOException {
    if (!line().isEmpty()) {
      throw malformed("a chunk is longer than it says");
    }
    checkSignature();
  }

  private void checkSignature() {
    ChunkSignatures check = signatures;
    String sent = signature;
    if (check != null && sent != null) {
      try {
        check.endChunk(sent);
      } catch (RefusedException e) {
        throw new SignatureFault(ObjectAnswers.of(e.refusal()));
      }
    }
  }

  /** Reads trailers up to an empty line, or to the end: some clients leave the last line out. */
  private void trailerSection() throws IOException {
    StringBuilder signed = new StringBuilder();
    String trailerSignature = null;
    for (int lines = 0; ; lines++) {
      String line = lineOrEnd();
      if (line == null || (line.isEmpty() && (signatures == null || trailerSignature != null))) {
        break;
      }
      if (line.isEmpty()) {
        continue; // the reference has the signature behind an empty line, clients have not
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || lines >= TRAILER_LINES_MAX) {
        throw malformed("a trailer is no field");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals(TRAILER_SIGNATURE)) {
        trailerSignature = value;
      } else {
        if (!framing.announced.contains(name)) {
          throw malformed("the trailer " + name + " was not announced");
        }
        trailers.add(name, value);
        signed.append(name).append(':').append(value).append('\n');
      }
    }
    if (signatures != null) {
      checkTrailer(signatures, signed.toString(), trailerSignature);
    }
  }

  private static void checkTrailer(
      ChunkSignatures check, String signed, @Nullable String signature) {
    if (signature == null) {
      throw malformed("the trailers have no signature");
    }
    try {
      check.endTrailer(signed, signature);
    } catch (RefusedException e) {
      throw new SignatureFault(ObjectAnswers.of(e.refusal()));
    }
  }

  private int octets(byte[] into, int offset, int length) throws IOException {
    if (at == end && length >= buffer.length) {
      int n = in.read(into, offset, length);
      if (n < 0) {
        throw S3Error.INCOMPLETE_BODY.exception();
      }
      return n;
    }
    if (at == end && !fill()) {
      throw S3Error.INCOMPLETE_BODY.exception();
    }
    int n = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, offset, n);
    at += n;
    return n;
  }

  private boolean fill() throws IOException {
    int n = in.read(buffer, 0, buffer.length);
    at = 0;
    end = Math.max(n, 0);
    return n > 0;
  }

  private String line() throws IOException {
    String line = lineOrEnd();
    if (line == null) {
      throw S3Error.INCOMPLETE_BODY.exception();
    }
    return line;
  }

  /** A line without its end; null if the content ended before anything of it came. */
  private @Nullable String lineOrEnd() throws IOException {
    byte[] line = new byte[80];
    int size = 0;
    while (at < end || fill()) {
      byte octet = buffer[at++];
      if (octet == '\n') {
        int length = size > 0 && line[size - 1] == '\r' ? size - 1 : size;
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
      }
      if (size == LINE_BYTES_MAX) {
        throw malformed("a line is too long");
      }
      if (size == line.length) {
        line = Arrays.copyOf(line, 2 * size);
      }
      line[size++] = octet;
    }
    if (size > 0) {
      throw S3Error.INCOMPLETE_BODY.exception();
    }
    return null;
  }

  private static RuntimeException malformed(String what) {
    return S3Error.INVALID_REQUEST.exception("The content is not in chunks as it says: " + what);
  }
}
