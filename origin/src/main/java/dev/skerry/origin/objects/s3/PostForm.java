package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.Authentication;
import dev.skerry.origin.access.signature.ContentHash;
import dev.skerry.origin.access.signature.ObjectAnswers;
import dev.skerry.origin.access.signature.SignedService;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Draft;
import dev.skerry.origin.objects.ObjectChange;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.Target;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.s3.chunked.SignatureFault;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.form.FormReader;
import dev.skerry.origin.objects.s3.form.PostPolicy;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads by forms of browsers, whose policies are signed instead of their requests. */
final class PostForm {
  private static final String FILENAME = "${filename}";

  private final Scene scene;
  private final Access access;
  private final Defaults defaults;

  PostForm(Scene scene, Access access) {
    this.scene = scene;
    this.access = access;
    this.defaults = new Defaults(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.POST_OBJECT, this::post);
  }

  private S3Reply post(Ask ask) throws IOException {
    Bucket bucket = scene.bucket(ask);
    if (ask.call().announced() < 0) {
      throw S3Error.MISSING_CONTENT_LENGTH.exception();
    }
    FormReader.Form form =
        FormReader.read(ask.call().content(), ask.field(FieldNames.CONTENT_TYPE));
    Map<String, String> fields = new LinkedHashMap<>(form.fields());
    String named = fields.get("key");
    if (named == null || named.isEmpty()) {
      throw S3Exception.argument("key", "", "Bucket POST must contain a field named 'key'.");
    }
    String key = named.replace(FILENAME, form.filename());
    Address.checkKey(key);
    Caller caller = caller(fields);
    PostPolicy policy = policy(fields, caller);
    if (policy != null) {
      fields.put("key", key);
      fields.put("bucket", bucket.name());
      policy.check(fields, ask.now());
    }
    Ask put = asWrite(ask, form, key, caller);
    return written(put, scene.gate().rights(put, bucket), policy, fields);
  }

  private Caller caller(Map<String, String> fields) {
    return switch (access.authenticateForm(SignedService.S3, fields)) {
      case Authentication.Anonymous _ -> Caller.ANONYMOUS;
      case Authentication.Refused(var refusal) ->
          throw new SignatureFault(ObjectAnswers.of(refusal));
      case Authentication.Signed signed ->
          new Caller(signed.identity(), ContentHash.NOT_SIGNED, Optional::empty, signed.place());
    };
  }

  private static @Nullable PostPolicy policy(Map<String, String> fields, Caller caller) {
    String policy = fields.get("policy");
    if (caller.identity() != null && policy == null) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    return policy == null ? null : PostPolicy.read(policy);
  }

  /** The form as the write that it means: its fields are that one's. */
  private static Ask asWrite(Ask ask, FormReader.Form form, String key, Caller caller) {
    Fields fields = new Fields();
    form.fields()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "acl" -> fields.add("x-amz-acl", octets(name, value));
                case "tagging", "key", "policy", "file", "success_action_status" -> {}
                default -> fields.add(name, octets(name, value));
              }
            });
    if (!fields.contains(FieldNames.CONTENT_TYPE) && form.type() != null) {
      fields.add(FieldNames.CONTENT_TYPE, octets(FieldNames.CONTENT_TYPE, form.type()));
    }
    Request head = ask.call().head().copy().fields(fields);
    return new Ask(
        new S3Call(head, form.file(), -1, ask.call().client(), ask.call().memory()),
        new Address(ask.bucket(), key, ask.address().ofHost()),
        ask.query(),
        Operation.POST_OBJECT,
        caller,
        ask.now());
  }

  /** A text as a field has it, one char per octet; it will be told in one, and may not end it. */
  static String octets(String name, String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      throw S3Exception.argument(name, "", "The field has control characters");
    }
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static List<Tag> tags(Map<String, String> fields) {
    String tagging = fields.get("tagging");
    return tagging == null
        ? List.of()
        : TagSet.of(XmlReader.read(tagging.getBytes(UTF_8)), TagSet.OF_OBJECT);
  }

  private S3Reply written(
      Ask put, Rights rights, @Nullable PostPolicy policy, Map<String, String> fields)
      throws IOException {
    Bucket bucket = rights.bucket();
    UnservedFields.check(put);
    rights.require("s3:PutObject", Subject.of(put.key()).sending(() -> tags(fields)));
    Traits asked = NewTraits.of(put, bucket);
    if (fields.containsKey("tagging")) {
      asked = asked.withTags(tags(fields));
    }
    NewObject made = NewObject.of(put, rights, scene.asked(put), asked.tags(), asked.lock());
    Traits traits = defaults.locked(bucket, made.in(asked), put.now());
    SealingFields.Asked sealing = defaults.sealing(put, bucket);
    Intake intake = Intake.of(put);
    if (policy != null) {
      intake.bound(policy.most());
    }
    try (Received received = Receiving.all(intake, scene.store().contents(), sealing.sealing())) {
      if (policy != null) {
        policy.checkLength(received.length());
      }
      Draft draft =
          new Draft(
              made.owner(),
              traits,
              intake.etag(),
              Receiving.checksum(intake),
              sealing.encryption());
      Target target = Target.of(bucket, put.key()).by(ObjectChange.Kind.POST);
      ObjectVersion object = scene.store().writes().put(target, draft, received);
      return reply(put, bucket, object, fields);
    }
  }

  private static S3Reply reply(
      Ask put, Bucket bucket, ObjectVersion object, Map<String, String> form) {
    Fields fields = WriteCalls.written(bucket, object);
    Request head = put.call().head();
    String location =
        head.scheme()
            + "://"
            + head.authority()
            + (put.address().ofHost() ? "/" : "/" + bucket.name() + "/")
            + PercentCoding.encodePath(put.key());
    fields.set(FieldNames.LOCATION, location);
    String etag = ObjectHead.quoted(object.body().etag());
    String redirect =
        form.getOrDefault("success_action_redirect", form.getOrDefault("redirect", ""));
    boolean plain = redirect.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (plain && (redirect.startsWith("http://") || redirect.startsWith("https://"))) {
      String query =
          "bucket=%s&key=%s&etag=%s"
              .formatted(
                  bucket.name(), PercentCoding.encodeKey(put.key()), PercentCoding.encodeKey(etag));
      fields.set(FieldNames.LOCATION, redirect + (redirect.indexOf('?') < 0 ? '?' : '&') + query);
      return S3Reply.empty(303, fields);
    }
    return switch (form.getOrDefault("success_action_status", "")) {
      case "200" -> S3Reply.empty(200, fields);
      case "201" ->
          S3Reply.xml(
              201,
              fields,
              XmlText.plain("PostResponse")
                  .element("Location", location)
                  .element("Bucket", bucket.name())
                  .element("Key", put.key())
                  .element("ETag", etag)
                  .end("PostResponse"));
      default -> S3Reply.empty(204, fields);
    };
  }
}
