package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.access.Identity;
import dev.skerry.origin.access.account.Account;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.signature.ContentHash;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.objects.ListPage;
import dev.skerry.origin.objects.ListQuestion;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.ObjectsException;
import dev.skerry.origin.objects.policy.PolicyException;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import dev.skerry.origin.objects.s3.head.Query;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * S3 for other services of the same process, which call it in an account's name: as if the account
 * had signed the call and sent it over TLS, from an address that is not known. Whose objects are,
 * who may do what, and what a bucket asks of what is written is as for any call.
 *
 * <p>May be used by any thread that may block. What S3 refuses is an {@link
 * dev.skerry.origin.objects.s3.error.S3Exception}; what the engine or the disk does not do is
 * thrown as it is.
 */
public final class InHouse {
  /** Stands where an access key would: nobody has it. */
  private static final String NO_KEY = "";

  private static final String SELF = "localhost";
  private static final byte[] NOTHING = {};

  private final Scene scene;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Map<Operation, Handler> handlers = new EnumMap<>(Operation.class);

  InHouse(Scene scene, Accounts accounts, InstantSource clock) {
    this.scene = scene;
    this.accounts = accounts;
    this.clock = clock;
    new ReadCalls(scene).register(handlers);
    new WriteCalls(scene).register(handlers);
    new DeleteCalls(scene).register(handlers);
  }

  /**
   * A bucket, and in whose name it is used.
   *
   * @param account twelve digits
   * @param owner whose the bucket must be, twelve digits; null for anybody's
   */
  public record Use(String account, String bucket, @Nullable String owner) {}

  /**
   * {@code PutObject} of an object over which the bucket's owner has full control.
   *
   * @param encrypted whether it asks for encryption, also where the bucket does not
   * @return the entity tag, without quotation marks
   */
  public String put(Use to, String key, byte[] octets, boolean encrypted) {
    Fields fields = Fields.of("x-amz-acl", "bucket-owner-full-control");
    if (encrypted) {
      fields.add("x-amz-server-side-encryption", "AES256");
    }
    Ask ask = ask(Operation.PUT_OBJECT, to, key, fields, octets);
    String etag = answer(ask).fields().first(FieldNames.ETAG);
    return Objects.requireNonNull(etag).replace("\"", "");
  }

  /** {@code GetObject}: the content, which the caller closes. */
  public S3Body.Stored get(Use from, String key) {
    Ask ask = ask(Operation.GET_OBJECT, from, key, new Fields(), NOTHING);
    return (S3Body.Stored) answer(ask).body();
  }

  /**
   * {@code GetObject} or {@code HeadObject}, as it is answered; content is the caller's to close.
   */
  public S3Reply read(Use from, String key, boolean head) {
    Operation operation = head ? Operation.HEAD_OBJECT : Operation.GET_OBJECT;
    return answer(ask(operation, from, key, new Fields(), NOTHING));
  }

  /**
   * {@code PutObject}, as it is answered.
   *
   * @param fields of the call; not changed any more
   */
  public S3Reply write(Use to, String key, Fields fields, byte[] octets) {
    return answer(ask(Operation.PUT_OBJECT, to, key, fields, octets));
  }

  /** {@code DeleteObject}, as it is answered. */
  public S3Reply delete(Use from, String key) {
    return answer(ask(Operation.DELETE_OBJECT, from, key, new Fields(), NOTHING));
  }

  /** {@code ListObjectsV2}: a page of keys. */
  public ListPage<ObjectVersion> list(Use of, ListQuestion question) {
    return told(
        () -> {
          Ask ask = asking(question.prefix(), of);
          Rights rights = scene.rights(ask);
          rights.require(Scene.action(ask));
          return scene.store().listing().keys(rights.bucket(), question);
        });
  }

  private Ask asking(String prefix, Use of) {
    String query = "list-type=2&prefix=" + PercentCoding.encodeKey(prefix);
    Ask plain = ask(Operation.LIST_OBJECTS_V2, of, null, new Fields(), NOTHING);
    return new Ask(
        plain.call(),
        plain.address(),
        Query.of(query),
        plain.operation(),
        plain.caller(),
        plain.now());
  }

  private Ask ask(
      Operation operation, Use place, @Nullable String key, Fields fields, byte[] octets) {
    if (key != null) {
      Address.checkKey(key);
    }
    if (place.owner() != null) {
      fields.add("x-amz-expected-bucket-owner", place.owner());
    }
    if (operation == Operation.PUT_OBJECT) {
      fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(octets.length));
    }
    Address address = new Address(place.bucket(), key, false);
    Request head = new Request(operation.method(), "https", SELF, address.resource(), null, fields);
    return new Ask(
        // What a call holds is the calling service's to count.
        new S3Call(head, new ByteArrayInputStream(octets), octets.length, null, bytes -> true),
        address,
        Query.of(null),
        operation,
        caller(place.account()),
        clock.instant());
  }

  private Caller caller(String id) {
    Account account = accounts.find(id).orElseThrow(S3Error.ACCESS_DENIED::exception);
    return new Caller(
        new Identity(account, NO_KEY), ContentHash.NOT_SIGNED, Optional::empty, Place.HEADER);
  }

  private S3Reply answer(Ask ask) {
    return told(
        () -> {
          try {
            return Objects.requireNonNull(handlers.get(ask.operation())).answer(ask);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A refusal of the kernel's, told as S3 tells it. */
  private static <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (ObjectsException | PolicyException e) {
      throw Objects.requireNonNull(Faults.of(e));
    }
  }
}
