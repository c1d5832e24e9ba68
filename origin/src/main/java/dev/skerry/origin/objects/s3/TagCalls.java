package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.DeleteMarker;
import dev.skerry.origin.objects.ObjectLock;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.ObjectWrites;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.Version;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be changed of an object that is there: its tags and its lock. */
final class TagCalls {
  private final Scene scene;

  TagCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_OBJECT_TAGGING, this::tags);
    handlers.put(Operation.PUT_OBJECT_TAGGING, this::setTags);
    handlers.put(Operation.DELETE_OBJECT_TAGGING, this::deleteTags);
    handlers.put(Operation.GET_OBJECT_RETENTION, this::retention);
    handlers.put(Operation.PUT_OBJECT_RETENTION, this::setRetention);
    handlers.put(Operation.GET_OBJECT_LEGAL_HOLD, this::hold);
    handlers.put(Operation.PUT_OBJECT_LEGAL_HOLD, this::setHold);
  }

  /** The object, if the caller may do the operation's action to it. */
  private ObjectVersion object(Ask ask, Rights rights) {
    VersionId id = ask.version();
    Bucket bucket = rights.bucket();
    Version found = scene.store().reads().find(bucket, ask.key(), id);
    String action = Scene.action(ask);
    Subject subject = Scene.subject(ask);
    return switch (found) {
      case null -> throw rights.missing(action, subject, ReadCalls.nothing(ask, id));
      case DeleteMarker marker ->
          throw rights.missing(action, subject, ReadCalls.marked(ask, bucket, marker, id));
      case ObjectVersion object -> {
        rights.require(action, subject, object);
        yield object;
      }
    };
  }

  /** The tags that the key of a call has now, for policies that ask for them. */
  private Map<String, String> existing(Ask ask, Bucket bucket) {
    return scene.store().reads().find(bucket, ask.key(), ask.version())
            instanceof ObjectVersion object
        ? Subject.map(object.traits().tags())
        : Map.of();
  }

  /** The tags of a call's document, which is read when they are asked for first. */
  private static final class SentTags implements Supplier<List<Tag>> {
    private final Ask ask;
    private @Nullable List<Tag> tags;

    SentTags(Ask ask) {
      this.ask = ask;
    }

    @Override
    public List<Tag> get() {
      List<Tag> read = tags;
      if (read == null) {
        try {
          read = TagSet.of(ask.document(), TagSet.OF_OBJECT);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        tags = read;
      }
      return read;
    }
  }

  private static Fields version(Bucket bucket, ObjectVersion object) {
    Fields fields = new Fields();
    ObjectHead.version(bucket, object.id(), fields);
    return fields;
  }

  private ObjectWrites writes() {
    return scene.store().writes();
  }

  private S3Reply tags(Ask ask) {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    ObjectVersion object = object(ask, rights);
    return S3Reply.xml(200, version(bucket, object), TagSet.document(object.traits().tags()));
  }

  private S3Reply setTags(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    SentTags tags = new SentTags(ask);
    try {
      Subject subject = Scene.subject(ask).sending(tags).existing(() -> existing(ask, bucket));
      rights.require(Scene.action(ask), subject);
      ObjectVersion object = writes().setTags(bucket, ask.key(), ask.version(), tags.get());
      return S3Reply.empty(200, version(bucket, object));
    } catch (UncheckedIOException e) {
      throw new IOException("the tags of a call cannot be read", e);
    }
  }

  private S3Reply deleteTags(Ask ask) {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    rights.require(Scene.action(ask), Scene.subject(ask).existing(() -> existing(ask, bucket)));
    ObjectVersion object = writes().setTags(bucket, ask.key(), ask.version(), List.of());
    return S3Reply.empty(204, version(bucket, object));
  }

  private static void requireLock(Bucket bucket) {
    if (!bucket.lock()) {
      throw S3Error.INVALID_REQUEST.exception("Bucket is missing Object Lock Configuration");
    }
  }

  private S3Reply retention(Ask ask) {
    Rights rights = scene.rights(ask);
    ObjectVersion object = object(ask, rights);
    requireLock(rights.bucket());
    ObjectLock.Retention retention = object.traits().lock().retention();
    if (retention == null) {
      throw S3Error.NO_SUCH_OBJECT_LOCK_OF_OBJECT.exception();
    }
    XmlText xml =
        XmlText.of("Retention")
            .element("Mode", retention.mode().name())
            .element("RetainUntilDate", S3Dates.iso(retention.until()));
    return S3Reply.xml(xml.end("Retention"));
  }

  private S3Reply setRetention(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    requireLock(bucket);
    XmlNode root = ask.document().named("Retention");
    ObjectLock.Retention retention = null;
    if (!root.children().isEmpty()) {
      String mode = root.required("Mode");
      if (!mode.equals("GOVERNANCE") && !mode.equals("COMPLIANCE")) {
        throw S3Error.MALFORMED_XML.exception();
      }
      retention = LockFields.retention(mode, root.required("RetainUntilDate"), ask.now());
    }
    boolean bypass = DeleteCalls.wantsBypass(ask);
    if (bypass) {
      scene.gate().require(ask, Gate.Deed.on("s3:BypassGovernanceRetention", bucket, ask.key()));
    }
    var _ = writes().setRetention(bucket, ask.key(), ask.version(), retention, bypass);
    return S3Reply.empty(200);
  }

  private S3Reply hold(Ask ask) {
    Rights rights = scene.rights(ask);
    ObjectVersion object = object(ask, rights);
    requireLock(rights.bucket());
    Boolean hold = object.traits().lock().legalHold();
    if (hold == null) {
      throw S3Error.NO_SUCH_OBJECT_LOCK_OF_OBJECT.exception();
    }
    return S3Reply.xml(
        XmlText.of("LegalHold").element("Status", hold ? "ON" : "OFF").end("LegalHold"));
  }

  private S3Reply setHold(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    requireLock(bucket);
    String status = ask.document().named("LegalHold").required("Status");
    if (!status.equals("ON") && !status.equals("OFF")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    var _ = writes().setLegalHold(bucket, ask.key(), ask.version(), status.equals("ON"));
    return S3Reply.empty(200);
  }
}
