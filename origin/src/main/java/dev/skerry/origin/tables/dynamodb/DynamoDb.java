package dev.skerry.origin.tables.dynamodb;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.ForeignResource;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.WireReader;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The table API: operations by name, on the tables of whoever calls. May be used by any thread;
 * blocks.
 *
 * <p>What is no answer of the service's becomes its internal error; nothing is thrown.
 */
public final class DynamoDb {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Logger log = LoggerFactory.getLogger(DynamoDb.class);

  /** So many accounts call without anything being made anew. */
  private static final int ACCOUNTS = 1_000;

  private final Tables tables;
  private final Set<String> names;
  private final LoadingCache<String, Map<String, Operation>> operations;

  /** The API on these tables, and on those of other accounts beside them. */
  public DynamoDb(Tables tables) {
    this.tables = tables;
    this.operations =
        Caffeine.newBuilder()
            .maximumSize(ACCOUNTS)
            .executor(Runnable::run)
            .build(account -> Operations.on(tables.of(account)));
    this.names = operations.get(tables.settings().account()).keySet();
  }

  /** The names of the operations that there are. */
  public Set<String> operations() {
    return names;
  }

  /**
   * Does an operation, with as much memory as there is in the process.
   *
   * @param name as after the point of {@code X-Amz-Target}
   * @param body the JSON of the request
   */
  public Answer call(String name, byte[] body, Caller caller) {
    return call(name, body, caller, bytes -> true);
  }

  /**
   * Does an operation.
   *
   * @param name as after the point of {@code X-Amz-Target}
   * @param body the JSON of the request
   * @param memory takes so many bytes for what is read out of the body, before they are held; where
   *     it is false, as there are not so many, the service is not available
   */
  public Answer call(String name, byte[] body, Caller caller, LongPredicate memory) {
    try {
      Operation operation = operations.get(caller.account()).get(name);
      if (operation == null) {
        throw new TableException(ErrorType.UNKNOWN_OPERATION, null);
      }
      Fields in = read(operation, body, memory);
      byte[] answer = json(out -> operation.answer(in, caller, out));
      return new Answer(200, operation.isSilent() ? new byte[0] : answer);
    } catch (ForeignResource e) {
      return failed(e.refusal(caller.account(), name));
    } catch (TableException e) {
      return failed(e);
    } catch (EngineException e) {
      return failed(answered(e));
    } catch (RuntimeException e) {
      log.error("the operation {} failed", name, e);
      return failed(new TableException(ErrorType.INTERNAL_SERVER, "The request processing failed"));
    }
  }

  /**
   * The tags whose purge tells that an operation on one table would be answered otherwise.
   *
   * @param name as after the point of {@code X-Amz-Target}
   * @param body the JSON of the request
   * @return null where that is not known, as it was refused
   */
  public @Nullable List<String> readTags(String name, byte[] body, Caller caller) {
    Operation operation = operations.get(caller.account()).get(name);
    if (operation == null) {
      return null;
    }
    try {
      return ReadTags.of(
          name, read(operation, body, bytes -> true), tables.of(caller.account()));
    } catch (TableException | EngineException e) {
      return null;
    }
  }

  private static Fields read(Operation operation, byte[] body, LongPredicate memory) {
    Shape.Structure input = operation.input();
    Fields in =
        WireReader.read(
            body,
            memory,
            reader ->
                Objects.requireNonNull(
                    (Fields) input.read(reader, WireReader.Place.FIELD), "the body"));
    if (operation.needsTable()) {
      TableNames.check("TableName", in.text("TableName"));
    }
    Findings findings = new Findings();
    input.check("", in, findings);
    findings.throwAny();
    return in;
  }

  /** What the service answers when its engine fails. */
  static TableException answered(EngineException failure) {
    return switch (failure) {
      case EngineException.Conflict conflict ->
          new TableException(ErrorType.TRANSACTION_CONFLICT, "Transaction is ongoing for the item");
      case EngineException.Unavailable unavailable ->
          new TableException(
              ErrorType.SERVICE_UNAVAILABLE, "The service is currently unavailable or busy.");
      case EngineException.TooLarge large ->
          TableException.validation("The request is too large: " + large.getMessage());
      case EngineException.TooOld old -> {
        // Nothing was written: clients ask again, as they do when the service is busy.
        log.warn("a call took too long: {}", old.getMessage());
        yield new TableException(
            ErrorType.SERVICE_UNAVAILABLE, "The service is currently unavailable or busy.");
      }
      default -> {
        log.error("the engine failed", failure);
        yield new TableException(ErrorType.INTERNAL_SERVER, "Internal server error");
      }
    };
  }

  private static Answer failed(TableException failure) {
    ErrorType type = failure.type();
    return new Answer(
        type.status(),
        json(
            out -> {
              out.writeStringProperty("__type", type.wireName());
              @Nullable String message = failure.getMessage();
              if (message != null) {
                out.writeStringProperty(type.messageMember(), message);
              }
              if (failure instanceof ErrorMembers members) {
                members.write(out);
              }
            }));
  }

  private static byte[] json(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), octets)) {
      out.writeStartObject();
      members.accept(out);
      out.writeEndObject();
    }
    return octets.toByteArray();
  }
}
