package dev.skerry.origin.objects.s3.chunked;

import dev.skerry.origin.access.signature.Answer;
import java.io.Serial;

/** Content whose signature or hash is another than was sent, found while it was read. */
public final class SignatureFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Answer answer;

  /** With what the client is told. */
  public SignatureFault(Answer answer) {
    super(answer.message(), null, false, false);
    this.answer = answer;
  }

  /** What the client is told. */
  public Answer answer() {
    return answer;
  }
}
