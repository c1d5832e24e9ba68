package dev.skerry.edge.config.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document with all that it names outside of itself, so that it means the same wherever it is
 * compiled. Holds secrets: private keys, and values of variables.
 *
 * @param name for messages; JSON if it ends with {@code .json}, else YAML
 * @param document its text
 * @param files the content of the files that it names, by their names in the document
 * @param variables the values of the environment variables that it names
 */
public record Bundle(
    String name, String document, Map<String, byte[]> files, Map<String, String> variables)
    implements Sources {
  /** Keeps copies of the maps. */
  public Bundle {
    files = Map.copyOf(files);
    variables = Map.copyOf(variables);
  }

  /** Compiles the document; never throws for what it holds. */
  public Compilation compile() {
    return ConfigDocument.compile(name, document.getBytes(UTF_8), this);
  }

  /**
   * The SHA-256 of all that it holds, in hexadecimal: two bundles with the same are the same. Takes
   * time in proportion to its size.
   */
  public String sha256() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    take(digest, name.getBytes(UTF_8));
    take(digest, document.getBytes(UTF_8));
    take(digest, Integer.toString(files.size()).getBytes(UTF_8));
    new TreeMap<>(files)
        .forEach(
            (file, content) -> {
              take(digest, file.getBytes(UTF_8));
              take(digest, content);
            });
    new TreeMap<>(variables)
        .forEach(
            (variable, value) -> {
              take(digest, variable.getBytes(UTF_8));
              take(digest, value.getBytes(UTF_8));
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, so that no two lists of parts look alike. */
  private static void take(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  @Override
  public byte[] file(String file) throws IOException {
    byte[] content = files.get(file);
    if (content == null) {
      throw new IOException("the file was not sent with the document");
    }
    return content;
  }

  @Override
  public @Nullable String variable(String variable) {
    return variables.get(variable);
  }
}
