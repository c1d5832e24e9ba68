package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.policy.NewAcls;
import dev.skerry.origin.objects.policy.ObjectOwnership;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Whose the objects are that others write to a bucket. */
final class OwnershipCalls {
  private static final String ROOT = "OwnershipControls";
  private static final String OWNERSHIP = "ObjectOwnership";

  private final Scene scene;

  OwnershipCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_OWNERSHIP_CONTROLS, this::ownership);
    handlers.put(Operation.PUT_OWNERSHIP_CONTROLS, this::set);
    handlers.put(Operation.DELETE_OWNERSHIP_CONTROLS, this::delete);
  }

  private S3Reply ownership(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    Setting setting = scene.store().settings().find(bucket, AccessRows.OWNERSHIP);
    if (setting == null) {
      throw S3Error.NO_SUCH_OWNERSHIP.exception().with("BucketName", bucket.name());
    }
    return S3Reply.xml(
        XmlText.of(ROOT)
            .open("Rule")
            .element(OWNERSHIP, setting.octets().text())
            .close("Rule")
            .end(ROOT));
  }

  private S3Reply set(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    List<XmlNode> sent = ask.document().named(ROOT).all("Rule");
    if (sent.size() != 1) {
      throw S3Error.MALFORMED_XML.exception();
    }
    String word = sent.getFirst().required(OWNERSHIP);
    ObjectOwnership ownership =
        Arrays.stream(ObjectOwnership.values())
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElseThrow(S3Error.MALFORMED_XML::exception);
    NewAcls.requireSuits(ownership, rights.rules().acl());
    var _ =
        scene
            .store()
            .settings()
            .set(rights.bucket(), AccessRows.OWNERSHIP, Octets.of(ownership.word()));
    return S3Reply.empty(200);
  }

  private S3Reply delete(Ask ask) {
    scene.store().settings().delete(scene.allowed(ask), AccessRows.OWNERSHIP);
    return S3Reply.empty(204);
  }
}
