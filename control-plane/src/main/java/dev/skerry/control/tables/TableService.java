package dev.skerry.control.tables;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.CallMemory;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.Service;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.Authentication;
import dev.skerry.origin.access.signature.Hashes;
import dev.skerry.origin.access.signature.Refusal;
import dev.skerry.origin.access.signature.SignedRequest;
import dev.skerry.origin.access.signature.SignedService;
import dev.skerry.origin.access.signature.TableAnswers;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.dynamodb.Answer;
import dev.skerry.origin.tables.dynamodb.Caller;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import dev.skerry.origin.tables.error.ErrorType;
import org.jspecify.annotations.Nullable;

/**
 * The table API over HTTP. Faults are found in this order: method and content type, JSON, the
 * operation, the signature, and then all that the operation finds.
 */
public final class TableService implements Service {
  /** Octets of a request's content, as they are sent and decoded. */
  public static final int CONTENT_BYTES_MAX = 16 << 20;

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = "<UnknownOperationException/>\n".getBytes(US_ASCII);
  private static final String UNAVAILABLE = "The service is currently unavailable or busy.";

  private final DynamoDb tables;
  private final Access access;
  private final Targets targets;
  private final TableCalls calls;
  private final byte[] healthy;

  /**
   * The service.
   *
   * @param region as in the health check
   */
  public TableService(DynamoDb tables, Access access, String region, TableCalls calls) {
    this.tables = tables;
    this.access = access;
    this.targets = new Targets(tables.operations());
    this.calls = calls;
    this.healthy = ("healthy: dynamodb." + region + ".amazonaws.com ").getBytes(US_ASCII);
  }

  /** Whether a value of {@code x-amz-target} means this service. */
  public static boolean isTarget(String target) {
    return target.startsWith("DynamoDB");
  }

  @Override
  public long contentBytesMax() {
    return CONTENT_BYTES_MAX;
  }

  @Override
  public Reply answer(Call call) {
    Request head = call.head();
    Fields asked = head.fields();
    if (Cors.isPreflight(head.method(), asked)) {
      Fields fields = TableReplies.fields();
      Cors.allow(asked, fields);
      return new Reply(200, fields, NOTHING);
    }
    if (head.method().equals("GET")) {
      return TableReplies.plain(200, healthy, asked);
    }
    byte[] content = call.content().whole();
    String type = TableReplies.type(asked.first(FieldNames.CONTENT_TYPE));
    if (!head.method().equals("POST") || (content.length > 0 && type == null)) {
      return TableReplies.plain(404, UNKNOWN, asked);
    }
    long began = System.nanoTime();
    String operation = targets.operation(asked.first("x-amz-target"));
    Answer answer = operation == null ? unknown(call) : signed(operation, call);
    calls.count(operation == null ? "" : operation, answer.status(), System.nanoTime() - began);
    return TableReplies.json(answer, type, asked);
  }

  private static Answer unknown(Call call) {
    return error(mayBeJson(call) ? ErrorType.UNKNOWN_OPERATION : ErrorType.SERIALIZATION, null);
  }

  private Answer signed(String operation, Call call) {
    SignedRequest request = SignedRequest.of(call.head(), Hashes.sha256(call.content().whole()));
    try {
      return switch (access.authenticate(SignedService.DYNAMODB, request)) {
        case Authentication.Signed signed -> called(operation, call, signed);
        case Authentication.Anonymous _ -> refused(call, new Refusal.Missing());
        case Authentication.Refused(Refusal refusal) -> refused(call, refusal);
      };
    } catch (EngineException e) {
      return error(ErrorType.SERVICE_UNAVAILABLE, UNAVAILABLE);
    }
  }

  private Answer called(String operation, Call call, Authentication.Signed signed) {
    CallMemory memory = call.memory();
    byte[] content = call.content().whole();
    if (isCompressed(call)) {
      switch (Gzip.decode(content, CONTENT_BYTES_MAX, memory)) {
        case Decoded.Octets(byte[] octets) -> content = octets;
        case Decoded.Wrong.NOT_GZIP, Decoded.Wrong.TOO_LONG -> {
          return error(ErrorType.SERIALIZATION, null);
        }
        case Decoded.Wrong.NO_MEMORY -> {
          return error(ErrorType.SERVICE_UNAVAILABLE, UNAVAILABLE);
        }
      }
    }
    Caller caller = new Caller(signed.identity().accountId(), call.head().authority());
    return tables.call(operation, content, caller, memory::take);
  }

  /** Content that is no JSON is told before the signature's faults. */
  private static Answer refused(Call call, Refusal refusal) {
    if (!mayBeJson(call)) {
      return error(ErrorType.SERIALIZATION, null);
    }
    var answer = TableAnswers.of(refusal);
    return new Answer(answer.status(), TableErrors.service(answer.code(), answer.message()));
  }

  private static Answer error(ErrorType type, @Nullable String message) {
    return new Answer(type.status(), TableErrors.of(type, message));
  }

  /**
   * Whether content can be JSON, as far as it is looked into for somebody unknown: not where it is
   * compressed, for then it may be a thousand times as long.
   */
  private static boolean mayBeJson(Call call) {
    byte[] content = call.content().whole();
    return content.length == 0 || isCompressed(call) || TableErrors.isJson(content);
  }

  private static boolean isCompressed(Call call) {
    return Gzip.NAME.equalsIgnoreCase(call.head().fields().first(FieldNames.CONTENT_ENCODING));
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    Fields asked = head.fields();
    String type = TableReplies.type(asked.first(FieldNames.CONTENT_TYPE));
    return switch (why) {
      case TOO_LARGE -> {
        calls.count("", 413, 0);
        yield new Reply(413, TableReplies.fields(), NOTHING);
      }
      case TOO_SLOW -> {
        calls.count("", 408, 0);
        yield new Reply(408, TableReplies.fields(), NOTHING);
      }
      case BUSY -> counted(error(ErrorType.SERVICE_UNAVAILABLE, UNAVAILABLE), type, asked);
      case FAILED ->
          counted(error(ErrorType.INTERNAL_SERVER, "Internal server error"), type, asked);
    };
  }

  private Reply counted(Answer answer, @Nullable String type, Fields asked) {
    calls.count("", answer.status(), 0);
    return TableReplies.json(answer, type, asked);
  }
}
