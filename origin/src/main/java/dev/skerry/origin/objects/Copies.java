package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.content.Incoming;
import dev.skerry.origin.objects.content.OpenContent;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;

/** Copies objects within the store. May be used by any thread. */
public final class Copies {
  private static final int BUFFER_BYTES = 256 << 10;

  private final Engine engine;
  private final ContentStore contents;
  private final InstantSource clock;
  private final ObjectWrites writes;

  Copies(Engine engine, ContentStore contents, InstantSource clock, ObjectWrites writes) {
    this.engine = engine;
    this.contents = contents;
    this.clock = clock;
    this.writes = writes;
  }

  /**
   * Writes an object with the octets of another, which are not copied where they are encrypted as
   * they are to be.
   *
   * @param source stays the caller's, and as the caller has found it, whatever becomes of the key
   * @param from the customer's key of the source, if it is encrypted under one
   * @param to how the copy is to be encrypted, as the draft says
   * @throws ObjectsException as for a put
   */
  public ObjectVersion copy(
      Target target, Draft draft, Lookup.Open source, Sealing from, Sealing to) {
    ObjectKeys.octets(target.key());
    Body body = source.version().body();
    if (!draft.encryption().equals(body.encryption())) {
      try (Received copied = copyOctets(source.content(), 0, body.size(), from, to)) {
        return writes.put(target, draft, copied);
      }
    }
    int parts = draft.etag().equals(body.etag()) ? body.parts() : 0;
    return engine
        .<ObjectVersion, ObjectsException>transact(
            transaction -> {
              contents.refer(transaction, source.content());
              return writes.put(
                  transaction,
                  target,
                  draft,
                  new ObjectWrites.Octet(body.content(), body.size(), parts),
                  clock.instant());
            })
        .result();
  }

  /**
   * Receives a part of a content as a new one.
   *
   * @return to be closed
   */
  public Received copyOctets(
      OpenContent source, long offset, long length, Sealing from, Sealing to) {
    try (Incoming incoming = contents.receive(to);
        Extents extents = source.range(offset, length, from)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      for (Extent next = extents.next(); next != null; next = extents.next()) {
        try (Extent extent = next) {
          read(extent, buffer, incoming::write);
        }
      }
      return incoming.finish();
    }
  }

  /** Takes octets. */
  interface Sink {
    void take(ByteBuffer octets);
  }

  static void read(Extent extent, ByteBuffer buffer, Sink sink) {
    switch (extent) {
      case Extent.OfOctets(ByteBuffer octets) -> sink.take(octets.duplicate());
      case Extent.OfFile file -> {
        try {
          long at = file.position();
          long end = at + file.length();
          while (at < end) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            int count = file.channel().read(buffer, at);
            if (count < 0) {
              throw new IOException("the file ends at " + at + ", expected " + end);
            }
            at += count;
            sink.take(buffer.flip());
          }
        } catch (IOException e) {
          throw new UncheckedIOException("a content cannot be read", e);
        }
      }
    }
  }
}
