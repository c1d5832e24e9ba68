package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.DeleteMarker;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Version;
import dev.skerry.origin.objects.policy.Acl;
import dev.skerry.origin.objects.policy.AskedAcl;
import dev.skerry.origin.objects.policy.NewAcls;
import dev.skerry.origin.objects.policy.ObjectRules;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import java.io.IOException;
import java.util.Map;

/** Access control lists of buckets, of objects and of their versions. */
final class AclCalls {
  private final Scene scene;

  AclCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_ACL, this::ofBucket);
    handlers.put(Operation.PUT_BUCKET_ACL, this::setOfBucket);
    handlers.put(Operation.GET_OBJECT_ACL, this::ofObject);
    handlers.put(Operation.PUT_OBJECT_ACL, this::setOfObject);
  }

  /** The list that a call asks for, by its fields or by its content. */
  private AskedAcl asked(Ask ask) throws IOException {
    AskedAcl byFields = scene.asked(ask);
    byte[] content = Documents.octets(ask);
    if (byFields == null) {
      if (content.length == 0) {
        throw S3Error.MISSING_SECURITY_HEADER.exception().with("MissingHeaderName", "x-amz-acl");
      }
      return AclDocument.read(Documents.parse(ask, content), scene.owners());
    }
    if (content.length > 0) {
      throw S3Error.UNEXPECTED_CONTENT.exception();
    }
    return byFields;
  }

  /** A list, or, where lists do not count, what holds instead. */
  private static Acl effective(Rights rights, Acl acl) {
    return rights.rules().ownership().listsCount()
        ? acl
        : Acl.ownersOnly(rights.rules().owner().canonicalId());
  }

  private S3Reply ofBucket(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    return S3Reply.xml(AclDocument.write(effective(rights, rights.rules().acl()), scene.owners()));
  }

  private S3Reply setOfBucket(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    Acl acl = NewAcls.ofBucket(asked(ask), rights.rules());
    scene.access().set(rights.bucket(), acl);
    return S3Reply.empty(200);
  }

  private ObjectVersion object(Ask ask, Rights rights) {
    Bucket bucket = rights.bucket();
    Version found = scene.store().reads().find(bucket, ask.key(), ask.version());
    String action = Scene.action(ask);
    Subject subject = Scene.subject(ask);
    return switch (found) {
      case null -> throw rights.missing(action, subject, ReadCalls.nothing(ask, ask.version()));
      case DeleteMarker marker ->
          throw rights.missing(
              action, subject, ReadCalls.marked(ask, bucket, marker, ask.version()));
      case ObjectVersion object -> {
        rights.require(action, subject, object);
        yield object;
      }
    };
  }

  private static Fields version(Bucket bucket, ObjectVersion object) {
    Fields fields = new Fields();
    ObjectHead.version(bucket, object.id(), fields);
    return fields;
  }

  private S3Reply ofObject(Ask ask) {
    Rights rights = scene.rights(ask);
    ObjectVersion object = object(ask, rights);
    Acl acl = effective(rights, scene.access().of(object));
    return S3Reply.xml(
        200, version(rights.bucket(), object), AclDocument.write(acl, scene.owners()));
  }

  private S3Reply setOfObject(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    ObjectVersion object = object(ask, rights);
    Acl acl =
        NewAcls.ofObject(asked(ask), new ObjectRules(scene.access().of(object)), rights.rules());
    if (rights.rules().ownership().listsCount()) {
      // The version that was looked at, even if there is a newer one by now.
      object =
          scene.store().writes().setAcl(bucket, ask.key(), object.id(), AccessRows.octets(acl));
    }
    return S3Reply.empty(200, version(bucket, object));
  }
}
