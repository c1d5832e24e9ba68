package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads the documents that calls have for content: whole, verified, no longer than those of their
 * operation are, and in the memory of their call.
 */
final class Documents {
  private static final int KIB = 1 << 10;

  /** A thousand rules, or a hundred grants, and more than what is kept of any setting. */
  private static final int USUAL_BYTES_MAX = 256 * KIB;

  /** A thousand of the longest keys, with versions and conditions. */
  private static final int DELETE_BYTES_MAX = 3 * KIB * KIB;

  /** Ten thousand parts with the longest checksums. */
  private static final int COMPLETE_BYTES_MAX = 4 * KIB * KIB;

  private static final int USUAL_ELEMENTS_MAX = 30_000;
  private static final int LARGE_ELEMENTS_MAX = 100_000;

  /** A document, and what its elements and texts are in memory while it is carried out. */
  private static final int MEMORY_PER_BYTE = 8;

  /**
   * Where a client has to say what it sends: "Missing required header for this request" in the
   * Amazon S3 API reference of these, and what S3 answers.
   */
  private static final Set<Operation> CHECKED =
      EnumSet.of(
          Operation.DELETE_OBJECTS,
          Operation.PUT_BUCKET_TAGGING,
          Operation.PUT_BUCKET_CORS,
          Operation.PUT_BUCKET_LIFECYCLE,
          Operation.PUT_OBJECT_LOCK,
          Operation.PUT_OBJECT_RETENTION,
          Operation.PUT_OBJECT_LEGAL_HOLD);

  private Documents() {}

  /** The document of a call, as its operation's are. */
  static XmlNode read(Ask ask) throws IOException {
    return parse(ask, octets(ask));
  }

  /** A document that was read, its elements no more than its operation's have. */
  static XmlNode parse(Ask ask, byte[] document) {
    boolean large = most(ask.operation()) > USUAL_BYTES_MAX;
    return XmlReader.read(document, large ? LARGE_ELEMENTS_MAX : USUAL_ELEMENTS_MAX);
  }

  /** All octets of the document of a call. */
  static byte[] octets(Ask ask) throws IOException {
    boolean ofObject = ask.operation() == Operation.COMPLETE_MULTIPART_UPLOAD;
    Intake intake = ofObject ? Intake.ofDocument(ask) : Intake.of(ask);
    if (CHECKED.contains(ask.operation()) && !intake.isChecked()) {
      throw S3Error.INVALID_REQUEST.exception(
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    return intake.whole(most(ask.operation()), MEMORY_PER_BYTE);
  }

  private static int most(Operation operation) {
    return switch (operation) {
      case DELETE_OBJECTS -> DELETE_BYTES_MAX;
      case COMPLETE_MULTIPART_UPLOAD -> COMPLETE_BYTES_MAX;
      default -> USUAL_BYTES_MAX;
    };
  }
}
