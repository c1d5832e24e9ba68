package dev.skerry.edge.config.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a document may name outside of itself: files and environment variables. */
public interface Sources {
  /** At most so many bytes are read of one file. */
  int MAX_FILE_BYTES = 8 << 20;

  /**
   * The content of a file.
   *
   * @param name as the document says it
   * @throws IOException whose message says why there is none
   */
  byte[] file(String name) throws IOException;

  /** The value of an environment variable, or null if it is not set. */
  @Nullable String variable(String name);

  /** The real ones; relative file names start from the folder. */
  static Sources of(Path folder) {
    return new Sources() {
      @Override
      public byte[] file(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
          throw new IOException("there is no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
          byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
          if (content.length > MAX_FILE_BYTES) {
            throw new IOException("the file is larger than " + MAX_FILE_BYTES + " bytes");
          }
          return content;
        }
      }

      @Override
      public @Nullable String variable(String name) {
        return System.getenv(name);
      }
    };
  }

  /** None at all. */
  static Sources none() {
    return new Sources() {
      @Override
      public byte[] file(String name) throws IOException {
        throw new IOException("files cannot be read here");
      }

      @Override
      public @Nullable String variable(String name) {
        return null;
      }
    };
  }
}
