package dev.skerry.control.objects;

/** Counts the calls of S3; any thread. */
@FunctionalInterface
public interface ObjectCalls {
  /**
   * A call was answered; its content may still be on its way to the client.
   *
   * @param operation its name in the reference, empty where it named none that there is
   * @param nanos from its head's arrival to the answer, the time in which its content came included
   * @param size of the content that came with it, and that is answered
   */
  void count(String operation, int status, long nanos, Size size);

  /**
   * Sizes in bytes.
   *
   * @param received as it was framed by HTTP
   */
  record Size(long received, long sent) {
    static final Size NONE = new Size(0, 0);
  }
}
