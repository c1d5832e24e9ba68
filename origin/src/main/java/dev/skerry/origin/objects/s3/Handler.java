package dev.skerry.origin.objects.s3;

import java.io.IOException;

/** Answers the calls of one operation. */
@FunctionalInterface
interface Handler {
  /**
   * Answers a call.
   *
   * @throws IOException when its content cannot be read
   */
  S3Reply answer(Ask ask) throws IOException;
}
