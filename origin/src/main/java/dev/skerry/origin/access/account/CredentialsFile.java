package dev.skerry.origin.access.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first account's credentials in a file of AWS's shared format, so that clients which are told
 * of it ({@code AWS_SHARED_CREDENTIALS_FILE}) work at once. Mode 0600, written whole or not.
 *
 * <p>As long as its profile {@code default} names an active key and that key's secret, the file is
 * its owner's and stays as it is. Otherwise it is kept under a name that ends in {@code .old}, and
 * written anew with another active key of the first account. Where that has none, somebody has
 * disabled or removed them all: no key is made, and the file is left as it is.
 */
public final class CredentialsFile {
  private static final NewAccount FIRST = new NewAccount("skerry", "skerry@localhost");
  private static final String PROFILE = "[default]";
  private static final String KEY_ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";

  private final Path file;
  private final String region;

  /**
   * A file, there or not.
   *
   * @param region in which clients are to ask, for they need one
   */
  public CredentialsFile(Path file, String region) {
    this.file = file;
    this.region = region;
  }

  /**
   * Sees to it that there is a first account, and that the file is there and valid as long as that
   * has an active key.
   *
   * @throws PrivateFileException when others may read it, or it cannot be read or written
   */
  public Ensured ensure(Accounts accounts) {
    boolean there = Files.exists(file);
    if (there) {
      Optional<KeyHolder> named = named(PrivateFile.read(file), accounts);
      if (named.isPresent()) {
        return new Ensured(named.get().account(), named);
      }
    }
    Ensured first = first(accounts);
    first.holder().ifPresent(holder -> write(holder.key(), there));
    return first;
  }

  /**
   * What the file stands for.
   *
   * @param account of the key that the file names, or else the first
   * @param holder of the key that the file names; empty where the account has no active key
   */
  public record Ensured(Account account, Optional<KeyHolder> holder) {}

  private void write(AccessKey key, boolean there) {
    if (there) {
      keepOld();
    }
    PrivateFile.write(file, text(key).getBytes(UTF_8));
  }

  private static Optional<KeyHolder> named(String text, Accounts accounts) {
    Map<String, String> profile = defaultProfile(text);
    @Nullable String id = profile.get(KEY_ID);
    @Nullable String secret = profile.get(SECRET);
    if (id == null || secret == null || !AccessKey.isId(id)) {
      return Optional.empty();
    }
    return accounts
        .holder(id)
        .filter(holder -> holder.key().active() && holder.key().secret().equals(secret));
  }

  private static Ensured first(Accounts accounts) {
    Optional<Account> found = accounts.findByName(FIRST.name());
    if (found.isEmpty()) {
      KeyHolder made = accounts.create(FIRST);
      return new Ensured(made.account(), Optional.of(made));
    }
    Account account = found.get();
    return new Ensured(
        account,
        accounts.keys(account.id()).stream()
            .filter(AccessKey::active)
            .findFirst()
            .map(key -> new KeyHolder(key, account)));
  }

  private static Map<String, String> defaultProfile(String text) {
    Map<String, String> profile = new HashMap<>();
    boolean inside = false;
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[")) {
        inside = line.equals(PROFILE);
      } else if (inside && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
        profile.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return profile;
  }

  private String text(AccessKey key) {
    return PROFILE
        + "\n"
        + KEY_ID
        + " = "
        + key.id()
        + "\n"
        + SECRET
        + " = "
        + key.secret()
        + "\nregion = "
        + region
        + "\n";
  }

  private void keepOld() {
    Path old = file.resolveSibling(file.getFileName() + ".old");
    try {
      Files.move(file, old, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new PrivateFileException(file + " cannot be renamed to " + old + ": " + e, e);
    }
  }
}
