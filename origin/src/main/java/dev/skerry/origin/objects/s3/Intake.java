package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.access.signature.ContentHash;
import dev.skerry.origin.access.signature.Hashes;
import dev.skerry.origin.access.signature.ObjectAnswers;
import dev.skerry.origin.access.signature.RefusedException;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.checksum.RunningChecksum;
import dev.skerry.origin.objects.s3.chunked.AwsChunked;
import dev.skerry.origin.objects.s3.chunked.SignatureFault;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The content of one call, read once and verified on the way: its length, the hash of its
 * signature, {@code content-md5}, and the checksum in its head or its trailer. What is wrong with
 * the head is found before anything is read. Used by one thread.
 */
final class Intake {
  /** Octets of one upload: 5 GiB. */
  static final long BYTES_MAX = 5L << 30;

  private static final int PIECE_BYTES = 128 << 10;
  private static final String HASH = "x-amz-content-sha256";
  private static final String CHUNKS = "STREAMING-";
  private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  private final CallBudget memory;
  private final InputStream in;
  private final @Nullable AwsChunked chunked;
  private final long length;
  private final Sums sums;
  private final ContentHash signed;
  private final MessageDigest md5 = digest();
  private @Nullable ChecksumAlgorithm algorithm;
  private byte @Nullable [] checksum;
  private byte[] md5Value = {};

  private long most = BYTES_MAX;

