package dev.skerry.edge.purge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Purges as bytes, as the {@link PurgeJournal} and whoever orders purges keep them. */
public final class PurgeCodec {
  private static final int EVERYTHING = 0;
  private static final int HOST = 1;
  private static final int URL = 2;
  private static final int TAG = 3;
  private static final int PREFIX = 4;
  private static final int MATCHING = 5;

  private PurgeCodec() {}

  /** Writes one. */
  public static byte[] write(Purge purge) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(purge.sequence());
      out.writeLong(purge.atMillis());
      out.writeBoolean(purge.soft());
      out.writeBoolean(purge.site() != null);
      if (purge.site() != null) {
        writeText(out, purge.site());
      }
      out.writeInt(purge.selectors().size());
      for (Selector selector : purge.selectors()) {
        write(out, selector);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes everything", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Selector selector) throws IOException {
    switch (selector) {
      case Selector.Everything() -> write(out, EVERYTHING, "");
      case Selector.Host(String host) -> write(out, HOST, host);
      case Selector.Url(String url) -> write(out, URL, url);
      case Selector.Tag(String tag) -> write(out, TAG, tag);
      case Selector.Prefix(String prefix) -> write(out, PREFIX, prefix);
      case Selector.Matching(Expression expression) -> write(out, MATCHING, expression.text());
    }
  }

  private static void write(DataOutputStream out, int kind, String text) throws IOException {
    out.writeByte(kind);
    writeText(out, text);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is nothing of the kind, or of another version of the program
   */
  public static Purge read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long sequence = in.readLong();
      long atMillis = in.readLong();
      boolean soft = in.readBoolean();
      @Nullable String site = in.readBoolean() ? readText(in) : null;
      int count = in.readInt();
      List<Selector> selectors = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        selectors.add(readSelector(in));
      }
      return new Purge(sequence, atMillis, site, selectors, soft);
    } catch (IllegalArgumentException | ExpressionException e) {
      throw new IOException("a purge that nobody can have ordered: " + e.getMessage(), e);
    }
  }

  private static Selector readSelector(DataInputStream in) throws IOException, ExpressionException {
    int kind = in.readUnsignedByte();
    String text = readText(in);
    return switch (kind) {
      case EVERYTHING -> new Selector.Everything();
      case HOST -> new Selector.Host(text);
      case URL -> new Selector.Url(text);
      case TAG -> new Selector.Tag(text);
      case PREFIX -> new Selector.Prefix(text);
      case MATCHING -> new Selector.Matching(Expression.parse(text));
      default -> throw new IOException("an unknown selector: " + kind);
    };
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes in " + in.available());
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
