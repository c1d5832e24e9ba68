package dev.skerry.origin.objects.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.origin.engine.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The folder that has the files of which an engine's rows tell. The two bear one name, so that
 * nobody looks for files, or removes rows of them, where another node keeps them.
 */
public final class ContentHome {
  private static final String FILE = "home";
  private static final int BYTES = 16;

  private ContentHome() {}

  /**
   * Whether that folder is the engine's; the first becomes it, and is made if it is missing.
   *
   * @throws IOException when the folder cannot be read or written
   */
  public static boolean isIn(Path folder, Engine engine) throws IOException {
    byte @Nullable [] there = read(folder);
    byte @Nullable [] known = engine.get(ContentKeys.home());
    if (known != null) {
      return Arrays.equals(known, there);
    }
    byte[] name = there == null ? begin(folder) : there;
    return engine
        .<Boolean, RuntimeException>transact(
            transaction -> {
              byte[] first = transaction.get(ContentKeys.home());
              if (first != null) {
                return Arrays.equals(first, name);
              }
              transaction.put(ContentKeys.home(), name);
              return true;
            })
        .result();
  }

  private static byte @Nullable [] read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Files.readAllBytes(file) : null;
  }

  /** Gives a folder a name, which it has whole or not at all, and for good. */
  private static byte[] begin(Path folder) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    byte[] name = HexFormat.of().formatHex(random).getBytes(US_ASCII);
    Files.createDirectories(folder);
    Path begun = folder.resolve(FILE + ".new");
    try (FileChannel file =
        FileChannel.open(
            begun,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(name);
      while (octets.hasRemaining()) {
        file.write(octets);
      }
      file.force(true);
    }
    Files.move(begun, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return name;
  }
}
