package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections, each set for what it does.
 *
 * <p>A connection's settings are sent when it begins, so that its first statement is not a second
 * journey. Whatever the client does, the server ends what stands still: a network that is cut
 * without a word leaves nobody with the turn to commit. Plans always go by an index, for there is
 * no statement here for which another could be right.
 */
final class Sessions {
  private static final Duration SNAPSHOT = Limits.SNAPSHOT_AGE.plusSeconds(15);
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  private static final String PLANS =
      " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off -c jit=off"
          + " -c plan_cache_mode=force_generic_plan";
  private static final String KEEPALIVE =
      " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

  private final PostgresSettings settings;

  Sessions(PostgresSettings settings) {
    this.settings = settings;
  }

  /** Connections that read, each transaction from one snapshot. */
  PGSimpleDataSource readers() {
    return source(
        "-c default_transaction_isolation=repeatable\\ read"
            + timeout("statement_timeout", settings.timeouts().statement())
            + timeout("idle_in_transaction_session_timeout", SNAPSHOT)
            + PLANS
            + KEEPALIVE);
  }

  /** A connection that writes; each of its statements sees what is committed by then. */
  Connection writer() throws SQLException {
    Connection connection =
        source(
                "-c default_transaction_isolation=read\\ committed"
                    + timeout("statement_timeout", settings.timeouts().statement())
                    + timeout("lock_timeout", settings.timeouts().waiting())
                    + timeout("idle_in_transaction_session_timeout", settings.timeouts().answer())
                    + PLANS
                    + KEEPALIVE)
            .getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT set_config('synchronous_commit', 'on', false)"
              + " WHERE current_setting('synchronous_commit') = 'off'");
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      close(connection);
      throw e;
    }
  }

  /** A connection on which whoever emits is heard. */
  Connection listener() throws SQLException {
    return source(timeout("statement_timeout", settings.timeouts().statement()) + KEEPALIVE)
        .getConnection();
  }

  private static String timeout(String name, Duration time) {
    return " -c " + name + "=" + Math.max(1, time.toMillis());
  }

  private PGSimpleDataSource source(String options) {
    PostgresAddress address = settings.address();
    PGSimpleDataSource source = new Authenticated(address.passwordFile());
    source.setURL("jdbc:postgresql://" + address.hosts() + "/");
    if (address.hosts().indexOf(',') >= 0) {
      source.setTargetServerType("primary");
    }
    source.setDatabaseName(address.database());
    source.setUser(address.user());
    source.setSslMode(address.tls().word());
    if (address.authorities() != null) {
      source.setSslRootCert(address.authorities().toString());
    } else if (address.tls() != PostgresAddress.Tls.REQUIRE) {
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    source.setCurrentSchema(address.schema());
    source.setOptions(options);
    source.setApplicationName("skerry");
    source.setTcpKeepAlive(true);
    source.setPrepareThreshold(1);
    int answer = Math.max(1, (int) settings.timeouts().answer().toSeconds());
    source.setSocketTimeout(answer);
    source.setConnectTimeout(Math.max(1, (int) settings.timeouts().waiting().toSeconds()));
    source.setLoginTimeout(answer);
    return source;
  }

  static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It is given up whatever it says.
      }
    }
  }

  /** Reads the password for each connection. */
  private static final class Authenticated extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Path passwordFile;

    Authenticated(@Nullable Path passwordFile) {
      this.passwordFile = passwordFile;
    }

    @Override
    public Connection getConnection() throws SQLException {
      return passwordFile == null
          ? super.getConnection()
          : getConnection(getUser(), password(passwordFile));
    }
  }

  private static String password(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        throw new EngineException.Unavailable(
            "the password file " + file + " can be read by others, expected mode 0600");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new EngineException.Unavailable(
          "the password file " + file + " cannot be read: " + e.getMessage(),
          new UncheckedIOException(e));
    }
  }
}