  private Intake(
      Ask ask, @Nullable AwsChunked chunked, long length, Sums sums, ContentHash signed) {
    this.memory = ask.call().memory();
    this.in = chunked == null ? ask.call().content() : chunked;
    this.chunked = chunked;
    this.length = length;
    this.sums = sums;
    this.signed = signed;
    this.algorithm = sums.algorithm();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** The content of a call; nothing is read yet. */
  static Intake of(Ask ask) {
    return of(ask, Sums.of(ask.fields()));
  }

  /** The document of a call whose fields with checksums are of something else. */
  static Intake ofDocument(Ask ask) {
    return of(ask, Sums.ofDocument(ask.fields()));
  }

  private static Intake of(Ask ask, Sums sums) {
    Fields fields = ask.fields();
    ContentHash signed = ask.caller().content();
    boolean unsignedChunks = isOfUnsignedChunks(ask, signed);
    if (!signed.kind().chunked() && !unsignedChunks) {
      long length = ask.call().announced();
      if (isUntold(ask, length)) {
        throw S3Error.MISSING_CONTENT_LENGTH.exception();
      }
      checkLength(length, BYTES_MAX);
      return new Intake(ask, null, length, sums, signed);
    }
    long length = decodedLength(fields);
    checkLength(length, BYTES_MAX);
    boolean trailer = unsignedChunks || signed.kind() == ContentHash.Kind.SIGNED_CHUNKS_TRAILER;
    AwsChunked chunked =
        new AwsChunked(
            ask.call().content(),
            new AwsChunked.Framing(trailer, sums.announced()),
            ask.caller().chunks().get().orElse(null));
    return new Intake(ask, chunked, length, sums, ContentHash.NOT_SIGNED);
  }

  /**
   * Whether content is in chunks without signatures, as somebody unknown may send it, too. What
   * says that its chunks are signed, and is not, would be kept with all its framing.
   */
  private static boolean isOfUnsignedChunks(Ask ask, ContentHash signed) {
    String sent = ask.field(HASH);
    if (sent == null || !sent.startsWith(CHUNKS) || ask.operation() == Operation.POST_OBJECT) {
      return false;
    }
    boolean unsigned = sent.equals(UNSIGNED_CHUNKS);
    if (!unsigned && !signed.kind().chunked()) {
      throw S3Exception.argument(
          HASH, sent, "The content of a request that is not signed cannot be in signed chunks");
    }
    return unsigned;
  }

  /** Whether the length is missing: what is to be kept needs one also where HTTP has it be none. */
  private static boolean isUntold(Ask ask, long length) {
    return switch (ask.operation()) {
      case POST_OBJECT -> false;
      case PUT_OBJECT, UPLOAD_PART ->
          length < 0 || (length == 0 && !ask.fields().contains(FieldNames.CONTENT_LENGTH));
      default -> length < 0;
    };
  }

  private static long decodedLength(Fields fields) {
    String sent = fields.first("x-amz-decoded-content-length");
    if (sent == null) {
      throw S3Error.MISSING_CONTENT_LENGTH.exception();
    }
    try {
      long length = Long.parseLong(sent.strip());
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-decoded-content-length is no number");
    }
    throw S3Error.INVALID_ARGUMENT.exception("x-amz-decoded-content-length is no number");
  }

  private static void checkLength(long length, long most) {
    if (length > most) {
      throw S3Error.ENTITY_TOO_LARGE
          .exception()
          .with("ProposedSize", Long.toString(length))
          .with("MaxSizeAllowed", Long.toString(most));
    }
  }

  /** Lets it have no more octets than so many. */
  void bound(long bytes) {
    most = Math.min(most, bytes);
  }

  /** Has a checksum computed, if the client sends none of its own. */
  void compute(ChecksumAlgorithm wanted) {
    if (algorithm == null) {
      algorithm = wanted;
    }
  }

  /** Takes octets as they come. */
  @FunctionalInterface
  interface Sink {
    /** Takes octets, which stay the caller's. */
    void take(byte[] octets, int from, int count);
  }

  /** Octets of the content; -1 if nobody knows before its end. */
  long length() {
    return length;
  }

  /** The algorithm of the checksum that will be known at the end; null for none. */
  @Nullable ChecksumAlgorithm algorithm() {
    return algorithm;
  }

  /** Takes the memory that it needs to be received: to be read, decoded, encrypted and written. */
  void charge() {
    long piece = length < 0 ? PIECE_BYTES : Math.min(length, PIECE_BYTES);
    long framing = chunked == null ? (length < 0 ? PIECE_BYTES : 0) : AwsChunked.BUFFER_BYTES;
    memory.require(3 * piece + framing);
  }

  /** Reads all of it; what was taken counts only if this returns. */
  void pass(Sink sink) throws IOException {
    RunningChecksum running = algorithm == null ? null : algorithm.begin();
    MessageDigest sha = signed.kind() == ContentHash.Kind.WHOLE ? Hashes.sha256() : null;
    byte[] piece = new byte[length >= 0 ? Math.clamp(length, 1, PIECE_BYTES) : PIECE_BYTES];
    int filled = 0;
    long read = 0;
    for (int n = in.read(piece, 0, piece.length); n >= 0; ) {
      read += n;
      checkLength(read, most);
      if (length >= 0 && read > length) {
        throw S3Error.INCOMPLETE_BODY.exception();
      }
      md5.update(piece, filled, n);
      if (sha != null) {
        sha.update(piece, filled, n);
      }
      if (running != null) {
        running.update(piece, filled, n);
      }
      filled += n;
      if (filled == piece.length) {
        sink.take(piece, 0, filled);
        filled = 0;
      }
      n = in.read(piece, filled, piece.length - filled);
    }
    sink.take(piece, 0, filled);
    if (length >= 0 && read < length) {
      throw S3Error.INCOMPLETE_BODY.exception();
    }
    verify(sha, running);
  }

  private void verify(@Nullable MessageDigest sha, @Nullable RunningChecksum running) {
    if (sha != null) {
      try {
        signed.check(HexFormat.of().formatHex(sha.digest()));
      } catch (RefusedException e) {
        throw new SignatureFault(ObjectAnswers.of(e.refusal()));
      }
    }
    md5Value = md5.digest();
    byte[] expected = sums.md5();
    if (expected != null && !Arrays.equals(expected, md5Value)) {
      throw S3Error.BAD_DIGEST
          .exception()
          .with("ExpectedDigest", HexFormat.of().formatHex(expected))
          .with("CalculatedDigest", Base64.getEncoder().encodeToString(md5Value));
    }
    if (running != null && algorithm != null) {
      byte[] computed = running.value();
      byte[] sent = sent(algorithm);
      if (sent != null && !Arrays.equals(sent, computed)) {
        throw Sums.mismatch(algorithm);
      }
      checksum = computed;
    }
  }

  private byte @Nullable [] sent(ChecksumAlgorithm of) {
    if (sums.algorithm() == null || sums.value() != null) {
      return sums.value();
    }
    String trailer = chunked == null ? null : chunked.trailers().first(of.field());
    if (trailer == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "The trailer " + of.field() + " was announced, but did not come");
    }
    return Sums.decode(of, trailer);
  }

  /**
   * All of it in memory, verified, if it is no longer than so many bytes.
   *
   * @param perByte memory of the call that is taken for each of them
   */
  byte[] whole(int bytesMax, int perByte) throws IOException {
    if (length > bytesMax) {
      throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
    }
    memory.require(perByte * length);
    ByteArrayOutputStream all = new ByteArrayOutputStream((int) Math.max(length, 512));
    pass((octets, from, count) -> all.write(octets, from, count));
    return all.toByteArray();
  }

  /** The hash of all of it in lower-case hexadecimal, as entity tags are. */
  String etag() {
    return HexFormat.of().formatHex(md5Value);
  }

  /** The checksum of all of it in Base64; null where none was sent or asked for. */
  @Nullable String checksum() {
    byte[] octets = checksum;
    return octets == null ? null : Base64.getEncoder().encodeToString(octets);
  }

  /** Whether the client sent a checksum or hash of its own. */
  boolean isChecked() {
    return sums.md5() != null || sums.algorithm() != null;
  }
}
