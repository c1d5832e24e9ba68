package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.policy.PublicAccessBlock;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** What buckets withhold from the public. */
final class PublicAccessCalls {
  private static final String ROOT = "PublicAccessBlockConfiguration";
  private static final String BLOCK_ACLS = "BlockPublicAcls";
  private static final String IGNORE_ACLS = "IgnorePublicAcls";
  private static final String BLOCK_POLICY = "BlockPublicPolicy";
  private static final String RESTRICT_BUCKETS = "RestrictPublicBuckets";

  private final Scene scene;

  PublicAccessCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_PUBLIC_ACCESS_BLOCK, this::block);
    handlers.put(Operation.PUT_PUBLIC_ACCESS_BLOCK, this::set);
    handlers.put(Operation.DELETE_PUBLIC_ACCESS_BLOCK, this::delete);
  }

  private S3Reply block(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    Bucket bucket = rights.bucket();
    if (scene.store().settings().find(bucket, AccessRows.PUBLIC_ACCESS) == null) {
      throw S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK.exception().with("BucketName", bucket.name());
    }
    PublicAccessBlock block = rights.rules().publicAccess();
    return S3Reply.xml(
        XmlText.of(ROOT)
            .element(BLOCK_ACLS, block.blockPublicAcls())
            .element(IGNORE_ACLS, block.ignorePublicAcls())
            .element(BLOCK_POLICY, block.blockPublicPolicy())
            .element(RESTRICT_BUCKETS, block.restrictPublicBuckets())
            .end(ROOT));
  }

  private S3Reply set(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    XmlNode root = ask.document().named(ROOT);
    PublicAccessBlock block =
        new PublicAccessBlock(
            flag(root, BLOCK_ACLS),
            flag(root, IGNORE_ACLS),
            flag(root, BLOCK_POLICY),
            flag(root, RESTRICT_BUCKETS));
    var _ =
        scene.store().settings().set(bucket, AccessRows.PUBLIC_ACCESS, AccessRows.octets(block));
    return S3Reply.empty(200);
  }

  private static boolean flag(XmlNode root, String element) {
    return switch (root.value(element).orElse("false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw S3Error.MALFORMED_XML.exception();
    };
  }

  private S3Reply delete(Ask ask) {
    scene.store().settings().delete(scene.allowed(ask), AccessRows.PUBLIC_ACCESS);
    return S3Reply.empty(204);
  }
}
