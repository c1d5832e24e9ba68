package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.Tables;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code TransactWriteItems}: a token makes it happen once, however often it is asked for. */
final class TransactWriteItems implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "TransactWriteItemsInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.RETURN_ITEM_COLLECTION_METRICS,
          Members.CLIENT_REQUEST_TOKEN,
          Member.required(
              "TransactItems",
              new Shape.ListOf(Member.each(WriteAction.SHAPE)),
              lengthAtLeast(1),
              lengthAtMost(Members.MOST_ACTIONS)));

  private final Tables tables;
  private final TransactionalWrites writes;
  private final RequestTokens tokens;
  private final ItemCollections collections;

  TransactWriteItems(Tables tables) {
    this.tables = tables;
    this.writes = new TransactionalWrites(tables);
    this.tokens = new RequestTokens(tables, "TransactWriteItems");
    this.collections = new ItemCollections(tables);
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  /**
   * What became of a request.
   *
   * @param written what its actions did, empty when it had been done before
   * @param earlier what was kept of the earlier request of the same token, or null
   */
  private record Outcome(List<Writes.Written> written, RequestTokens.@Nullable Earlier earlier) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    List<WriteAction> actions = in.list("TransactItems").stream().map(WriteAction::read).toList();
    String token = in.text("ClientRequestToken");
    byte[] digest = token == null ? new byte[0] : Fingerprint.of(in.list("TransactItems"));
    Outcome outcome;
    try {
      outcome =
          tables
              .engine()
              .transact(transaction -> done(transaction, actions, token, digest))
              .result();
    } catch (EngineException.Conflict e) {
      throw new TransactionCanceled(
          Collections.nCopies(actions.size(), CancellationReason.CONFLICT));
    }
    if (outcome.earlier == null) {
      Batches.consumed(in, List.copyOf(consumed(outcome.written).values()), out);
      collections.write(
          in,
          IntStream.range(0, actions.size())
              .filter(i -> actions.get(i).kind() != WriteAction.Kind.CHECK)
              .mapToObj(outcome.written::get)
              .toList(),
          out);
    } else {
      outcome.earlier.writeConsumed(in, out);
    }
  }

  private Outcome done(
      Transaction transaction, List<WriteAction> actions, @Nullable String token, byte[] digest) {
    if (token != null) {
      RequestTokens.Earlier earlier = tokens.find(transaction, token, digest);
      if (earlier != null) {
        return new Outcome(List.of(), earlier);
      }
    }
    List<Writes.Written> written = writes.in(transaction, actions);
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
