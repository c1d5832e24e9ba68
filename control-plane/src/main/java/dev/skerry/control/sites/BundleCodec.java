package dev.skerry.control.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.document.Bundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Bundles as octets, as the engine keeps them once they are sealed. */
final class BundleCodec {
  private static final int FORMAT = 1;

  private BundleCodec() {}

  static byte[] write(Bundle bundle) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(FORMAT);
      write(out, bundle.name().getBytes(UTF_8));
      write(out, bundle.document().getBytes(UTF_8));
      out.writeInt(bundle.files().size());
      for (Map.Entry<String, byte[]> file : new TreeMap<>(bundle.files()).entrySet()) {
        write(out, file.getKey().getBytes(UTF_8));
        write(out, file.getValue());
      }
      out.writeInt(bundle.variables().size());
      for (Map.Entry<String, String> variable : new TreeMap<>(bundle.variables()).entrySet()) {
        write(out, variable.getKey().getBytes(UTF_8));
        write(out, variable.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes everything", e);
    }
    return octets.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is nothing of the kind, or of another version of the program
   */
  static Bundle read(byte[] octets) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IOException("format " + format + ", expected " + FORMAT);
      }
      String name = new String(read(in), UTF_8);
      String document = new String(read(in), UTF_8);
      Map<String, byte[]> files = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        files.put(new String(read(in), UTF_8), read(in));
      }
      Map<String, String> variables = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        variables.put(new String(read(in), UTF_8), new String(read(in), UTF_8));
      }
      return new Bundle(name, document, files, variables);
    }
  }

  private static void write(DataOutputStream out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a part of " + length + " bytes in " + in.available());
    }
    return in.readNBytes(length);
  }
}
