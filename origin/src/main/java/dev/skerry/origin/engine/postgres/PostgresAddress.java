package dev.skerry.origin.engine.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and as whom to ask it.
 *
 * @param hosts {@code host:port}, several with commas between them: the one that is the primary is
 *     taken
 * @param database its name
 * @param user who asks
 * @param passwordFile a file with the password alone, which nobody else may read; read for each
 *     connection, so it may change; null for none
 * @param tls how far the connection is trusted
 * @param authorities a PEM file of the authorities that may have signed the server's certificate;
 *     null for those that Java knows
 * @param schema where the tables are, made when there is none
 */
public record PostgresAddress(
    String hosts,
    String database,
    String user,
    @Nullable Path passwordFile,
    Tls tls,
    @Nullable Path authorities,
    String schema) {
  private static final List<String> PARAMETERS =
      List.of("sslmode", "sslrootcert", "password-file", "schema");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String NAME = "[a-z_][a-z0-9_]{0,62}";

  /** How far a connection is trusted; libpq's words. */
  public enum Tls {
    /** Not at all encrypted. */
    DISABLE("disable"),
    /** Encrypted, with anybody. */
    REQUIRE("require"),
    /** With whom an authority has signed. */
    VERIFY_CA("verify-ca"),
    /** With whom an authority has signed, for that host. */
    VERIFY_FULL("verify-full");

    private final String word;

    Tls(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Refuses a schema that would have to be quoted. */
  public PostgresAddress {
    if (!schema.matches(NAME)) {
      throw new IllegalArgumentException("the schema " + schema + ", expected " + NAME);
    }
  }

  /**
   * Reads {@code postgresql://USER@HOST[:PORT][,HOST…]/DATABASE}, after which may come {@code
   * ?sslmode=…&sslrootcert=FILE&password-file=FILE&schema=NAME}. Without {@code sslmode} the
   * server's certificate is verified fully, but on this machine nothing is encrypted. The schema is
   * {@code skerry} unless named.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static PostgresAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the address of a database: " + e.getMessage(), e);
    }
    String authority = uri.getRawAuthority();
    String path = uri.getPath();
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    if (!"postgresql".equals(uri.getScheme())
        || authority == null
        || at < 1
        || at == authority.length() - 1
        || path == null
        || path.length() < 2) {
      throw new IllegalArgumentException(
          "the address of a database, expected postgresql://USER@HOST[:PORT]/DATABASE");
    }
    String user = decoded(authority.substring(0, at));
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "a password in the address of a database is seen by all who list processes, expected"
              + " password-file=FILE");
    }
    String hosts = authority.substring(at + 1);
    Map<String, String> parameters = parameters(uri.getRawQuery());
    return new PostgresAddress(
        hosts,
        path.substring(1),
        user,
        file(parameters.get("password-file")),
        tls(parameters.get("sslmode"), hosts),
        file(parameters.get("sslrootcert")),
        parameters.getOrDefault("schema", "skerry"));
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (equals < 0 || !PARAMETERS.contains(name)) {
          throw new IllegalArgumentException(
              // Without its value, which may be a password.
              "the parameter '"
                  + name
                  + "' of a database's address, expected NAME=VALUE of "
                  + PARAMETERS);
        }
        parameters.put(name, decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static Tls tls(@Nullable String word, String hosts) {
    if (word == null) {
      for (String host : hosts.split(",", -1)) {
        if (!LOCAL.contains(host.replaceFirst(":\\d+$", ""))) {
          return Tls.VERIFY_FULL;
        }
      }
      return Tls.DISABLE;
    }
    for (Tls tls : Tls.values()) {
      if (tls.word.equals(word)) {
        return tls;
      }
    }
    throw new IllegalArgumentException(
        "sslmode=" + word + ", expected disable, require, verify-ca or verify-full");
  }

  private static @Nullable Path file(@Nullable String name) {
    return name == null ? null : Path.of(name);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without anything that is secret. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + hosts + "/" + database + " schema " + schema;
  }
}
