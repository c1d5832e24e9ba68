package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.Tables;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Requests of one operation that write items: wholly or not at all, and once for each token. */
final class TransactionalRequests {
  private final Tables tables;
  private final TransactionalWrites writes;
  private final RequestTokens tokens;

  TransactionalRequests(Tables tables, String operation) {
    this.tables = tables;
    this.writes = new TransactionalWrites(tables);
    this.tokens = new RequestTokens(tables, operation);
  }

  /**
   * What became of a request.
   *
   * @param written what its actions did, empty when it had been done before
   * @param earlier what was kept of the earlier request of the same token, or null
   */
  record Outcome(List<Writes.Written> written, RequestTokens.@Nullable Earlier earlier) {
    /** Writes {@code ConsumedCapacity} if it was asked for. */
    void writeConsumed(Fields in, JsonGenerator out) {
      if (earlier == null) {
        Batches.consumed(in, List.copyOf(consumed(written).values()), out);
      } else {
        earlier.writeConsumed(in, out);
      }
    }
  }

  /**
   * Does a request.
   *
   * @param parts what the request says of its actions, by which it is known again
   * @param actions gives the actions, in a transaction that may be tried again
   * @throws TransactionCanceled when an action cannot be done, or met others for too long
   */
  Outcome send(
      @Nullable String token,
      List<Fields> parts,
      Function<Transaction, List<WriteAction>> actions) {
    byte[] digest = token == null ? new byte[0] : Fingerprint.of(parts);
    try {
      return tables
          .engine()
          .transact(transaction -> done(transaction, actions, token, digest))
          .result();
    } catch (EngineException.Conflict e) {
      throw new TransactionCanceled(Collections.nCopies(parts.size(), CancellationReason.CONFLICT));
    }
  }

  private Outcome done(
      Transaction transaction,
      Function<Transaction, List<WriteAction>> actions,
      @Nullable String token,
      byte[] digest) {
    if (token != null) {
      RequestTokens.Earlier earlier = tokens.find(transaction, token, digest);
      if (earlier != null) {
        return new Outcome(List.of(), earlier);
      }
    }
    List<Writes.Written> written = writes.in(transaction, actions.apply(transaction));
    if (token != null) {
      tokens.keep(transaction, token, digest, written);
    }
    return new Outcome(written, null);
  }

  private static Map<String, Consumed> consumed(List<Writes.Written> written) {
    Map<String, Consumed> consumed = new LinkedHashMap<>();
    for (Writes.Written each : written) {
      consumed
          .computeIfAbsent(
              each.table().name(), name -> Consumed.inTransaction(each.table(), Consumed.Way.WRITE))
          .write(each.before(), each.after(), 2);
    }
    return consumed;
  }
}
