package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a stored response as it stands in a record: all of it but the ticket, and the trailer
 * section of its content.
 */
record RecordHead(
    CacheKey key,
    int status,
    PackedFields fields,
    Freshness freshness,
    Vary vary,
    String variant,
    List<String> tags,
    Fields trailers) {
  private static final int VERSION = 1;

  static RecordHead of(StoredHead head, Fields trailers) {
    return new RecordHead(
        head.key(),
        head.status(),
        head.packed(),
        head.freshness(),
        head.vary(),
        head.variant(),
        head.tags(),
        trailers);
  }

  /**
   * The head of a stored response.
   *
   * @param nowMillis if the response came later than that, by a clock that was wrong then or is
   *     now, nobody knows how old it is: it is stale
   */
  StoredHead stored(Ticket ticket, long nowMillis) {
    boolean isFromTheFuture = freshness.responseMillis() > nowMillis;
    return StoredHead.of(
        key,
        status,
        fields,
        isFromTheFuture ? freshness.staleFrom(nowMillis) : freshness,
        vary,
        variant,
        tags,
        ticket);
  }

  ByteBuffer pack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      text(out, key.site());
      text(out, key.scheme());
      text(out, key.url());
      String extra = key.extra();
      out.writeBoolean(extra != null);
      if (extra != null) {
        text(out, extra);
      }
      out.writeShort(status);
      pack(out, freshness);
      texts(out, vary.names());
      text(out, variant);
      texts(out, tags);
      bytes(out, fields.bytes());
      bytes(out, PackedFields.of(trailers).bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes everything", e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void pack(DataOutputStream out, Freshness freshness) throws IOException {
    out.writeLong(freshness.responseMillis());
    out.writeLong(freshness.initialAgeMillis());
    out.writeLong(freshness.lifetimeMillis());
    out.writeLong(freshness.whileRevalidateMillis());
    out.writeLong(freshness.ifErrorMillis());
    text(out, freshness.source().name());
    text(out, freshness.staleness().name());
  }

  private static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    if (bytes.length < 0x8000) {
      out.writeShort(bytes.length);
    } else {
      out.writeInt(bytes.length | 0x8000_0000);
    }
    out.write(bytes);
  }

  /**
   * Reads what {@link #pack} wrote.
   *
   * @throws IOException if it is nothing of the kind
   */
  static RecordHead unpack(ByteBuffer packed) throws IOException {
    byte[] bytes = new byte[packed.remaining()];
    packed.duplicate().get(bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IOException("a head of another version");
      }
      return read(in);
    } catch (RuntimeException e) {
      throw new IOException("a head that cannot be read: " + e, e);
    }
  }

  private static RecordHead read(DataInputStream in) throws IOException {
    String site = text(in);
    String scheme = text(in);
    String url = text(in);
    @Nullable String extra = in.readBoolean() ? text(in) : null;
    int status = in.readUnsignedShort();
    Freshness freshness = freshness(in);
    Vary vary = Vary.ofNames(texts(in));
    String variant = text(in);
    List<String> tags = texts(in);
    PackedFields fields = PackedFields.of(bytes(in));
    return new RecordHead(
        new CacheKey(site, scheme, url, extra),
        status,
        fields,
        freshness,
        vary,
        variant,
        tags,
        PackedFields.of(bytes(in)).unpack());
  }

  private static Freshness freshness(DataInputStream in) throws IOException {
    return new Freshness(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Freshness.Source.valueOf(text(in)),
        Freshness.Staleness.valueOf(text(in)));
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    List<String> texts = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      texts.add(text(in));
    }
    return texts;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int high = in.readUnsignedShort();
    int length = high < 0x8000 ? high : (high & 0x7FFF) << 16 | in.readUnsignedShort();
    if (length > in.available()) {
      throw new IOException("a text of " + length + " bytes in " + in.available());
    }
    return in.readNBytes(length);
  }
}
