package dev.skerry.control.objects;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.ReplyContent;
import dev.skerry.control.api.Service;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.s3.S3;
import dev.skerry.origin.objects.s3.S3Body;
import dev.skerry.origin.objects.s3.S3Call;
import dev.skerry.origin.objects.s3.S3Reply;
import dev.skerry.origin.objects.s3.error.S3Error;
import java.io.IOException;

/** S3 as a service of the port. */
public final class ObjectService implements Service {
  /** An upload of 5 GiB, with what its framing adds to chunks of a few kilobytes. */
  private static final long CONTENT_BYTES_MAX = 6L << 30;

  private final S3 s3;
  private final ObjectCalls calls;

  /** The service. */
  public ObjectService(S3 s3, ObjectCalls calls) {
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public long contentBytesMax() {
    return CONTENT_BYTES_MAX;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public Reply answer(Call call) throws IOException {
    long began = System.nanoTime();
    ContentInput content = new ContentInput(call.content());
    S3.Answered answered =
        s3.answer(
            new S3Call(
                call.head(),
                content,
                call.content().announced(),
                call.client(),
                call.memory()::take));
    Reply reply = reply(answered.reply());
    calls.count(
        answered.operation(),
        reply.status(),
        System.nanoTime() - began,
        new ObjectCalls.Size(content.count(), reply.content().length()));
    return reply;
  }

  /** A reply of S3 as the port sends it. */
  public static Reply reply(S3Reply reply) {
    ReplyContent content =
        switch (reply.body()) {
          case S3Body.Octets(byte[] octets) -> new ReplyContent.Octets(octets);
          case S3Body.Untold(long length) -> new ReplyContent.Untold(length);
          case S3Body.Stored stored -> StoredContent.of(stored);
        };
    return new Reply(reply.status(), reply.fields(), content);
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    S3Error error =
        switch (why) {
          case TOO_LARGE -> S3Error.ENTITY_TOO_LARGE;
          case TOO_SLOW -> S3Error.REQUEST_TIMEOUT;
          case BUSY -> S3Error.SLOW_DOWN;
          case FAILED -> S3Error.INTERNAL_ERROR;
        };
    calls.count("", error.status(), 0, ObjectCalls.Size.NONE);
    return reply(s3.error(error, head.path()));
  }
}
