package dev.skerry.edge.rules;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Hashes passwords with bcrypt. Takes tens to hundreds of milliseconds: never on an event loop. */
public final class Passwords {
  /** The longest password that bcrypt sees all of. */
  public static final int MAX_BYTES = 72;

  private static final int COST = 12;

  private Passwords() {}

  /**
   * The hash of a password, as {@code basic-auth} takes it.
   *
   * @throws IllegalArgumentException if the password is empty or longer than {@link #MAX_BYTES} in
   *     UTF-8
   */
  public static String hash(String password, SecureRandom random) {
    return hash(password, random, COST);
  }

  static String hash(String password, SecureRandom random, int cost) {
    byte[] utf8 = password.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || utf8.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a password has 1 to " + MAX_BYTES + " bytes in UTF-8, this one has " + utf8.length);
    }
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return OpenBSDBCrypt.generate("2b", utf8, salt, cost);
  }

  /** Whether the password is the one that was hashed; compares in constant time. */
  static boolean matches(String hash, byte[] password) {
    return password.length > 0
        && password.length <= MAX_BYTES
        && OpenBSDBCrypt.checkPassword(hash, password);
  }
}
