package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.driver.Age;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds out what became of attempts. One that is not among the commits is fenced in their chain, so
 * that the answer stays true.
 */
final class Outcomes {
  private static final String OLDEST = "SELECT min(after) FROM commits";
  private static final String SINCE =
      "SELECT after, tokens, fenced FROM commits WHERE after >= ? ORDER BY after";
  private static final int RECORDS_AT_ONCE = 1_000;

  private final Readers readers;
  private final Chain chain;
  private final LongSupplier ticker;

  Outcomes(Readers readers, Chain chain, LongSupplier ticker) {
    this.readers = readers;
    this.chain = chain;
    this.ticker = ticker;
  }

  Outcome of(Token token) {
    Age age = new Age("the question", Limits.SNAPSHOT_AGE, ticker);
    try (PostgresSnapshot snapshot = readers.snapshot(age)) {
      Optional<Outcome> known =
          snapshot.read(
              connection -> {
                checkKept(connection, token);
                return find(connection, token);
              });
      return known.isPresent() ? known.get() : chain.fence(token);
    }
  }

  private static void checkKept(Connection connection, Token token) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OLDEST);
        ResultSet found = query.executeQuery()) {
      found.next();
      long began = token.began().number();
      if (found.getLong(1) > began) {
        throw new EngineException.TooOld(
            "the attempt "
                + token.id()
                + " began after commit "
                + began
                + ", too long ago to tell");
      }
    }
  }

  /** What the records tell, if anything. */
  static Optional<Outcome> find(Connection connection, Token token) throws SQLException {
    byte[] id = Batch.octets(token.id());
    try (PreparedStatement query = connection.prepareStatement(SINCE)) {
      query.setLong(1, token.began().number());
      query.setFetchSize(RECORDS_AT_ONCE);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          int place = place(found.getBytes(2), id);
          if (place >= 0) {
            return Optional.of(new Outcome.Committed(new Stamp(found.getLong(1) + 1 + place)));
          }
          if (Arrays.equals(found.getBytes(3), id)) {
            return Optional.of(new Outcome.NotCommitted());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static int place(byte[] tokens, byte[] id) {
    ByteBuffer all = ByteBuffer.wrap(tokens);
    ByteBuffer one = ByteBuffer.wrap(id);
    for (int at = 0; at < tokens.length; at += Batch.TOKEN_BYTES) {
      if (all.getLong(at) == one.getLong(0) && all.getLong(at + 8) == one.getLong(8)) {
        return at / Batch.TOKEN_BYTES;
      }
    }
    return -1;
  }
}
