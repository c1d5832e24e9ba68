package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.policy.PolicyDocument;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;

/** Policies of buckets, and whether one is public. */
final class PolicyCalls {
  private static final String JSON = "application/json";
  private static final String STATUS_ROOT = "PolicyStatus";

  private final Scene scene;

  PolicyCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_BUCKET_POLICY, this::policy);
    handlers.put(Operation.PUT_BUCKET_POLICY, this::set);
    handlers.put(Operation.DELETE_BUCKET_POLICY, this::delete);
    handlers.put(Operation.GET_BUCKET_POLICY_STATUS, this::status);
  }

  private S3Reply policy(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    Setting setting = scene.store().settings().find(rights.bucket(), AccessRows.POLICY);
    if (setting == null) {
      throw none(rights);
    }
    return new S3Reply(
        200,
        Fields.of(FieldNames.CONTENT_TYPE, JSON),
        new S3Body.Octets(setting.octets().toArray()));
  }

  private S3Reply set(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    byte[] content = Documents.octets(ask);
    PolicyDocument policy = PolicyDocument.parse(content, rights.bucket().name(), scene.owners());
    rights.rules().publicAccess().requireMayBeSet(policy);
    var _ =
        scene.store().settings().set(rights.bucket(), AccessRows.POLICY, Octets.owning(content));
    return S3Reply.empty(204);
  }

  private S3Reply delete(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    scene.store().settings().delete(rights.bucket(), AccessRows.POLICY);
    return S3Reply.empty(204);
  }

  /** Of the policy alone: who is let in by a list is said by that. */
  private S3Reply status(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    PolicyDocument policy = rights.rules().policy();
    if (policy == null) {
      throw none(rights);
    }
    return S3Reply.xml(
        XmlText.of(STATUS_ROOT).element("IsPublic", policy.isPublic()).end(STATUS_ROOT));
  }

  private static S3Exception none(Rights rights) {
    return S3Error.NO_SUCH_BUCKET_POLICY.exception().with("BucketName", rights.bucket().name());
  }
}
