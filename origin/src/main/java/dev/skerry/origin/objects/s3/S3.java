package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.Authentication;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.signature.ObjectAnswers;
import dev.skerry.origin.access.signature.SignedRequest;
import dev.skerry.origin.objects.LifecycleRule;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.chunked.SignatureFault;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.Operations;
import dev.skerry.origin.objects.s3.head.Query;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** S3 on an object store. May be used by any thread that may block. */
public final class S3 {
  /** The kind of the buckets' setting that has lifecycle rules. */
  public static final String LIFECYCLE = Expirations.KIND;

  private final Settings settings;
  private final Access access;
  private final InstantSource clock;
  private final CrossOrigin crossOrigin;
  private final InHouse inHouse;
  private final AccessLogs logs;
  private final Map<Operation, Handler> handlers = new EnumMap<>(Operation.class);

  /**
   * How S3 is served.
   *
   * @param region where buckets are
   * @param hosts names under which the service is known, in lower case; {@code BUCKET.HOST} is a
   *     bucket's address
   * @param keys those that objects can be encrypted under by name
   */
  public record Settings(String region, List<String> hosts, NamedKeys keys) {
    /** Keeps a copy of the list. */
    public Settings {
      hosts = List.copyOf(hosts);
    }
  }

  /** A service; all that it is given stays the caller's. */
  public S3(
      ObjectStore store, Access access, Accounts accounts, Settings settings, InstantSource clock) {
    this.settings = settings;
    this.access = access;
    this.clock = clock;
    Scene scene = Scene.of(store, new Owners(accounts), settings);
    new BucketCalls(scene).register(handlers);
    new ReadCalls(scene).register(handlers);
    new WriteCalls(scene).register(handlers);
    new DeleteCalls(scene).register(handlers);
    new CopyCalls(scene).register(handlers);
    new PartCopyCalls(scene).register(handlers);
    new ListCalls(scene).register(handlers);
    new UploadCalls(scene).register(handlers);
    new UploadListCalls(scene).register(handlers);
    new CompletionCalls(scene).register(handlers);
    new AttributeCalls(scene).register(handlers);
    new TagCalls(scene).register(handlers);
    new RestoreCalls(scene).register(handlers);
    new SettingCalls(scene).register(handlers);
    new AclCalls(scene).register(handlers);
    new PolicyCalls(scene).register(handlers);
    new PublicAccessCalls(scene).register(handlers);
    new OwnershipCalls(scene).register(handlers);
    new DocumentCalls(scene).register(handlers);
    new NotificationCalls(scene).register(handlers);
    new UnsetCalls(scene).register(handlers);
    new PostForm(scene, access).register(handlers);
    this.inHouse = new InHouse(scene, accounts, clock);
    this.logs = new AccessLogs(scene, inHouse, clock);
    new LoggingCalls(scene, logs).register(handlers);
    this.crossOrigin = new CrossOrigin(store);
    crossOrigin.register(handlers);
  }

  /** The lifecycle rules that are in force of a setting. */
  public static List<LifecycleRule> lifecycleRules(Octets setting) {
    return Expirations.rules(setting);
  }

  /** The access logs of buckets. */
  public AccessLogs logs() {
    return logs;
  }

  /** The same for other services of the process. */
  public InHouse inHouse() {
    return inHouse;
  }

  /** What was answered, and to what. */
  public record Answered(String operation, S3Reply reply) {}

  /**
   * Answers a call.
   *
   * @throws IOException when its content cannot be read
   */
  public Answered answer(S3Call call) throws IOException {
    Instant since = clock.instant();
    RequestId id = RequestId.next();
    String resource = call.head().path();
    String name = "";
    String bucket = null;
    Heard heard = new Heard();
    CrossOrigin.@Nullable Grant grant = null;
    S3Reply reply;
    try {
      Address address = Address.of(call.head(), settings.hosts());
      resource = address.resource();
      bucket = address.bucket();
      grant = crossOrigin.of(call.head(), address);
      Query query = Query.of(call.head().query());
      Operation operation =
          Operations.of(call.head().method(), address, query, call.head().fields());
      name = operation.wireName();
      reply = authenticated(call, address, query, operation, id, heard);
    } catch (SignatureFault e) {
      reply = Faults.reply(e, id);
    } catch (RuntimeException e) {
      S3Exception fault = Faults.of(e);
      if (fault == null) {
        throw e;
      }
      reply = Faults.reply(fault, resource, id);
    }
    if (grant != null) {
      grant.tell(reply.fields());
    }
    Answered answered = new Answered(name, named(reply, id));
    if (bucket != null && logs.has(bucket)) {
      logs.note(call, bucket, heard.ask, answered, since);
    }
    return answered;
  }

  /** The call as it is carried out, once that is known. */
  private static final class Heard {
    @Nullable Ask ask;
  }

  private S3Reply authenticated(
      S3Call call, Address address, Query query, Operation operation, RequestId id, Heard heard)
      throws IOException {
    if (operation == Operation.PREFLIGHT) {
      // Browsers sign none of these, also where the URL has the signature of another method.
      return called(
          heard, new Ask(call, address, query, operation, Caller.ANONYMOUS, clock.instant()));
    }
    SignedRequest request = SignedRequest.of(call.head(), null);
    String bucket = address.ofHost() ? "/" + address.bucket() : "";
    return switch (access.authenticateObjects(request, bucket)) {
      case Authentication.Refused(var refusal) -> Faults.reply(ObjectAnswers.of(refusal), id);
      case Authentication.Anonymous _ ->
          called(
              heard, new Ask(call, address, query, operation, Caller.ANONYMOUS, clock.instant()));
      case Authentication.Signed signed -> {
        Caller caller =
            new Caller(
                signed.identity(), signed.content(), signed::chunkSignatures, signed.place());
        S3Call told = PresignedFields.of(call, query, signed.place());
        Operation meant = PresignedFields.operation(told, address, query, signed.place());
        yield called(heard, new Ask(told, address, query, meant, caller, clock.instant()));
      }
    };
  }

  private S3Reply called(Heard heard, Ask ask) throws IOException {
    heard.ask = ask;
    Handler handler = handlers.get(ask.operation());
    if (handler == null) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Skerry does not have the operation " + ask.operation().wireName());
    }
    UnservedFields.check(ask);
    return handler.answer(ask);
  }

  /** An error that is found before a call is one, as a reply. */
  public S3Reply error(S3Error error, String resource) {
    RequestId id = RequestId.next();
    return named(Faults.reply(error.exception(), resource, id), id);
  }

  private static S3Reply named(S3Reply reply, RequestId id) {
    Fields fields = reply.fields();
    fields.set("x-amz-request-id", id.id());
    fields.set("x-amz-id-2", id.host());
    return reply;
  }
}
