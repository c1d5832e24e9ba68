package dev.skerry.control.data;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Reply;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.tag.TableTags;
import dev.skerry.origin.tables.dynamodb.Answer;
import dev.skerry.origin.tables.dynamodb.Caller;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What handlers ask of tables: operations on the one table that is bound, by its account. */
public final class TableQuestions {
  private static final Set<String> OPERATIONS =
      Set.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query");

  private final DynamoDb tables;
  private final Caller caller;

  /**
   * Questions to tables.
   *
   * @param account whose tables they are, 12 digits
   */
  public TableQuestions(DynamoDb tables, String account) {
    this.tables = tables;
    this.caller = new Caller(account);
  }

  /** Answers a question to a table. */
  Reply answer(String table, Call call) {
    String operation = call.head().fields().first(DataOrigin.OPERATION);
    if (operation == null || !OPERATIONS.contains(operation)) {
      return Refused.reply(
          400, "UnknownOperationException", "handlers have " + OPERATIONS + ", not " + operation);
    }
    byte[] body = of(table, call.content().whole());
    if (body == null) {
      return Refused.reply(400, "SerializationException", "the question is no JSON object");
    }
    Answer answer = tables.call(operation, body, caller, call.memory()::take);
    Fields fields =
        answer.status() == 200
            ? Fields.of(FieldNames.CONTENT_TYPE, "application/json")
            : Refused.fields(code(answer));
    fields.set(FieldNames.SURROGATE_KEY, String.join(" ", tags(table, operation, body, answer)));
    return new Reply(answer.status(), fields, answer.body());
  }

  /** A question with its table's name, whatever name it had; null where it is none. */
  private static byte @Nullable [] of(String table, byte[] content) {
    try {
      if (JsonMapper.shared().readTree(content) instanceof ObjectNode asked) {
        return JsonMapper.shared().writeValueAsBytes(asked.put("TableName", table));
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private List<String> tags(String table, String operation, byte[] body, Answer answer) {
    List<String> tags = tables.readTags(operation, body, caller);
    if (tags == null || (tags.isEmpty() && answer.status() != 200)) {
      return List.of(TableTags.all(table));
    }
    return tags;
  }

  private static String code(Answer refused) {
    String type = JsonMapper.shared().readTree(refused.body()).path("__type").asString("");
    return type.substring(type.indexOf('#') + 1);
  }
}
