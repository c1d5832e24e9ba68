package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.Incoming;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The content of an upload on its way into the store. */
final class Receiving {
  private Receiving() {}

  /**
   * Receives and verifies all of it; nothing is kept where that fails.
   *
   * @return to be closed
   */
  static Received all(Intake intake, ContentStore contents, Sealing sealing) throws IOException {
    intake.charge();
    try (Incoming incoming = contents.receive(sealing)) {
      intake.pass(incoming::write);
      return incoming.finish();
    }
  }

  /** The checksum of an upload in one piece; null where it has none. */
  static @Nullable Checksum checksum(Intake intake) {
    String value = intake.checksum();
    var algorithm = intake.algorithm();
    return value == null || algorithm == null
        ? null
        : new Checksum(ObjectHead.kept(algorithm), Checksum.Type.FULL_OBJECT, value);
  }
}
