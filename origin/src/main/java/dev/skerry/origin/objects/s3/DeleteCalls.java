package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.DeleteCondition;
import dev.skerry.origin.objects.DeleteMarker;
import dev.skerry.origin.objects.Deleted;
import dev.skerry.origin.objects.Deletion;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Version;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletions: of one key or version, and of a thousand at once. */
final class DeleteCalls {
  private static final int MOST = 1_000;
  private static final String BYPASS_ACTION = "s3:BypassGovernanceRetention";
  private static final String BYPASS = "x-amz-bypass-governance-retention";

  private final Scene scene;

  DeleteCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.DELETE_OBJECT, this::delete);
    handlers.put(Operation.DELETE_OBJECTS, this::deleteAll);
  }

  private S3Reply delete(Ask ask) {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    VersionId version = ask.version();
    require(rights, Scene.action(ask), Scene.subject(ask));
    boolean bypass = wantsBypass(ask);
    if (bypass) {
      rights.require(BYPASS_ACTION, Scene.subject(ask));
    }
    Deletion deletion =
        new Deletion(ask.key(), version, Conditions.ofDelete(ask.fields(), ask.now()), bypass);
    Deleted.Done done = scene.store().deletes().delete(bucket, deletion, marker(ask, rights));
    Fields fields = new Fields();
    DeleteMarker marker = done.marker();
    Version removed = done.removed();
    if (marker != null) {
      fields.add("x-amz-delete-marker", "true");
      ObjectHead.version(bucket, marker.id(), fields);
    } else if (deletion.version() != null) {
      if (removed instanceof DeleteMarker) {
        fields.add("x-amz-delete-marker", "true");
      }
      fields.add("x-amz-version-id", deletion.version().text());
    }
    return S3Reply.empty(204, fields);
  }

  /** Others than the bucket's owner may delete what is theirs, so that is looked at first. */
  private void require(Rights rights, String action, Subject subject) {
    boolean current = subject.versionId() == null;
    if (!rights.own()
        && current
        && scene.store().reads().find(rights.bucket(), subject.key())
            instanceof ObjectVersion object) {
      rights.require(action, subject, object);
    } else {
      rights.require(action, subject);
    }
  }

  /** Whose a delete marker will be. */
  private static String marker(Ask ask, Rights rights) {
    return rights.rules().ownership().listsCount()
        ? ask.caller().ownerId()
        : rights.bucket().owner();
  }

  static boolean wantsBypass(Ask ask) {
    return "true".equalsIgnoreCase(ask.field(BYPASS));
  }

  /**
   * One of several that are to be deleted.
   *
   * @param fault why it is not even tried; null if it is
   */
  private record Wanted(
      String key, @Nullable String version, Deletion deletion, @Nullable S3Exception fault) {}

  private S3Reply deleteAll(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    if (rights.surelyNone()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    XmlNode root = ask.document().named("Delete");
    List<XmlNode> objects = root.all("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw S3Error.MALFORMED_XML.exception();
    }
    boolean bypass = wantsBypass(ask);
    List<Wanted> wanted = new ArrayList<>();
    for (XmlNode object : objects) {
      wanted.add(wanted(rights, object, bypass));
    }
    List<Deletion> tried =
        wanted.stream().filter(one -> one.fault == null).map(Wanted::deletion).toList();
    List<Deleted> results =
        scene.store().deletes().deleteAll(rights.bucket(), tried, marker(ask, rights));
    boolean quiet = root.value("Quiet").orElse("").equalsIgnoreCase("true");
    XmlText xml = XmlText.of("DeleteResult");
    int next = 0;
    for (Wanted one : wanted) {
      if (one.fault != null) {
        failed(xml, one, one.fault);
      } else {
        switch (results.get(next++)) {
          case Deleted.Refused(var why) -> failed(xml, one, Faults.of(why));
          case Deleted.Done done -> {
            if (!quiet) {
              deleted(xml, one, done);
            }
          }
        }
      }
    }
    return S3Reply.xml(xml.end("DeleteResult"));
  }

  private Wanted wanted(Rights rights, XmlNode object, boolean bypass) {
    String key = object.child("Key").orElseThrow(S3Error.MALFORMED_XML::exception).text();
    if (key.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    String text = object.value("VersionId").filter(id -> !id.isEmpty()).orElse(null);
    VersionId version = text == null ? null : VersionId.parse(text);
    DeleteCondition condition =
        new DeleteCondition(
            object.value("ETag").map(Conditions::bare).orElse(null),
            object.value("LastModifiedTime").map(DeleteCalls::moment).orElse(null),
            object.value("Size").map(DeleteCalls::size).orElse(null));
    Deletion deletion = new Deletion(key, version, condition, bypass);
    S3Exception fault = null;
    try {
      Address.checkKey(key);
      if (text != null && version == null) {
        throw S3Error.NO_SUCH_VERSION.exception();
      }
      String action = text == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
      Subject subject = Subject.of(key).version(text);
      require(rights, action, subject);
      if (bypass) {
        rights.require(BYPASS_ACTION, subject);
      }
    } catch (S3Exception e) {
      fault = e;
    }
    return new Wanted(key, text, deletion, fault);
  }

  /** SDKs write it as HTTP does in fields, unlike all other moments of documents. */
  private static Instant moment(String text) {
    return S3Dates.parseHttp(text)
        .or(() -> S3Dates.parse(text))
        .orElseThrow(S3Error.MALFORMED_XML::exception);
  }

  private static Long size(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw S3Error.MALFORMED_XML.exception();
    }
  }

  private static void deleted(XmlText xml, Wanted one, Deleted.Done done) {
    xml.open("Deleted").element("Key", one.key).optional("VersionId", one.version);
    DeleteMarker marker = done.marker();
    if (marker != null) {
      xml.element("DeleteMarker", true).element("DeleteMarkerVersionId", marker.id().text());
    } else if (done.removed() instanceof DeleteMarker removed && one.version != null) {
      xml.element("DeleteMarker", true).element("DeleteMarkerVersionId", removed.id().text());
    }
    xml.close("Deleted");
  }

  private static void failed(XmlText xml, Wanted one, S3Exception why) {
    xml.open("Error")
        .element("Key", one.key)
        .optional("VersionId", one.version)
        .element("Code", why.error().code())
        .element("Message", String.valueOf(why.getMessage()))
        .close("Error");
  }
}
