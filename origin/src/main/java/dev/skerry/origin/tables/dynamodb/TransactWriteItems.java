package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.tables.Tables;
import java.util.List;
import java.util.stream.IntStream;
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

  private final TransactionalRequests requests;
  private final ItemCollections collections;

  TransactWriteItems(Tables tables) {
    this.requests = new TransactionalRequests(tables, "TransactWriteItems");
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

  @Override
  public void answer(Fields in, JsonGenerator out) {
    List<Fields> parts = in.list("TransactItems");
    List<WriteAction> actions = parts.stream().map(WriteAction::read).toList();
    TransactionalRequests.Outcome outcome =
        requests.send(in.text("ClientRequestToken"), parts, transaction -> actions);
    outcome.writeConsumed(in, out);
    if (outcome.earlier() == null) {
      collections.write(
          in,
          IntStream.range(0, actions.size())
              .filter(i -> actions.get(i).kind() != WriteAction.Kind.CHECK)
              .mapToObj(outcome.written()::get)
              .toList(),
          out);
    }
  }
}
