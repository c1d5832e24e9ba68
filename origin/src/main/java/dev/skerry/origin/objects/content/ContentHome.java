package dev.skerry.origin.objects.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.origin.engine.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The folder, or the bucket, that has the contents of which an engine's rows tell. The two bear one
 * name, so that nobody looks for contents, or removes them, where they are another engine's.
 */
public final class ContentHome {
  private static final String FILE = "home";
  private static final int BYTES = 16;

  private ContentHome() {}

  /**
   * Whether that folder is the engine's; the first becomes it, and is made if it is missing. One
   * that has a name and contents is another engine's; with a name alone it was begun by one that
   * ended then.
   *
   * @throws IOException when the folder cannot be read or written
   */
  public static boolean isIn(Path folder, Engine engine) throws IOException {
    byte[] there = read(folder);
    byte[] known = engine.get(ContentKeys.home());
    if (known != null) {
      return Arrays.equals(known, there);
    }
    if (there == null) {
      return isFirst(engine, begin(folder));
    }
    boolean empty = ContentFiles.newestEpoch(new LocalDisk(), folder) < 0;
    return empty && isFirst(engine, there);
  }

  /**
   * Whether that bucket is the engine's; the first that bears no other name becomes it. A name that
   * the engine did not choose is another engine's, whose contents have no rows here.
   *
   * @throws IOException when it cannot be read or written
   */
  public static boolean isIn(BackingBucket bucket, Engine engine) throws IOException {
    byte[] there = read(bucket);
    byte[] known = engine.get(ContentKeys.home());
    if (known != null) {
      return Arrays.equals(known, there);
    }
    byte[] chosen = choose(engine);
    if (there == null) {
      // Another engine may do the same now: whose name stands has the bucket.
      boolean _ = bucket.putIfAbsent(FILE, chosen);
      there = read(bucket);
    }
    return Arrays.equals(chosen, there) && isFirst(engine, chosen);
  }

  /** The name for a bucket, one for all processes on an engine, kept for the next attempt. */
  private static byte[] choose(Engine engine) {
    return engine
        .<byte[], RuntimeException>transact(
            transaction -> {
              byte[] home = transaction.get(ContentKeys.home());
              byte[] known = home == null ? transaction.get(ContentKeys.claiming()) : home;
              if (known != null) {
                return known;
              }
              byte[] name = name();
              transaction.put(ContentKeys.claiming(), name);
              return name;
            })
        .result();
  }

  private static byte @Nullable [] read(BackingBucket bucket) throws IOException {
    try {
      return bucket.get(FILE, 0, 2 * BYTES);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Whether an engine has that name, or gets it, as it had none. */
  private static boolean isFirst(Engine engine, byte[] name) {
    return engine
        .<Boolean, RuntimeException>transact(
            transaction -> {
              byte[] first = transaction.get(ContentKeys.home());
              if (first != null) {
                return Arrays.equals(first, name);
              }
              transaction.put(ContentKeys.home(), name);
              transaction.delete(ContentKeys.claiming());
              return true;
            })
        .result();
  }

  private static byte[] name() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random).getBytes(US_ASCII);
  }

  private static byte @Nullable [] read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Files.readAllBytes(file) : null;
  }

  /**
   * Gives a folder a name, which it has whole or not at all, and for good. One that is made is its
   * owner's alone, as all objects are in it.
   */
  private static byte[] begin(Path folder) throws IOException {
    byte[] name = name();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
