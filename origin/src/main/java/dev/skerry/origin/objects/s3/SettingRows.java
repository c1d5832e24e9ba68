package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.error.S3Error;

/** The documents that buckets are set by, a row of each kind. */
record SettingRows(Scene scene) {
  /** Octets of a document as it is kept: what a value of the engine has room for. */
  static final int BYTES_MAX = 80_000;

  /** Answers with the document of a kind, or with what stands for none. */
  S3Reply get(Ask ask, String kind, S3Error none) {
    Bucket bucket = scene.allowed(ask);
    Setting setting = scene.store().settings().find(bucket, kind);
    if (setting == null) {
      throw none.exception().with("BucketName", bucket.name());
    }
    return S3Reply.xml(setting.octets().toArray());
  }

  /** Takes the document of a kind away, if there is one. */
  S3Reply delete(Ask ask, String kind) {
    scene.store().settings().delete(scene.allowed(ask), kind);
    return S3Reply.empty(204);
  }

  /** Keeps a document of a kind. */
  void set(Bucket bucket, String kind, byte[] document) {
    if (document.length > BYTES_MAX) {
      throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED
          .exception()
          .with("MaxMessageLengthBytes", Integer.toString(BYTES_MAX));
    }
    var _ = scene.store().settings().set(bucket, kind, Octets.owning(document));
  }
}
