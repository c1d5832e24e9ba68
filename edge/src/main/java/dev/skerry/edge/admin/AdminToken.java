package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The secret that admin calls must bear. It is in a file that only its owner can read; in memory
 * there is only its SHA-256.
 */
public final class AdminToken {
  private static final int RANDOM_BYTES = 32;
  private static final int FILE_BYTES_MAX = 1024;
  private static final String PREFIX = "skerry_";
  private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(OWNER_READ, OWNER_WRITE);

  private final byte[] digest;

  private AdminToken(byte[] digest) {
    this.digest = digest;
  }

  /** The token with that text. */
  public static AdminToken of(String secret) {
    return new AdminToken(sha256(secret));
  }

  /**
   * Reads the token of that file, or makes the file with a new token if there is none. Takes other
   * people's rights off the file.
   *
   * @throws IOException also when the file is there but holds no token
   */
  public static AdminToken openOrCreate(Path file) throws IOException {
    if (Files.notExists(file)) {
      create(file);
    }
    if (isPosix()) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
    return of(read(file));
  }

  /** Reads the text of the token in that file, for a client. */
  public static String read(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file + " is longer than a token; remove it to get a new one");
    }
    String secret = Files.readString(file, UTF_8).strip();
    if (secret.length() < PREFIX.length() + RANDOM_BYTES) {
      throw new IOException(file + " holds no token; remove it to get a new one");
    }
    return secret;
  }

  /** Whether the text is this token; takes the same time wherever they differ. */
  boolean matches(String candidate) {
    return MessageDigest.isEqual(digest, sha256(candidate));
  }

  private static void create(Path file) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    FileAttribute<?>[] rights =
        isPosix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, rights)) {
      ByteBuffer content = UTF_8.encode(secret + "\n");
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
